import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type FindProgress, type FindRequest, type FindResult, type Hit, hitsOf, type Matches, patternOf } from './find'
import { openMatcher } from './open-matcher'
import { getTrajectoryHead } from './store'
import { type ContentUse, listContentUses, streamContents, streamTexts } from './store-find'

const Flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((flag) => flag === '1')

export const FindInTrajectory = z.object({
  id: z.uuid(),
  /** The newest one when absent. */
  revision: z.coerce.number().int().min(1).optional(),
  words: z.string().min(1).max(1000),
  regex: Flag,
  case: Flag,
})

export type FindTelling = { signal: AbortSignal; tell: (progress: FindProgress) => void }

const mostHits = 5000
const mostHitsPerText = 200
/** A text of a mebibyte takes an honest expression a few milliseconds. */
const deadlineMs = 300
const deadlineMsPerMebibyte = 100

/**
 * Looks through every word and every content of a trajectory, in pieces, and tells what it finds as it goes: the words of
 * all steps first, then the contents, each once however many steps have it. All hits are counted, the first thousands are
 * told. An expression that would run for ever is refused.
 */
export async function findInTrajectory(
  actor: Actor,
  input: z.infer<typeof FindInTrajectory>,
  { signal, tell }: FindTelling,
): Promise<FindResult> {
  requireRole(actor, 'viewer', 'see trajectories')
  const pattern = parsePattern({ words: input.words, isRegex: input.regex, isCaseSensitive: input.case })
  const revision = input.revision ?? (await getTrajectoryHead(db, input.id)).head
  const uses = await listContentUses(db, input.id)
  const totalBytes = uses.reduce((sum, { size }) => sum + size, 0)
  const steps = new Set<number>()
  let [count, listed, searchedBytes] = [0, 0, 0]
  const match = openMatcher(pattern, mostHitsPerText)
  const search = (text: string) => match(text, deadlineMs + (text.length / (1 << 20)) * deadlineMsPerMebibyte)
  const found = (hits: Hit[], all: number): Hit[] => {
    count += all
    if (all > 0 && hits[0]) steps.add(hits[0].position)
    const told = hits.slice(0, Math.max(0, mostHits - listed))
    listed += told.length
    return told
  }
  for await (const part of streamTexts(db, input.id, revision)) {
    const hits = part.flatMap(({ position, text }) => {
      const { matches, count: all } = search(text)
      return found(hitsOf(text, matches, { position, place: 'text' }), all)
    })
    tell({ hits, searchedBytes, totalBytes })
    await breathe(signal)
  }
  for await (const { use, text } of streamContents(db, uses)) {
    const { matches, count: all } = search(text)
    searchedBytes += use.size
    const hits = all === 0 ? [] : hitsOfUse(use, text, matches, all).flatMap(([own, number]) => found(own, number))
    tell({ hits, searchedBytes, totalBytes })
    await breathe(signal)
  }
  return { hits: count, listed, steps: steps.size }
}

/** The hits of each step that has a content; of a partial read only those in the lines that it has seen. */
function hitsOfUse(use: ContentUse, text: string, matches: Matches, all: number): [Hit[], number][] {
  const whole = hitsOf(text, matches, { position: 0, place: 'content' })
  return use.positions.map((position, at) => {
    const [start = 0, end = 0] = [use.starts[at], use.ends[at]]
    const own = start === 0 ? whole : whole.filter(({ line }) => line >= start && line <= end)
    return [own.map((hit) => ({ ...hit, position })), start === 0 ? all : own.length]
  })
}

function parsePattern(request: FindRequest): RegExp {
  try {
    return patternOf(request)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/^Invalid regular expression: /, '') : ''
    throw new AppError('invalid', `This is not a regular expression: ${why}`, { cause })
  }
}

/** Others have their turn, and whoever has gone away ends the search. */
async function breathe(signal: AbortSignal): Promise<void> {
  await setImmediate()
  signal.throwIfAborted()
}
