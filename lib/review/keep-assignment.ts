import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { lockTrajectory } from '@/lib/trajectory/store'
import type { Assignment, AssignmentRequest } from './assignment'
import { holdAssignment } from './hold-assignment'
import { requireReviewer } from './require-reviewer'
import { getAssignmentRow } from './store-assignments'
import { getQueueRow } from './store-queues'

export const Kept = z.object({ leaseUntil: z.string() })

/** A sign of life from the open workbench: the work stays with its reviewer for the whole lease again. */
export function keepAssignment(actor: Actor, { id }: z.infer<typeof AssignmentRequest>): Promise<z.infer<typeof Kept>> {
  const { userId } = requireReviewer(actor)
  return db.$transaction(async (tx) => {
    const { trajectoryId } = requireOwn(await getAssignmentRow(tx, id), userId)
    await lockTrajectory(tx, trajectoryId)
    const assignment = await getAssignmentRow(tx, id)
    await holdAssignment(tx, assignment, await getQueueRow(tx, assignment.queueId))
    return { leaseUntil: (await getAssignmentRow(tx, id)).leaseUntil }
  })
}

export function requireOwn(assignment: Assignment, userId: string): Assignment {
  if (assignment.userId !== userId) throw new AppError('forbidden', 'This is the work of somebody else.')
  return assignment
}
