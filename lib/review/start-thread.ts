import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { getTrajectoryHead } from '@/lib/trajectory/store'
import { applyOnce } from './apply-once'
import type { Applied } from './change'
import type { NewThread, ThreadView } from './comment'
import { requirePlace } from './require-place'
import { findThreadRow, getThreadRow, insertComment, insertThread } from './store-comments'
import { deliverComment } from './store-inbox'

/** Begins a talk about a place with its first comment, and tells those whom it concerns. */
export function startThread(actor: Actor, request: NewThread): Promise<Applied<ThreadView>> {
  requireRole(actor, 'reviewer', 'comment')
  const { id: trajectoryId, threadId, commentId, revision, text, mentions } = request
  return db.$transaction(async (tx) => {
    const trajectory = await getTrajectoryHead(tx, trajectoryId)
    return applyOnce(tx, actor, request.change, {
      read: () => getThreadRow(tx, threadId),
      make: async () => {
        const existing = await findThreadRow(tx, threadId)
        if (existing) return { version: 1, row: requireOwn(actor, existing) }
        if (revision > trajectory.head) throw new AppError('invalid', 'There is no such revision.')
        const anchor = await requirePlace(tx, trajectoryId, revision, request.anchor)
        await insertThread(tx, actor, { id: threadId, trajectoryId, anchor, revision })
        await insertComment(tx, actor, { id: commentId, threadId, text, mentions })
        await deliverComment(tx, commentId)
        await recordAudit(tx, actor, {
          action: 'comment.start',
          subject: 'trajectory',
          subjectId: trajectoryId,
          after: { threadId, commentId, anchor, text },
        })
        return { version: 1, row: await getThreadRow(tx, threadId) }
      },
    })
  })
}

function requireOwn(actor: Actor, row: ThreadView): ThreadView {
  if (row.userId === userIdOf(actor)) return row
  throw new AppError('forbidden', 'Somebody else has a thread under this id.')
}
