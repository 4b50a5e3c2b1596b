import { z } from 'zod'
import { TrajectoryFilter } from '@/lib/trajectory/filter'
import { Judgement } from '@/lib/trajectory/view'

/** What can be done to many trajectories at once. */
export const BulkVerb = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('verdict'), judgement: Judgement, reason: z.string().trim().max(10_000).default('') }),
  z.object({ kind: z.literal('label'), labelId: z.uuid() }),
  z.object({ kind: z.literal('delete') }),
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

const judgements = { approve: 'Approve', reject: 'Reject', return: 'Return' } as const

/** `Approve`, `Label`: the verb as a button says it. */
export function verbOf(action: BulkVerb): string {
  if (action.kind === 'verdict') return judgements[action.judgement]
  return action.kind === 'label' ? 'Label' : 'Delete'
}

/** What was deleted does not come back. */
export function canBeUndone({ kind }: BulkVerb): boolean {
  return kind !== 'delete'
}
