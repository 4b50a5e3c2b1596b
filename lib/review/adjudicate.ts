import type { z } from 'zod'
import { type Actor, hasRole, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { lockTrajectory } from '@/lib/trajectory/store'
import { auditWords, checkVerdict } from './check-verdict'
import { decide } from './decide'
import { settle } from './judge-in-queue'
import { createVerdict, listOpinions } from './store'
import { getQueueRow } from './store-queues'
import type { SubmitVerdict, Verdict } from './verdict'

/** Settles a disagreement of reviewers, with a reason: by somebody who is not one of them, or an administrator. */
export function adjudicate(actor: Actor, request: z.infer<typeof SubmitVerdict>): Promise<Verdict> {
  requireRole(actor, 'reviewer', 'settle disagreements')
  if (!request.reason) throw new AppError('invalid', 'Say why: to settle a disagreement needs a reason in your words.')
  return db.$transaction(async (tx) => {
    const trajectory = await lockTrajectory(tx, request.id)
    const { queueId } = await tx.trajectory.findUniqueOrThrow({ where: { id: request.id }, select: { queueId: true } })
    if (!queueId || trajectory.state !== 'in_review') throw new AppError('conflict', 'Nobody disagrees about this now.')
    const queue = await getQueueRow(tx, queueId)
    const opinions = await listOpinions(tx, request.id, trajectory.head, queueId)
    if (decide(opinions, queue.overlap).kind !== 'split')
      throw new AppError('conflict', 'Nobody disagrees about this now.')
    if (!hasRole(actor, 'admin') && opinions.some(({ by }) => by === userIdOf(actor)))
      throw new AppError('forbidden', 'You are one of those who disagree: somebody else has to settle it.')
    const checked = await checkVerdict(tx, actor, trajectory, request)
    const verdict = await createVerdict(tx, actor, { ...checked, queueId, isDeciding: true })
    const state = await settle(tx, trajectory, request.revision, queue)
    await recordAudit(tx, actor, {
      action: 'verdict.settle',
      subject: 'trajectory',
      subjectId: request.id,
      before: { state: trajectory.state, verdicts: opinions.map(({ name, judgement }) => ({ by: name, judgement })) },
      after: { state, queueId, judgement: verdict.judgement, ...auditWords(verdict) },
    })
    return verdict
  })
}
