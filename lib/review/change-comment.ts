import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { applyOnce } from './apply-once'
import type { Applied } from './change'
import type { CommentChange, CommentView } from './comment'
import { getComment, lockThread, updateComment } from './store-comments'
import { deliverComment } from './store-inbox'

/**
 * Other words for one's own comment, or deletes it, which leaves an empty place in the thread, or brings it back. Refused
 * when it has changed since it was read. Whoever is mentioned only now is told now.
 */
export async function changeComment(actor: Actor, request: CommentChange): Promise<Applied<CommentView>> {
  requireRole(actor, 'reviewer', 'comment')
  const { id, version, text, mentions, isDeleted } = request
  const { threadId } = (await getComment(db, id)).comment
  return db.$transaction(async (tx) => {
    const thread = await lockThread(tx, threadId)
    return applyOnce(tx, actor, request.change, {
      read: async () => (await getComment(tx, id)).comment,
      make: async () => {
        const { comment: before, words } = await getComment(tx, id)
        if (before.userId !== userIdOf(actor))
          throw new AppError('forbidden', `You may not change this comment: it is by ${before.by}.`)
        if (before.version !== version)
          throw new AppError('conflict', 'The comment has changed since it was read here.')
        const editedAt = text === undefined ? undefined : new Date()
        const deletedAt = isDeleted === undefined ? undefined : isDeleted ? new Date() : null
        await updateComment(tx, id, { version: version + 1, text, mentions, editedAt, deletedAt })
        if (mentions) await deliverComment(tx, id)
        await recordAudit(tx, actor, {
          action: isDeleted === undefined ? 'comment.update' : isDeleted ? 'comment.delete' : 'comment.restore',
          subject: 'trajectory',
          subjectId: thread.trajectoryId,
          before: { commentId: id, text: words },
          after: { text: text ?? words },
        })
        return { version: version + 1, row: (await getComment(tx, id)).comment }
      },
    })
  })
}
