import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { BulkCount, BulkRequest } from './bulk'
import { countApplying } from './store'

/** How many trajectories an action would be done to, and how many it leaves out for what reason; nothing is done. */
export async function countBulk(actor: Actor, { filter, action }: BulkRequest): Promise<BulkCount> {
  requireRole(actor, action.kind === 'delete' ? 'admin' : 'reviewer', 'change many trajectories')
  return countApplying(db, filter, action)
}
