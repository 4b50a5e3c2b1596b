import { z } from 'zod'

/** A row that a change is about, such as `annotation 0190…`; entries about the same row are sent in order. */
export const Subject = z.string()

/** A change as it waits in the browser. Its id goes with it, so that the server makes it once however often it is sent. */
export const Entry = z.object({
  /** Place in the order, given by the store. */
  sequence: z.int(),
  id: z.uuid(),
  userId: z.string(),
  /** What it does, as `annotation.create`: whoever shows the data before it is sent goes by it. */
  kind: z.string(),
  /** In the person's words: “Wrong” on step 12. */
  title: z.string(),
  /** Where to see it. */
  href: z.string().nullable(),
  method: z.enum(['POST', 'PATCH', 'PUT', 'DELETE']),
  path: z.string(),
  body: z.record(z.string(), z.unknown()),
  /** The row that it changes first, then those that must be there for it. */
  subjects: z.array(Subject).min(1),
  /** What can be merged when somebody else has changed the row: its fields, and where it is read. Null: it is refused. */
  merge: z
    .object({ readPath: z.string(), fields: z.array(z.object({ name: z.string(), label: z.string() })) })
    .nullable(),
  state: z.enum(['waiting', 'refused', 'conflict']),
  attempts: z.int(),
  /** Of the last attempt. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Not before; milliseconds. */
  retryAt: z.number().nullable(),
  /** The row as others have made it, when both versions have to be looked at. */
  theirs: z.unknown(),
  createdAt: z.number(),
})

export type Entry = z.infer<typeof Entry>
/** What is given; the rest begins the same for all. */
export type NewEntry = Pick<Entry, 'id' | 'kind' | 'title' | 'href' | 'method' | 'path' | 'body' | 'subjects' | 'merge'>

export type Outcome =
  | { kind: 'sent'; result: unknown }
  /** Nobody could be asked, or nobody is signed in as this person: everything waits. */
  | { kind: 'unreachable'; code: string; message: string }
  /** The server stumbled over this one. */
  | { kind: 'failed'; code: string; message: string }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'conflict'; message: string; theirs: unknown }

export function beginEntry(userId: string, entry: NewEntry, now: number): Omit<Entry, 'sequence'> {
  return {
    ...entry,
    userId,
    state: 'waiting',
    attempts: 0,
    error: null,
    retryAt: null,
    theirs: null,
    createdAt: now,
  }
}

const firstWaitMs = 1000
const longestWaitMs = 30_000
const mostFailures = 5

/** Twice as long after each attempt, up to half a minute. */
export function waitAfter(attempts: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.max(0, attempts - 1))
}

/** The entry after an attempt; null when it is done and can go. */
export function afterAttempt(entry: Entry, outcome: Outcome, now: number): Entry | null {
  if (outcome.kind === 'sent') return null
  const attempts = entry.attempts + 1
  const tried = { ...entry, attempts, retryAt: null }
  if (outcome.kind === 'conflict' && entry.merge)
    return {
      ...tried,
      state: 'conflict',
      error: { code: 'conflict', message: outcome.message },
      theirs: outcome.theirs,
    }
  const error = { code: outcome.kind === 'conflict' ? 'conflict' : outcome.code, message: outcome.message }
  const isHopeless = outcome.kind === 'failed' && attempts >= mostFailures
  if (outcome.kind === 'refused' || outcome.kind === 'conflict' || isHopeless)
    return { ...tried, state: 'refused', error }
  return { ...tried, error, retryAt: now + waitAfter(attempts) }
}

/**
 * What may be sent next: the first entry that waits and that no earlier one stands in the way of. One that was refused
 * holds back what builds on its row, and nothing else.
 */
export function nextToSend(entries: readonly Entry[]): Entry | undefined {
  const held = new Set<string>()
  for (const entry of entries) {
    const isFree = entry.state === 'waiting' && !entry.subjects.some((subject) => held.has(subject))
    if (isFree) return entry
    if (entry.subjects[0]) held.add(entry.subjects[0])
  }
  return undefined
}

/** Those that wait for an entry that was refused or has to be merged. */
export function heldBy(entries: readonly Entry[], entry: Entry): Entry[] {
  const held = new Set([entry.subjects[0]])
  return entries.filter((later) => {
    if (later.sequence <= entry.sequence || !later.subjects.some((subject) => held.has(subject))) return false
    held.add(later.subjects[0])
    return true
  })
}

/**
 * After both versions were looked at: the chosen values over theirs, to be sent again. Later changes of the same row
 * were made on top of this one, and move up with it.
 */
export function afterMerge(
  entries: readonly Entry[],
  entry: Entry,
  choice: { values: Record<string, unknown>; version: number },
): Entry[] {
  const shift = choice.version - Number(entry.body.version ?? 0)
  const moved = entries
    .filter((later) => later.sequence > entry.sequence && later.subjects[0] === entry.subjects[0])
    .map((later) =>
      typeof later.body.version === 'number'
        ? { ...later, body: { ...later.body, version: later.body.version + shift } }
        : later,
    )
  const body = { ...entry.body, ...choice.values, version: choice.version }
  return [{ ...entry, body, state: 'waiting', error: null, retryAt: null, theirs: null }, ...moved]
}
