import { type Actor, requireRole } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import type { QueueView } from './queue'

/** The person behind the actor: work is claimed by people, not by the machine. */
export function requireReviewer(actor: Actor): Extract<Actor, { kind: 'user' }> {
  requireRole(actor, 'reviewer', 'review trajectories')
  if (actor.kind !== 'user') throw new AppError('forbidden', 'Only people who are signed in can claim work.')
  return actor
}

export function requireOpenQueue(queue: QueueView, userId: string): void {
  if (queue.isArchived)
    throw new AppError('conflict', `The queue “${queue.name}” is archived: nothing is given from it.`)
  if (queue.isForMembers && !queue.members.includes(userId))
    throw new AppError('forbidden', `The queue “${queue.name}” is for its members. An administrator can add you.`)
}
