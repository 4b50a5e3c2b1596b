import type { z } from 'zod'
import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { isHidden } from '@/lib/trajectory/store-blind'
import { type Present, presenceMs, type ShowPresence } from './presence'
import { forgetPresence, listPresent, savePresence } from './store-presence'

const goneMs = 3 * presenceMs

/** Says that the reader has a trajectory open, and who else has: nobody, under blind review. */
export async function showPresence(actor: Actor, { id }: z.infer<typeof ShowPresence>): Promise<Present> {
  requireRole(actor, 'viewer', 'see trajectories')
  const userId = userIdOf(actor)
  if (userId) await savePresence(db, id, userId)
  if (await isHidden(db, actor, id)) return []
  return listPresent(db, id, { since: new Date(Date.now() - goneMs), exceptId: userId })
}

/** Says that the reader has closed it. */
export async function leavePresence(actor: Actor, { id }: z.infer<typeof ShowPresence>): Promise<null> {
  requireRole(actor, 'viewer', 'see trajectories')
  const userId = userIdOf(actor)
  if (userId) await forgetPresence(db, id, userId, new Date(Date.now() - goneMs))
  return null
}
