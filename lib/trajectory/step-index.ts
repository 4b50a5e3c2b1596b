import { z } from 'zod'
import type { Run, StepKind, Tool } from './trajectory'
import { type StepEntry, TrajectoryView } from './view'

/**
 * The steps of a trajectory, column by column: what repeats is said once and meant by its place. 10,000 steps are 0.7 MB,
 * half of it ids, which the wire compresses; parsed in a few milliseconds.
 */
export const StepIndex = z.object({
  /** One after the other: 36 characters for each step, 64 for each content. */
  ids: z.string(),
  contents: z.string(),
  paths: z.array(z.string()),
  /** The tools that a foreign agent called. */
  calls: z.array(z.string()),
  /** One letter of `letters` for each step. */
  kinds: z.string(),
  /** Places among the runs, the paths, the calls and the contents; -1 for none. Without any call there are no places. */
  run: z.array(z.int()),
  path: z.array(z.int()),
  call: z.array(z.int()),
  content: z.array(z.int()),
  bytes: z.array(z.int()),
  /** -1 where they were not counted. */
  tokens: z.array(z.int()),
  /** 1: optimized, 2: error. */
  flags: z.array(z.int()),
  /** Of the few that have any: the step, and how many or which. */
  candidates: z.array(z.tuple([z.int(), z.int()])),
  openSearches: z.array(z.tuple([z.int(), z.string()])),
})
/** A `TrajectoryView` as it travels to the workbench. */
export const TrajectoryIndex = TrajectoryView.extend({ steps: StepIndex })

export type StepIndex = z.infer<typeof StepIndex>
export type TrajectoryIndex = z.infer<typeof TrajectoryIndex>

type Kind = { kind: StepKind; tool: Tool | null }

const tools = ['plan', 'delegate', 'list', 'read', 'write', 'edit', 'check', 'finish'] as const
const kinds: readonly Kind[] = (['think', 'act', 'observe'] as const).flatMap((kind) =>
  [null, ...tools].map((tool) => ({ kind, tool })),
)
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZa'
const letterOf = new Map(kinds.map(({ kind, tool }, index) => [`${kind} ${tool}`, letters[index] ?? '']))
const kindOf = new Map(kinds.map((kind, index) => [letters[index] ?? '', kind]))

const isOptimizedFlag = 1
const isErrorFlag = 2

/** Steps stand at their positions, from 0, without gaps. */
export function packSteps(steps: readonly StepEntry[], runs: readonly Run[]): StepIndex {
  const runPlaces = new Map(runs.map(({ id }, place) => [id, place]))
  const paths = dictionary()
  const calls = dictionary()
  const contents = dictionary()
  return {
    ids: steps.map(({ id }) => id).join(''),
    kinds: steps.map(({ kind, tool }) => letterOf.get(`${kind} ${tool}`) ?? '').join(''),
    run: steps.map(({ runId }) => runPlaces.get(runId) ?? -1),
    path: steps.map(({ path }) => paths.placeOf(path)),
    call: steps.some(({ call }) => call) ? steps.map(({ call }) => calls.placeOf(call ?? null)) : [],
    content: steps.map(({ sha256 }) => contents.placeOf(sha256)),
    bytes: steps.map(({ bytes }) => bytes),
    tokens: steps.map(({ tokens }) => tokens ?? -1),
    flags: steps.map((step) => (step.isOptimized ? isOptimizedFlag : 0) | (step.isError ? isErrorFlag : 0)),
    candidates: steps.flatMap(({ candidates }, at) => (candidates > 0 ? [[at, candidates] as [number, number]] : [])),
    openSearches: steps.flatMap(({ openSearch }, at) => (openSearch ? [[at, openSearch] as [number, string]] : [])),
    paths: paths.words,
    calls: calls.words,
    contents: contents.words.join(''),
  }
}

/** What `packSteps` was given; throws when the columns are not of one length. */
export function unpackSteps(index: StepIndex, runs: readonly Run[]): StepEntry[] {
  const contents = chunksOf(index.contents, 64)
  const candidates = new Map(index.candidates)
  const openSearches = new Map(index.openSearches)
  return Array.from(index.kinds, (letter, position) => {
    const id = index.ids.slice(position * 36, (position + 1) * 36)
    const kind = kindOf.get(letter)
    const run = runs[index.run[position] ?? -1]
    const bytes = index.bytes[position]
    const tokens = index.tokens[position]
    const flags = index.flags[position] ?? 0
    const call = index.calls[index.call[position] ?? -1]
    if (id.length < 36 || !kind || !run || bytes === undefined || tokens === undefined)
      throw new Error(`The index of steps breaks off at ${position}.`)
    return {
      id,
      position,
      runId: run.id,
      ...kind,
      path: index.paths[index.path[position] ?? -1] ?? null,
      ...(call === undefined ? {} : { call }),
      sha256: contents[index.content[position] ?? -1] ?? null,
      bytes,
      tokens: tokens < 0 ? null : tokens,
      isOptimized: (flags & isOptimizedFlag) !== 0,
      isError: (flags & isErrorFlag) !== 0,
      candidates: candidates.get(position) ?? 0,
      openSearch: openSearches.get(position) ?? null,
    }
  })
}

function dictionary(): { words: string[]; placeOf(word: string | null): number } {
  const places = new Map<string, number>()
  const words: string[] = []
  return {
    words,
    placeOf(word) {
      if (word === null) return -1
      const known = places.get(word)
      if (known !== undefined) return known
      places.set(word, words.length)
      return words.push(word) - 1
    },
  }
}

function chunksOf(text: string, size: number): string[] {
  return Array.from({ length: Math.floor(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size))
}
