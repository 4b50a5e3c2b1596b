import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { applyOnce } from './apply-once'
import type { Applied } from './change'
import type { ThreadChange, ThreadView } from './comment'
import { requireInSight } from './is-blind'
import { getThreadRow, lockThread, resolveThread } from './store-comments'

/** Says that a thread is settled, or that it is not. */
export function changeThread(actor: Actor, request: ThreadChange): Promise<Applied<ThreadView>> {
  requireRole(actor, 'reviewer', 'comment')
  const { id, version, isResolved } = request
  return db.$transaction(async (tx) => {
    const thread = await lockThread(tx, id)
    await requireInSight(tx, actor, thread)
    return applyOnce(tx, actor, request.change, {
      read: () => getThreadRow(tx, id),
      make: async () => {
        if (thread.version !== version)
          throw new AppError('conflict', 'The thread has been resolved or reopened since it was read here.')
        const resolved = isResolved
          ? { resolvedAt: new Date(), resolvedBy: actor.name }
          : { resolvedAt: null, resolvedBy: null }
        await resolveThread(tx, id, { version: version + 1, ...resolved })
        await recordAudit(tx, actor, {
          action: isResolved ? 'comment.resolve' : 'comment.reopen',
          subject: 'trajectory',
          subjectId: thread.trajectoryId,
          before: { threadId: id, resolvedBy: thread.resolvedBy },
          after: { resolvedBy: resolved.resolvedBy },
        })
        return { version: version + 1, row: await getThreadRow(tx, id) }
      },
    })
  })
}
