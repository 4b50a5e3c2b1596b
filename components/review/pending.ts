import type { Entry } from '@/components/outbox/entry'
import { type AnnotationView, NewAnnotation } from '@/lib/review/annotation'
import { type CommentView, NewComment, NewThread, type Person, type ThreadView } from '@/lib/review/comment'
import { LabelValue, type LabelView } from '@/lib/review/label'

type Me = { userId: string; name: string }

/** What the page knows, with what waits in the outbox put on top: what the server will say once all of it is sent. */
export type PendingParts = { trajectoryId: string; entries: readonly Entry[]; me: Me }

export function withPendingAnnotations(
  rows: readonly AnnotationView[],
  { trajectoryId, entries, me }: PendingParts,
  labels: readonly LabelView[],
): AnnotationView[] {
  let shown = [...rows]
  for (const entry of entries) {
    if (entry.state === 'refused') continue
    if (entry.kind === 'annotation.create') {
      const made = NewAnnotation.omit({ id: true }).safeParse(entry.body).data
      const label = labels.find(({ id }) => id === made?.labelId)
      if (!made || !label || !entry.path.includes(trajectoryId)) continue
      if (shown.some(({ id }) => id === made.annotationId)) continue
      const at = new Date(entry.createdAt).toISOString()
      shown.push({
        id: made.annotationId,
        trajectoryId,
        labelId: made.labelId,
        label,
        value: made.value,
        anchor: made.anchor,
        revision: made.revision,
        by: me.name,
        userId: me.userId,
        version: 1,
        isOutdated: false,
        isDeleted: false,
        createdAt: at,
        updatedAt: at,
      })
    }
    if (entry.kind === 'annotation.change')
      shown = shown.map((row) => (entry.subjects[0] === `annotation ${row.id}` ? changedAnnotation(row, entry) : row))
  }
  return shown.filter(({ isDeleted }) => !isDeleted)
}

function changedAnnotation(row: AnnotationView, { body }: Entry): AnnotationView {
  if (Number(body.version) < row.version) return row
  const value = LabelValue.safeParse(body.value).data ?? row.value
  const isDeleted = typeof body.isDeleted === 'boolean' ? body.isDeleted : row.isDeleted
  return { ...row, value, isDeleted, version: Number(body.version) + 1 }
}

export function withPendingThreads(
  rows: readonly ThreadView[],
  { trajectoryId, entries, me }: PendingParts,
  people: readonly Person[],
): ThreadView[] {
  let shown = [...rows]
  for (const entry of entries) {
    if (entry.state === 'refused') continue
    if (entry.kind === 'thread.start' && entry.path.includes(trajectoryId)) {
      const made = NewThread.omit({ id: true }).safeParse(entry.body).data
      if (made && !shown.some(({ id }) => id === made.threadId)) shown.push(newThread(made, entry))
    }
    if (entry.kind === 'comment.reply') {
      const made = NewComment.omit({ id: true }).safeParse(entry.body).data
      shown = shown.map((thread) => {
        if (!made || !entry.subjects.includes(`thread ${thread.id}`)) return thread
        if (thread.comments.some(({ id }) => id === made.commentId)) return thread
        return { ...thread, comments: [...thread.comments, newComment(made, thread.id, entry)] }
      })
    }
    if (entry.kind === 'comment.change')
      shown = shown.map((thread) => ({
        ...thread,
        comments: thread.comments.map((comment) =>
          entry.subjects[0] === `comment ${comment.id}` ? changedComment(comment, entry, people) : comment,
        ),
      }))
    if (entry.kind === 'thread.change')
      shown = shown.map((thread) =>
        entry.subjects[0] === `thread ${thread.id}` && Number(entry.body.version) >= thread.version
          ? { ...thread, ...resolution(entry), version: Number(entry.body.version) + 1 }
          : thread,
      )
  }
  return shown.filter(({ comments }) => comments.some(({ isDeleted }) => !isDeleted))

  function resolution({ body, createdAt }: Entry): Pick<ThreadView, 'resolvedAt' | 'resolvedBy'> {
    if (body.isResolved !== true) return { resolvedAt: null, resolvedBy: null }
    return { resolvedAt: new Date(createdAt).toISOString(), resolvedBy: me.name }
  }

  function newThread(made: Omit<NewThread, 'id'>, entry: Entry): ThreadView {
    return {
      id: made.threadId,
      trajectoryId,
      anchor: made.anchor,
      revision: made.revision,
      by: me.name,
      userId: me.userId,
      version: 1,
      resolvedAt: null,
      resolvedBy: null,
      isOutdated: false,
      createdAt: new Date(entry.createdAt).toISOString(),
      comments: [newComment(made, made.threadId, entry)],
    }
  }

  function newComment(
    { commentId, text, mentions }: Pick<NewComment, 'commentId' | 'text' | 'mentions'>,
    threadId: string,
    { createdAt }: Entry,
  ): CommentView {
    return {
      id: commentId,
      threadId,
      text,
      mentions: people.filter(({ id }) => mentions.includes(id)),
      by: me.name,
      userId: me.userId,
      version: 1,
      createdAt: new Date(createdAt).toISOString(),
      editedAt: null,
      isDeleted: false,
    }
  }
}

function changedComment(comment: CommentView, { body, createdAt }: Entry, people: readonly Person[]): CommentView {
  if (Number(body.version) < comment.version) return comment
  const isDeleted = typeof body.isDeleted === 'boolean' ? body.isDeleted : comment.isDeleted
  const isEdited = typeof body.text === 'string'
  const mentions = body.mentions
  return {
    ...comment,
    isDeleted,
    text: isEdited ? String(body.text) : comment.text,
    mentions: Array.isArray(mentions) ? people.filter(({ id }) => mentions.includes(id)) : comment.mentions,
    editedAt: isEdited ? new Date(createdAt).toISOString() : comment.editedAt,
    version: Number(body.version) + 1,
  }
}
