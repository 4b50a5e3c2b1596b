import { z } from 'zod'

/** What one problem asks, and its solution: all of its text. */
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

/**
 * The problems of a file: a line of JSON each, as HumanEval (`task_id`, `prompt`, `canonical_solution`, `test`), MBPP (`text`,
 * `code`) and LongCodeBench have them; all strings of a line are its text. What is no JSON is one problem as a whole.
 */
export function readProblems(file: string, content: string): z.infer<typeof BenchmarkText>[] {
  const lines = content.split('\n').filter((line) => line.trim() !== '')
  const whole = parseLine(content)
  const rows = Array.isArray(whole) ? whole : lines.map(parseLine)
  if (rows.some((row) => row === undefined)) return [{ name: file, text: content }]
  return rows.flatMap((row, place) => toProblem(row, place))
}

function parseLine(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function toProblem(row: unknown, place: number): z.infer<typeof BenchmarkText>[] {
  const fields = Object.entries(row ?? {})
  const named = nameFields.flatMap((field) => fields.filter(([name]) => name === field))[0]?.[1]
  const texts = fields.filter(([name]) => !nameFields.includes(name)).flatMap(([, value]) => stringsOf(value))
  if (texts.length === 0) return []
  return [{ name: named === undefined ? `problem ${place + 1}` : String(named).slice(0, 200), text: texts.join('\n') }]
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(stringsOf)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : []
}
