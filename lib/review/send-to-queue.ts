import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { stateWords } from '@/lib/trajectory/state'
import { lockTrajectory } from '@/lib/trajectory/store'
import { listHidden } from '@/lib/trajectory/store-blind'
import { addToQueue, takeFromQueue, wasGiven } from './store-additions'
import { getQueueRow } from './store-queues'

export const SendToQueue = z.object({ id: z.uuid(), trajectoryId: z.uuid() })
type SendToQueue = z.infer<typeof SendToQueue>

const what = 'send trajectories to a queue'

/** Puts a draft, or what was returned, into a queue whatever the queue's filter says; once is enough. */
export function sendToQueue(actor: Actor, { id, trajectoryId }: SendToQueue): Promise<{ id: string }> {
  requireRole(actor, 'reviewer', what)
  return db.$transaction(async (tx) => {
    const queue = await getQueueRow(tx, id)
    if (queue.isArchived)
      throw new AppError('conflict', `The queue “${queue.name}” is archived: nothing can be sent to it.`)
    await requireWaiting(tx, actor, trajectoryId)
    if (await addToQueue(tx, actor, { queueId: id, trajectoryId }))
      await audit(tx, actor, 'trajectory.send', id, trajectoryId)
    return { id }
  })
}

/** Takes it out again, unless somebody has it, or had it, from the queue. */
export function takeOutOfQueue(actor: Actor, { id, trajectoryId }: SendToQueue): Promise<{ id: string }> {
  requireRole(actor, 'reviewer', what)
  return db.$transaction(async (tx) => {
    await lockTrajectory(tx, trajectoryId)
    if (await wasGiven(tx, { queueId: id, trajectoryId }))
      throw new AppError('conflict', 'A reviewer has had it from the queue already.')
    if (await takeFromQueue(tx, { queueId: id, trajectoryId }))
      await audit(tx, actor, 'trajectory.take-out', id, trajectoryId)
    return { id }
  })
}

async function requireWaiting(tx: Db, actor: Actor, trajectoryId: string): Promise<void> {
  const { state, head } = await lockTrajectory(tx, trajectoryId)
  if (head === 0) throw new AppError('conflict', 'It is still being synthesized.')
  const isSecret = (await listHidden(tx, actor, [trajectoryId])).get(trajectoryId)?.isGold ?? false
  if (isSecret || state === 'in_review') throw new AppError('conflict', 'It is being reviewed already.')
  if (state !== 'draft' && state !== 'returned')
    throw new AppError('conflict', `It waits for no review: it is ${stateWords[state]}.`)
}

async function audit(tx: Db, actor: Actor, action: string, queueId: string, subjectId: string): Promise<void> {
  await recordAudit(tx, actor, { action, subject: 'trajectory', subjectId, after: { queueId } })
}
