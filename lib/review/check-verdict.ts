import type { Actor } from '@/lib/auth/actor'
import type { Db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { TrajectoryHead } from '@/lib/trajectory/store'
import { findFailing, type ReviewPolicy, whyReasonNeeded } from './policy'
import { missingLabels, whyLabelsMissing } from './required-labels'
import { getJudgedRevision, hasRevisionBy, type JudgedRevision, type NewVerdict } from './store'
import { listGivenLabels } from './store-annotations'
import { listLabelRows } from './store-labels'
import { readPolicyRow } from './store-policy'
import type { SubmitVerdict, Verdict } from './verdict'

const hasChanged = 'The trajectory has changed since it was opened.'

export function auditWords({ revision, contentHash, reasons, reason }: Verdict) {
  return { revision, contentHash, reasons, reason }
}

/** The verdict as it will be kept. Throws when the revision is not what was read, or the policy does not allow it. */
export async function checkVerdict(
  tx: Db,
  actor: Actor,
  trajectory: TrajectoryHead,
  request: SubmitVerdict,
): Promise<NewVerdict> {
  const { id, revision, judgement, reasons = [] } = request
  const reason = request.reason || null
  const policy = await readPolicyRow(tx)
  const whyNeeded = whyReasonNeeded(policy, judgement, { reasons, reason })
  if (whyNeeded) throw new AppError('invalid', whyNeeded)
  if (trajectory.head !== revision) throw new AppError('conflict', hasChanged)
  const judged = await getJudgedRevision(tx, id, revision)
  if (request.contentHash !== undefined && request.contentHash !== judged.contentHash)
    throw new AppError('conflict', hasChanged)
  if (actor.kind === 'user') await requireLabels(tx, id, actor.userId)
  if (judgement === 'approve') requireVerified(policy, judged)
  if (!policy.allowsSelfReview && actor.kind === 'user' && (await hasRevisionBy(tx, id, actor.userId)))
    throw new AppError('forbidden', 'You have changed this trajectory yourself: somebody else has to judge it.')
  return { trajectoryId: id, revision, contentHash: judged.contentHash, judgement, reasons, reason }
}

async function requireLabels(tx: Db, trajectoryId: string, userId: string): Promise<void> {
  const given = await listGivenLabels(tx, trajectoryId, userId)
  const whyMissing = whyLabelsMissing(missingLabels(await listLabelRows(tx), given))
  if (whyMissing) throw new AppError('invalid', whyMissing)
}

function requireVerified(policy: ReviewPolicy, { verifiers }: JudgedRevision): void {
  const failing = findFailing(policy, verifiers)
  if (!failing) return
  const why = verifiers[failing].why
  throw new AppError(
    'invalid',
    `It cannot be approved: the verifier "${failing}" does not hold.${why ? ` ${why}` : ''}`,
  )
}
