import { z } from 'zod'
import { type Actor, hasRole, requireRole, userIdOf } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { countWaitingRows } from './home-store'
import { listOwnWork } from './store-own-work'
import { countQueue, listQueueRows } from './store-queues'
import { mostWaitingCounted, type Waiting } from './verdict'

export const CountWaiting = z.object({})

/**
 * How many trajectories wait for a person: what they have at hand and what waits in their queues; drafts and what was
 * returned where there are none. It does not count on for long.
 */
export async function countWaiting(actor: Actor, _: z.infer<typeof CountWaiting>): Promise<Waiting> {
  requireRole(actor, 'viewer', 'see trajectories')
  const userId = userIdOf(actor)
  const queues = userId && hasRole(actor, 'reviewer') ? await listQueueRows(db, { isArchived: false, userId }) : []
  if (!userId || queues.length === 0) return { count: await countWaitingRows(db, mostWaitingCounted) }
  const counts = await Promise.all(queues.map((queue) => countQueue(db, queue, userId)))
  const work = await listOwnWork(db, userId)
  const waiting = counts.reduce((sum, count) => sum + count.waiting, 0)
  return { count: Math.min(mostWaitingCounted, waiting + work.filter(({ kind }) => kind !== 'snoozed').length) }
}
