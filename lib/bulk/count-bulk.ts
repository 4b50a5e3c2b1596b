import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { findSight } from '@/lib/trajectory/store-blind'
import type { BulkCount, BulkRequest } from './bulk'
import { countApplying } from './store'

/** How many trajectories an action would be done to, and how many it leaves out for what reason; nothing is done. */
export async function countBulk(actor: Actor, request: BulkRequest): Promise<BulkCount> {
  requireRole(actor, request.action.kind === 'delete' ? 'admin' : 'reviewer', 'change many trajectories')
  return countApplying(db, request, { userId: userIdOf(actor), sight: await findSight(db, actor) })
}
