import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { stateAfter } from '@/lib/trajectory/state'
import { lockTrajectory, setTrajectoryState } from '@/lib/trajectory/store'
import { deleteVerdict, listLatestVerdicts } from './store'
import type { Withdrawal, WithdrawVerdict } from './verdict'

/**
 * Takes back one's own verdict, as long as it is the newest one on the newest revision: the verdict before it counts
 * again, or none. What was taken back stays in the audit.
 */
export function withdrawVerdict(actor: Actor, request: WithdrawVerdict): Promise<Withdrawal> {
  requireRole(actor, 'reviewer', 'judge trajectories')
  const { id, revision } = request
  return db.$transaction(async (tx) => {
    const trajectory = await lockTrajectory(tx, id)
    if (trajectory.head !== revision) throw new AppError('conflict', 'The trajectory has changed since it was opened.')
    const [newest, before] = await listLatestVerdicts(tx, id, revision)
    if (!newest) throw new AppError('not_found', 'There is no verdict to take back.')
    if (newest.userId !== userIdOf(actor))
      throw new AppError('forbidden', `You may not take back this verdict: ${newest.by} gave it.`)
    const unjudged = stateAfter(trajectory.state, 'withdraw')
    const state = before ? stateAfter(unjudged, before.judgement) : unjudged
    await deleteVerdict(tx, newest.id)
    await setTrajectoryState(tx, id, state)
    await recordAudit(tx, actor, {
      action: 'verdict.withdraw',
      subject: 'trajectory',
      subjectId: id,
      before: { state: trajectory.state, revision, judgement: newest.judgement, reason: newest.reason },
      after: { state },
    })
    return { trajectoryId: id, revision, state }
  })
}
