import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { stateAfter } from '@/lib/trajectory/state'
import { lockTrajectory, setTrajectoryState, type TrajectoryHead } from '@/lib/trajectory/store'
import type { TrajectoryState } from '@/lib/trajectory/view'
import { leaseFromNow } from './hold-assignment'
import { deleteVerdict, findOwnVerdict, listLatestVerdicts, listOpinions, setReviewed } from './store'
import { changeAssignment, findOwnAssignment } from './store-assignments'
import { getQueueRow } from './store-queues'
import type { Withdrawal, WithdrawVerdict } from './verdict'

/**
 * Takes back one's own verdict on the newest revision. Given in a queue, the work is the reviewer's again, and what the
 * others said stays; elsewhere it has to be the newest verdict, and the one before it counts again, or none. What was
 * taken back stays in the audit.
 */
export function withdrawVerdict(actor: Actor, request: WithdrawVerdict): Promise<Withdrawal> {
  requireRole(actor, 'reviewer', 'judge trajectories')
  const { id, revision } = request
  return db.$transaction(async (tx) => {
    const trajectory = await lockTrajectory(tx, id)
    if (trajectory.head !== revision) throw new AppError('conflict', 'The trajectory has changed since it was opened.')
    const userId = userIdOf(actor)
    const own = userId ? await findOwnAssignment(tx, id, userId) : undefined
    if (own?.isGold && own.state === 'done') {
      await reopen(tx, own.id, own.queueId)
      await recordAudit(tx, actor, { action: 'gold.withdraw', subject: 'assignment', subjectId: own.id })
      return { trajectoryId: id, revision, state: trajectory.state }
    }
    const verdict = await findOwnVerdict(tx, id, revision, userId)
    const isQueued = own !== undefined && verdict?.queueId === own.queueId && !verdict.isDeciding
    const state = isQueued
      ? await withdrawFromQueue(tx, trajectory, { verdictId: verdict.id, assignmentId: own.id, queueId: own.queueId })
      : await withdrawNewest(tx, trajectory, userId)
    await recordAudit(tx, actor, {
      action: 'verdict.withdraw',
      subject: 'trajectory',
      subjectId: id,
      before: { state: trajectory.state, revision, judgement: verdict?.judgement, reason: verdict?.reason ?? null },
      after: { state },
    })
    return { trajectoryId: id, revision, state }
  })
}

async function withdrawNewest(tx: Db, trajectory: TrajectoryHead, userId: string | null): Promise<TrajectoryState> {
  const [newest, before] = await listLatestVerdicts(tx, trajectory.id, trajectory.head)
  if (!newest) throw new AppError('not_found', 'There is no verdict to take back.')
  if (newest.userId !== userId)
    throw new AppError('forbidden', `You may not take back this verdict: ${newest.by} gave it.`)
  if (newest.isDeciding && newest.queueId) {
    const state = stateAfter(stateAfter(trajectory.state, 'withdraw'), 'claim')
    await deleteVerdict(tx, newest.id)
    await setReviewed(tx, trajectory.id, { state, queueId: newest.queueId })
    return state
  }
  const unjudged = stateAfter(trajectory.state, 'withdraw')
  const state = before ? stateAfter(unjudged, before.judgement) : unjudged
  await deleteVerdict(tx, newest.id)
  await setTrajectoryState(tx, trajectory.id, state)
  return state
}

type Queued = { verdictId: string; assignmentId: string; queueId: string }

async function withdrawFromQueue(
  tx: Db,
  trajectory: TrajectoryHead,
  { verdictId, assignmentId, queueId }: Queued,
): Promise<TrajectoryState> {
  const opinions = await listOpinions(tx, trajectory.id, trajectory.head, queueId)
  if (opinions.some(({ isDeciding }) => isDeciding))
    throw new AppError('conflict', 'You cannot take it back: the disagreement about this has been settled.')
  const isOpen = trajectory.state === 'in_review'
  const state = isOpen ? trajectory.state : stateAfter(stateAfter(trajectory.state, 'withdraw'), 'claim')
  await deleteVerdict(tx, verdictId)
  await reopen(tx, assignmentId, queueId)
  await setReviewed(tx, trajectory.id, { state, queueId })
  return state
}

async function reopen(tx: Db, assignmentId: string, queueId: string): Promise<void> {
  const leaseUntil = leaseFromNow(await getQueueRow(tx, queueId))
  await changeAssignment(tx, assignmentId, { state: 'claimed', leaseUntil, endedAt: null, judgement: null })
}
