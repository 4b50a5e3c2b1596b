import type { Message } from '@/lib/llm/message'
import { estimateTokens } from '@/lib/llm/price'
import { readLines } from '@/lib/trajectory/tools'
import { mostParts } from './draft/cut-parts'
import type { Range } from './estimate'
import type { Facts, FileFacts, ProjectFacts } from './facts'
import { filesPerPlan, mostRepairs } from './model-author'
import { attemptPrompt, debugPrompt, filePrompt, freePrompt, overviewPrompt, partPrompt, planPrompt } from './prompts'
import { planReadings } from './reading'
import type { SynthesisSettings } from './settings'

/** Calls of one kind: how many there will be, what they are told, and how long their answers are. */
export type ExpectedCalls = {
  calls: number
  /** Of all of them, by our own count. */
  inputTokens: number
  /** Answers, counted in answers as long as that of the dry run. */
  likeDryRun: Range
  /** What is in the answers besides, in tokens. */
  known: Range
  /** How often one may be made anew: the share that is garbled or gives away too much, or the repairs of a plan. */
  again: number
  /** Whether as many are under way at once as the endpoint takes; otherwise each waits for the one before. */
  isAhead: boolean
}

/** A thought about a draft against all that is thought about a file before: 40 to 200 words against 140 to 590. */
const thoughtShare = { low: 0.2, high: 0.5 }
/** Some texts give away too much or come garbled. */
const askedAgain = 0.15
/** What a check says of a draft, and what it lacks. */
const tokensOfFindings = 150
/** Of what a plan says of a file: its purpose, its interface and its check. */
const tokensOfEntry = { low: 30, high: 130 }
/** Of what the prompt about a file shows of the plan: the entry of the file, and the interface of each that it uses. */
const tokensOfSkeleton = { own: 80, use: 40, mostUses: 12 }

const nothing: Range = { low: 0, high: 0 }

/** Every call of a model that a synthesis makes when nothing has to be asked again, with the prompts as they will be. */
export function expectedCalls(
  facts: Facts,
  files: readonly FileFacts[],
  { mode, readBudgetBytes, partBytes }: Pick<SynthesisSettings, 'mode' | 'readBudgetBytes' | 'partBytes'>,
  contextTokens: number,
): ExpectedCalls[] {
  const thoughts = files.map((file) => tokensOf(filePrompt(facts.project, file)) + skeletonTokens(file))
  const expected: ExpectedCalls[] = [
    overviewCall(facts),
    planCalls(facts, files),
    {
      calls: files.length,
      inputTokens: sum(thoughts),
      likeDryRun: { low: files.length, high: files.length },
      known: nothing,
      again: askedAgain,
      isAhead: true,
    },
  ]
  if (mode === 'iterative') {
    expected.push(attemptCalls(facts, files, readBudgetBytes, contextTokens))
    expected.push(debugCalls(files, 0.5))
  }
  if (mode === 'free') expected.push(freeCalls(facts, files, readBudgetBytes))
  const earlier = mode === 'history' ? files.filter(({ path }) => facts.fileOf.get(path)?.earlier) : []
  if (mode === 'history') expected.push(debugCalls(earlier))
  // Drafts are seldom so far off that what follows is written in parts.
  const isAtOnce = mode === 'direct' || mode === 'history'
  const parts = partCalls(isAtOnce ? files.filter((file) => !earlier.includes(file)) : [], partBytes)
  return parts.calls > 0 ? [...expected, parts] : expected
}

/** A thought before each further part of a long file. */
function partCalls(files: readonly FileFacts[], partBytes: number): ExpectedCalls {
  const long = files.flatMap((file) => {
    const parts = Math.min(mostParts, Math.ceil(file.bytes / partBytes))
    return parts > 1
      ? [{ further: parts - 1, tokens: tokensOf(partPrompt({ kind: 'part', file, names: [], part: 2, parts })) }]
      : []
  })
  const calls = sum(long.map(({ further }) => further))
  return {
    calls,
    inputTokens: sum(long.map(({ further, tokens }) => further * tokens)),
    likeDryRun: { low: calls * thoughtShare.low, high: calls * thoughtShare.high },
    known: nothing,
    again: askedAgain,
    isAhead: false,
  }
}

function skeletonTokens({ needs }: FileFacts): number {
  const { own, use, mostUses } = tokensOfSkeleton
  return own + use * Math.min(needs.length, mostUses)
}

/** The file in the middle, by what is told of it: the one that a dry run asks about. */
export function middlingFile(project: ProjectFacts, files: readonly FileFacts[]): FileFacts {
  const sized = files.map((file) => ({ file, tokens: tokensOf(filePrompt(project, file)) }))
  sized.sort((a, b) => a.tokens - b.tokens || (a.file.path < b.file.path ? -1 : 1))
  const middle = sized[Math.floor((sized.length - 1) / 2)]
  if (!middle) throw new Error('A project without files has no file in the middle.')
  return middle.file
}

export function tokensOf(messages: readonly Message[]): number {
  return sum(messages.map(({ content }) => estimateTokens(content)))
}

/** Its words are about as many as those of a file. */
function overviewCall({ project }: Facts): ExpectedCalls {
  const inputTokens = tokensOf(overviewPrompt(project))
  return { calls: 1, inputTokens, likeDryRun: { low: 1, high: 1 }, known: nothing, again: askedAgain, isAhead: false }
}

function planCalls({ project }: Facts, files: readonly FileFacts[]): ExpectedCalls {
  const parts = Array.from({ length: Math.ceil(files.length / filesPerPlan) }, (_, index) =>
    files.slice(index * filesPerPlan, (index + 1) * filesPerPlan),
  )
  const entries = files.map(({ path, needs }) => ({
    path,
    purpose: '',
    interface: '',
    dependencies: needs.map((need) => need.path),
    check: '',
  }))
  const form = sum(entries.map((entry) => estimateTokens(JSON.stringify(entry))))
  return {
    calls: parts.length,
    inputTokens: sum(parts.map((part) => tokensOf(planPrompt(project, part)))),
    likeDryRun: nothing,
    known: {
      low: form + files.length * tokensOfEntry.low,
      high: form + files.length * tokensOfEntry.high,
    },
    again: mostRepairs,
    isAhead: false,
  }
}

/** Models write about as much as there is in the end, rather less than more. */
function attemptCalls(
  { fileOf, known }: Facts,
  files: readonly FileFacts[],
  readBudgetBytes: number,
  contextTokens: number,
): ExpectedCalls {
  const readsOf = (file: FileFacts) => readingsOf(file, known, readBudgetBytes)
  const prompts = files.map((file) => tokensOf(attemptPrompt(file, '', readsOf(file), contextTokens)))
  const written = writtenTokens(fileOf)
  return {
    calls: files.length,
    inputTokens: sum(prompts),
    likeDryRun: nothing,
    known: { low: Math.round(written * 0.5), high: Math.round(written * 1.2) },
    again: askedAgain,
    isAhead: false,
  }
}

/**
 * As if each file took four turns: reads, the write, a check, the end. Each is told again all that came before. Models may
 * take many more.
 */
function freeCalls({ fileOf, known }: Facts, files: readonly FileFacts[], readBudgetBytes: number): ExpectedCalls {
  const reads = files.flatMap((file) => readingsOf(file, known, readBudgetBytes))
  const written = writtenTokens(fileOf)
  const prompts = sum(files.map((file) => tokensOf(freePrompt(file, '')) + skeletonTokens(file)))
  const read = sum(reads.map(({ content }) => estimateTokens(content)))
  return {
    calls: 4 * files.length,
    inputTokens: 4 * prompts + 3 * read + 2 * written,
    likeDryRun: { low: files.length * thoughtShare.low, high: files.length },
    known: { low: Math.round(written * 0.5), high: Math.round(written * 1.2) },
    again: 1,
    isAhead: false,
  }
}

function readingsOf(file: FileFacts, known: Facts['known'], readBudgetBytes: number) {
  return planReadings(file, known, readBudgetBytes).map(({ path, lines }) => {
    const { content = '' } = known.get(path) ?? {}
    return { path, content: lines ? readLines(content, lines) : content }
  })
}

function writtenTokens(fileOf: Facts['fileOf']): number {
  return sum(Array.from(fileOf.values(), ({ content }) => estimateTokens(content)))
}

/** Drafts that are right already, or beyond repair, are not thought about: `least` is the share of those that are. */
function debugCalls(files: readonly FileFacts[], least = 1): ExpectedCalls {
  const prompts = files.map((file) =>
    tokensOf(debugPrompt({ kind: 'debug', file, findings: [], stubbed: [], leftOut: [], edits: 1 })),
  )
  return {
    calls: files.length,
    inputTokens: sum(prompts) + files.length * tokensOfFindings,
    likeDryRun: { low: files.length * thoughtShare.low * least, high: files.length * thoughtShare.high },
    known: nothing,
    again: askedAgain,
    isAhead: false,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
