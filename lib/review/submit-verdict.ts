import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { stateAfter } from '@/lib/trajectory/state'
import { lockTrajectory, setTrajectoryState } from '@/lib/trajectory/store'
import { type Verifiers, verifierNames } from '@/lib/trajectory/verifiers'
import { createVerdict, getJudgedRevision } from './store'
import type { SubmitVerdict, Verdict } from './verdict'

const hasChanged = 'The trajectory has changed since it was opened.'

/** Judges the newest revision; only one whose verifiers all hold can be approved. The last verdict counts. */
export function submitVerdict(actor: Actor, request: SubmitVerdict): Promise<Verdict> {
  requireRole(actor, 'reviewer', 'judge trajectories')
  const { id, revision, judgement } = request
  const reason = request.reason || null
  if (judgement !== 'approve' && reason === null)
    throw new AppError('invalid', `Say why: to ${judgement} a trajectory needs a reason.`)
  return db.$transaction(async (tx) => {
    const trajectory = await lockTrajectory(tx, id)
    const state = stateAfter(trajectory.state, judgement)
    if (trajectory.head !== revision) throw new AppError('conflict', hasChanged)
    const { contentHash, verifiers } = await getJudgedRevision(tx, id, revision)
    if (request.contentHash !== undefined && request.contentHash !== contentHash)
      throw new AppError('conflict', hasChanged)
    if (judgement === 'approve') requireVerified(verifiers)
    const verdict = await createVerdict(tx, actor, { trajectoryId: id, revision, contentHash, judgement, reason })
    await setTrajectoryState(tx, id, state)
    await recordAudit(tx, actor, {
      action: `verdict.${judgement}`,
      subject: 'trajectory',
      subjectId: id,
      before: { state: trajectory.state },
      after: { state, revision, contentHash, reason },
    })
    return verdict
  })
}

function requireVerified(verifiers: Verifiers): void {
  const failing = verifierNames.find((name) => !verifiers[name].holds)
  if (!failing) return
  const why = verifiers[failing].why
  throw new AppError(
    'invalid',
    `It cannot be approved: the verifier "${failing}" does not hold.${why ? ` ${why}` : ''}`,
  )
}
