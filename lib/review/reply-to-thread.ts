import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { applyOnce } from './apply-once'
import type { Applied } from './change'
import type { CommentView, NewComment } from './comment'
import { requireInSight } from './is-blind'
import { findComment, getComment, insertComment, lockThread } from './store-comments'
import { deliverComment } from './store-inbox'

/** Adds a comment to a thread, and tells those whom it mentions and who took part. */
export function replyToThread(actor: Actor, request: NewComment): Promise<Applied<CommentView>> {
  requireRole(actor, 'reviewer', 'comment')
  const { id: threadId, commentId, text, mentions } = request
  return db.$transaction(async (tx) => {
    const thread = await lockThread(tx, threadId)
    await requireInSight(tx, actor, thread)
    return applyOnce(tx, actor, request.change, {
      read: async () => (await getComment(tx, commentId)).comment,
      make: async () => {
        const existing = await findComment(tx, commentId)
        if (existing) return { version: 1, row: requireOwn(actor, existing.comment) }
        await insertComment(tx, actor, { id: commentId, threadId, text, mentions })
        await deliverComment(tx, commentId)
        await recordAudit(tx, actor, {
          action: 'comment.reply',
          subject: 'trajectory',
          subjectId: thread.trajectoryId,
          after: { threadId, commentId, text },
        })
        return { version: 1, row: (await getComment(tx, commentId)).comment }
      },
    })
  })
}

function requireOwn(actor: Actor, row: CommentView): CommentView {
  if (row.userId === userIdOf(actor)) return row
  throw new AppError('forbidden', 'Somebody else has a comment under this id.')
}
