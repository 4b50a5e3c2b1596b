import { type Actor, userIdOf } from '@/lib/auth/actor'
import type { Db } from '@/lib/db/client'

/** Whether it was not in the queue before. */
export async function addToQueue(tx: Db, actor: Actor, { queueId, trajectoryId }: Addition): Promise<boolean> {
  const data = { queueId, trajectoryId, by: actor.name, userId: userIdOf(actor) }
  return (await tx.queueAddition.createMany({ data, skipDuplicates: true })).count === 1
}

/** Whether it was there. */
export async function takeFromQueue(tx: Db, { queueId, trajectoryId }: Addition): Promise<boolean> {
  return (await tx.queueAddition.deleteMany({ where: { queueId, trajectoryId } })).count === 1
}

/** Whether anybody has it, or had it, from the queue. */
export async function wasGiven(db: Db, { queueId, trajectoryId }: Addition): Promise<boolean> {
  return (await db.assignment.count({ where: { queueId, trajectoryId } })) > 0
}

export type Addition = { queueId: string; trajectoryId: string }
