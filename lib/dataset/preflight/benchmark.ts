import { z } from 'zod'
import { isTelling } from '@/lib/dataset/checks/grams'

/** A text of a problem: what it asks, a solution, its tests, or all of it. */
export const BenchmarkText = z.object({ name: z.string().min(1).max(200), text: z.string().min(1) })

/** Problems of a benchmark; with a name that is there, more of them. */
export const NewBenchmark = z.object({
  name: z.string().trim().min(1, 'Give the benchmark a name.').max(100),
  problems: z.array(BenchmarkText).min(1).max(100_000),
})

export const Benchmark = z.object({
  id: z.string(),
  name: z.string(),
  by: z.string(),
  createdAt: z.string(),
  problems: z.int(),
})
export type Benchmark = z.infer<typeof Benchmark>

export const BenchmarkList = z.array(Benchmark)
export const ListBenchmarks = z.object({})
export const GetBenchmark = z.object({ id: z.uuid() })

const nameFields = ['task_id', 'question_id', 'problem_id', 'instance_id', 'id', 'name']

/** What a field of a problem holds, by the names that benchmarks give it. */
const roleFields = {
  prompt: ['prompt', 'text', 'question', 'question_content', 'description', 'problem_statement', 'instruction'],
  solution: ['canonical_solution', 'solution', 'solutions', 'code', 'completion', 'patch'],
  tests: ['test', 'tests', 'test_list', 'challenge_test_list', 'test_cases', 'test_code', 'test_patch'],
} as const
type Role = keyof typeof roleFields
const roles: readonly Role[] = ['prompt', 'solution', 'tests']

/** The name of the problem that a text is of, by the name of the text; one that is long comes in parts. */
export function problemOf(name: string): string {
  return name.replace(/, (?:prompt|solution|tests)(?:, part \d+)?$/, '')
}

/**
 * The texts of the problems of a file: a line of JSON each, as HumanEval (`task_id`, `prompt`, `canonical_solution`, `test`),
 * MBPP (`text`, `code`, `test_list`) and LongCodeBench have them. What is asked, each solution and the tests are texts of
 * their own, as one of them may be copied without the others. What is no JSON is one problem as a whole.
 */
export function readProblems(file: string, content: string): z.infer<typeof BenchmarkText>[] {
  const lines = content.split('\n').filter((line) => line.trim() !== '')
  const whole = parseLine(content)
  const rows = Array.isArray(whole) ? whole : lines.map(parseLine)
  if (rows.some((row) => row === undefined)) return [{ name: file, text: content }]
  return rows.flatMap((row, place) => toTexts(row, place))
}

function parseLine(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

const longestName = 180

function toTexts(row: unknown, place: number): z.infer<typeof BenchmarkText>[] {
  const fields = Object.entries(row ?? {})
  const named = nameFields.flatMap((field) => fields.filter(([name]) => name === field))[0]?.[1]
  const problem = named === undefined ? `problem ${place + 1}` : String(named).slice(0, longestName)
  const pieces = fields.filter(([name]) => !nameFields.includes(name)).flatMap(([name, value]) => piecesOf(name, value))
  const own = pieces.flatMap(({ role, text }) => (role ? [{ name: `${problem}, ${role}`, text }] : []))
  // What is too short to be found by itself, and what no field name explains.
  const rest = pieces.flatMap(({ role, text }) => (role ? [] : [text])).join('\n')
  const isKept = rest !== '' && (own.length === 0 || isTelling(rest))
  return isKept ? [...own, { name: problem, text: rest }] : own
}

type Piece = { role?: Role; text: string }

/** The texts of a field; with the role of the field where they are long enough to be found by themselves. */
function piecesOf(field: string, value: unknown): Piece[] {
  const role = roles.find((role) => roleFields[role].some((name) => name === field))
  const strings = stringsOf(value)
  const texts = role === 'solution' ? strings : [strings.join('\n')]
  return texts.filter((text) => text !== '').map((text) => ({ role: isTelling(text) ? role : undefined, text }))
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(stringsOf)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : []
}
