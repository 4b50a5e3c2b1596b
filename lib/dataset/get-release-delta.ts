import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { DeltaCounts, DeltaRow } from './delta'
import { getAgainst } from './store'
import { countDelta, listDelta } from './store-delta'

export const GetReleaseDelta = z.object({
  id: z.uuid(),
  /** When left out, the release that it was asked to be told from. */
  against: z.uuid().optional(),
  /** The id of the last trajectory of the page before. */
  after: z.uuid().default('00000000-0000-0000-0000-000000000000'),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})

export type ReleaseDelta = { against: string | null; counts: DeltaCounts; rows: DeltaRow[] }

/** What a release holds and another does not, or at another revision. */
export async function getReleaseDelta(actor: Actor, request: z.infer<typeof GetReleaseDelta>): Promise<ReleaseDelta> {
  requireRole(actor, 'viewer', 'see exports')
  const own = await getAgainst(db, request.id)
  const against = request.against ?? own
  if (!against) return { against: null, counts: { added: 0, changed: 0, removed: 0 }, rows: [] }
  await getAgainst(db, against)
  const [counts, rows] = await Promise.all([
    countDelta(db, request.id, against),
    listDelta(db, request.id, against, request.after, request.limit),
  ])
  return { against, counts, rows }
}
