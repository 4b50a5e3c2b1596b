import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { getTrajectoryRow } from '@/lib/trajectory/store-rows'
import type { Assignment, AssignmentRequest, AssignmentView } from './assignment'
import { whyNotHeld } from './hold-assignment'
import { requireOwn } from './keep-assignment'
import { requireReviewer } from './require-reviewer'
import { findVerdictBefore } from './store'
import { getAssignmentRow, listChangedSteps, readPlace } from './store-assignments'
import { countQueue, findGuidelinesRead, getQueueRow, saveGuidelinesRead } from './store-queues'

const mostStepsNamed = 20

/** A reviewer's own work with what they need beside it: the guidelines, its place, and what has changed since last time. */
export async function getAssignment(actor: Actor, { id }: z.infer<typeof AssignmentRequest>): Promise<AssignmentView> {
  const { userId } = requireReviewer(actor)
  const assignment = requireOwn(await getAssignmentRow(db, id), userId)
  const { isGold: _gold, slot: _slot, userId: _user, judgement: _judgement, ...shown } = assignment
  const queue = await getQueueRow(db, assignment.queueId)
  const [trajectory, place, read, counts, before, lost] = await Promise.all([
    getTrajectoryRow(db, assignment.trajectoryId),
    readPlace(db, assignment),
    findGuidelinesRead(db, queue.id, userId),
    countQueue(db, queue, userId),
    readBefore(assignment),
    assignment.state === 'lost' ? whyNotHeld(db, assignment) : null,
  ])
  return {
    ...shown,
    queueName: queue.name,
    repositoryName: trajectory.repositoryName,
    leaseMinutes: queue.leaseMinutes,
    overlap: queue.overlap,
    isBlind: queue.isBlind,
    guidelines: { version: queue.guidelinesVersion, text: queue.guidelines, read },
    place,
    waiting: counts.waiting,
    before,
    lost,
  }
}

/** The reviewer's last verdict on an earlier revision, and which thoughts are not those that they read then. */
async function readBefore({ trajectoryId, revision, userId }: Assignment): Promise<AssignmentView['before']> {
  const verdict = await findVerdictBefore(db, trajectoryId, revision, userId)
  if (!verdict) return null
  const range = { from: verdict.revision, to: revision, limit: mostStepsNamed }
  const { steps, count } = await listChangedSteps(db, trajectoryId, range)
  const said = [...verdict.reasons, verdict.reason].filter((words) => words !== null).join('. ')
  return { revision: verdict.revision, judgement: verdict.judgement, reason: said || null, steps, stepCount: count }
}

export const GuidelinesReading = z.object({ version: z.int() })

/** Notes that the reviewer has read the newest guidelines of the queue. */
export async function readGuidelines(
  actor: Actor,
  { id }: z.infer<typeof AssignmentRequest>,
): Promise<z.infer<typeof GuidelinesReading>> {
  const { userId } = requireReviewer(actor)
  const { queueId } = requireOwn(await getAssignmentRow(db, id), userId)
  const { guidelinesVersion: version } = await getQueueRow(db, queueId)
  await saveGuidelinesRead(db, queueId, userId, version)
  return { version }
}
