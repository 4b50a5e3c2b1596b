import { z } from 'zod'
import { ReleaseFormat } from '@/lib/dataset/formats/settings'
import { TrajectoryFilter } from '@/lib/trajectory/filter'
import { Judgement } from '@/lib/trajectory/view'

/** What can be done to many trajectories at once. */
export const BulkVerb = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('verdict'), judgement: Judgement, reason: z.string().trim().max(10_000).default('') }),
  z.object({ kind: z.literal('label'), labelId: z.uuid() }),
  z.object({ kind: z.literal('delete') }),
  /** Sends them to a queue for review. */
  z.object({ kind: z.literal('queue'), queueId: z.uuid() }),
  /** Freezes them as one release with the usual settings. */
  z.object({ kind: z.literal('export'), format: ReleaseFormat }),
])

export const BulkRequest = z.object({ filter: TrajectoryFilter, action: BulkVerb })

/** Before anything is done: how many it would be done to, and why not to the others. */
export const BulkCount = z.object({
  applies: z.int(),
  leftOut: z.array(z.object({ why: z.string(), count: z.int() })),
})

export const BulkOutcome = z.enum(['waiting', 'done', 'skipped', 'undone', 'kept'])

export const Bulk = z.object({
  id: z.string(),
  action: BulkVerb,
  by: z.string(),
  createdAt: z.string(),
  jobId: z.string().nullable(),
  undoJobId: z.string().nullable(),
  counts: z.record(BulkOutcome, z.int()),
})

export const BulkItem = z.object({
  trajectoryId: z.string(),
  name: z.string(),
  outcome: BulkOutcome,
  why: z.string().nullable(),
})
export const BulkItemPage = z.object({ rows: z.array(BulkItem), next: z.string().nullable() })

export const GetBulk = z.object({ id: z.uuid() })
export const ListBulkItems = z.object({
  id: z.uuid(),
  outcome: BulkOutcome.optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

export type BulkVerb = z.infer<typeof BulkVerb>
export type BulkRequest = z.infer<typeof BulkRequest>
export type BulkCount = z.infer<typeof BulkCount>
export type BulkOutcome = z.infer<typeof BulkOutcome>
export type Bulk = z.infer<typeof Bulk>
export type BulkItem = z.infer<typeof BulkItem>
export type BulkItemPage = z.infer<typeof BulkItemPage>

/** So many at the most: above it the list has to be narrowed. */
export const mostAtOnce = 100_000

/** A release that is made from a list. */
export const mostExported = 10_000

const judgements = { approve: 'Approve', reject: 'Reject', return: 'Return' } as const

const verbs = { label: 'Label', delete: 'Delete', queue: 'Send to review', export: 'Export' } as const

/** `Approve`, `Label`: the verb as a button says it. */
export function verbOf(action: BulkVerb): string {
  return action.kind === 'verdict' ? judgements[action.judgement] : verbs[action.kind]
}

/** So long a bulk deletion waits before anything is deleted: until then it can be undone, afterwards nothing comes back. */
export const deletionDelayMs = 10 * 60_000

export function deletesAt({ createdAt }: { createdAt: string | Date }): Date {
  return new Date(new Date(createdAt).getTime() + deletionDelayMs)
}

/** What can be undone of an action, as a sentence. */
export function undoWords({ kind }: BulkVerb): string {
  const minutes = deletionDelayMs / 60_000
  if (kind === 'delete')
    return `They stay where they are for ${minutes} minutes, in which this can be undone. Then they are deleted, and do not come back.`
  if (kind === 'export')
    return 'One export is made of them, with the usual settings. It is looked through first, and waits under Exports when somebody has to decide about what was found. It stays: this cannot be undone.'
  if (kind === 'queue') return 'It can be undone for those that no reviewer has taken up by then.'
  return 'A job does it one after the other. It can be undone.'
}

/** Whether there is something to undo: of a deletion, as long as it waits. */
export function canBeUndone({ action, counts, undoJobId }: Bulk, isAtRest: boolean): boolean {
  if (action.kind === 'export') return false
  if (action.kind === 'delete') return (counts.waiting ?? 0) > 0
  return isAtRest && undoJobId === null && (counts.done ?? 0) > 0
}
