import { z } from 'zod'
import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { listDisagreements } from './list-disagreements'
import type { QueueCounts, QueueView } from './queue'
import { listOwnWork, type OwnWork } from './store-own-work'
import { countQueue, listQueueRows } from './store-queues'

export const ReadReview = z.object({})

export type ReviewView = {
  /** Claimed, snoozed and lost work, and what has come back. */
  work: OwnWork[]
  queues: (Pick<QueueView, 'id' | 'name' | 'priority' | 'overlap' | 'isBlind'> & { counts: QueueCounts })[]
  disagreements: number
}

export type { OwnWork }

/** What a reviewer has at hand and can claim. */
export async function readReview(actor: Actor, _: z.infer<typeof ReadReview>): Promise<ReviewView> {
  requireRole(actor, 'reviewer', 'review trajectories')
  const userId = userIdOf(actor)
  const [work, queues, disagreements] = await Promise.all([
    userId ? listOwnWork(db, userId) : [],
    listQueueRows(db, { isArchived: false, userId: userId ?? undefined }),
    listDisagreements(actor, { limit: 100 }),
  ])
  const counts = await Promise.all(queues.map((queue) => countQueue(db, queue, userId)))
  return {
    work,
    queues: queues.flatMap(({ id, name, priority, overlap, isBlind }, index) => {
      const counted = counts[index]
      return counted ? [{ id, name, priority, overlap, isBlind, counts: counted }] : []
    }),
    disagreements: disagreements.filter(({ whyNot }) => whyNot === null).length,
  }
}
