import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { lockTrajectory } from '@/lib/trajectory/store'
import { type Verifiers, verifierNames } from '@/lib/trajectory/verifiers'
import { createVerdict, getRevisionVerifiers, setTrajectoryState } from './store'
import { type SubmitVerdict, stateAfter, type Verdict } from './verdict'

/** Judges the newest revision; only one whose verifiers all hold can be approved. The last verdict counts. */
export function submitVerdict(actor: Actor, request: SubmitVerdict): Promise<Verdict> {
  requireRole(actor, 'reviewer', 'judge trajectories')
  const { id, revision, judgement } = request
  const reason = request.reason || null
  if (judgement !== 'approve' && reason === null)
    throw new AppError('invalid', `Say why: to ${judgement} a trajectory needs a reason.`)
  return db.$transaction(async (tx) => {
    const trajectory = await lockTrajectory(tx, id)
    if (trajectory.head !== revision || trajectory.state === 'synthesizing')
      throw new AppError('conflict', 'The trajectory has changed since it was opened.')
    if (judgement === 'approve') requireVerified(await getRevisionVerifiers(tx, id, revision))
    const verdict = await createVerdict(tx, actor, { trajectoryId: id, revision, judgement, reason })
    await setTrajectoryState(tx, id, stateAfter(judgement))
    await recordAudit(tx, actor, {
      action: `verdict.${judgement}`,
      subject: 'trajectory',
      subjectId: id,
      before: { state: trajectory.state },
      after: { state: stateAfter(judgement), revision, reason },
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
