import { v7 as uuid } from 'uuid'
import type { NewEntry } from '@/components/outbox/entry'
import type { UndoCommand } from '@/components/undo/undo-stack'
import type { Anchor } from '@/lib/review/anchor'
import type { CommentView, ThreadView } from '@/lib/review/comment'
import type { Act } from './annotation-changes'

type Place = { where: string; href: string }
type Words = { text: string; mentions: string[] }

export function startThread(
  place: Place & { trajectoryId: string; revision: number; anchor: Anchor },
  { text, mentions }: Words,
): Act {
  const { trajectoryId, revision, anchor, where, href } = place
  const [threadId, commentId] = [uuid(), uuid()]
  const title = `Comment on ${where}`
  const entry: NewEntry = {
    id: uuid(),
    kind: 'thread.start',
    title,
    href,
    method: 'POST',
    path: `/api/v1/trajectories/${trajectoryId}/threads`,
    body: { threadId, commentId, revision, anchor, text, mentions },
    subjects: [threadSubject(threadId), commentSubject(commentId)],
    merge: null,
  }
  return { entry, ...deletion(commentId, threadId, title, 1) }
}

export function reply(place: Place, thread: ThreadView, { text, mentions }: Words): Act {
  const commentId = uuid()
  const title = `Reply on ${place.where}`
  const entry: NewEntry = {
    id: uuid(),
    kind: 'comment.reply',
    title,
    href: place.href,
    method: 'POST',
    path: `/api/v1/threads/${thread.id}/comments`,
    body: { commentId, text, mentions },
    subjects: [commentSubject(commentId), threadSubject(thread.id)],
    merge: null,
  }
  return { entry, ...deletion(commentId, thread.id, title, 1) }
}

export function editComment(place: Place, comment: CommentView, { text, mentions }: Words): Act {
  const title = `Comment on ${place.where}`
  const before = { text: comment.text, mentions: comment.mentions.map(({ id }) => id) }
  return changed(place, comment, title, { text, mentions }, before)
}

export function deleteComment(place: Place, comment: CommentView): Act {
  const title = `Comment deleted on ${place.where}`
  return changed(place, comment, title, { isDeleted: true }, { isDeleted: false })
}

export function resolveThread({ where, href }: Place, thread: ThreadView, isResolved: boolean): Act {
  const title = isResolved ? `Thread resolved on ${where}` : `Thread reopened on ${where}`
  const command = (value: boolean): UndoCommand => ({
    kind: 'thread.change',
    title,
    method: 'PATCH',
    path: `/api/v1/threads/${thread.id}`,
    body: { isResolved: value },
    subjects: [threadSubject(thread.id)],
    isVersioned: true,
  })
  const { isVersioned: _, ...sent } = command(isResolved)
  return {
    entry: { ...sent, id: uuid(), href, body: { isResolved, version: thread.version }, merge: null },
    step: { title, undo: [command(!isResolved)], redo: [command(isResolved)] },
    versions: { [threadSubject(thread.id)]: thread.version + 1 },
  }
}

function changed(
  { href }: Place,
  { id, threadId, version }: CommentView,
  title: string,
  body: Record<string, unknown>,
  inverse: Record<string, unknown>,
): Act {
  const { isVersioned: _, ...sent } = command(id, threadId, title, body)
  return {
    entry: {
      ...sent,
      id: uuid(),
      href,
      body: { ...body, version },
      merge: { readPath: `/api/v1/comments/${id}`, fields: [{ name: 'text', label: 'Comment' }, deletedField] },
    },
    step: {
      title,
      undo: [command(id, threadId, title, inverse)],
      redo: [command(id, threadId, title, body)],
    },
    versions: { [commentSubject(id)]: version + 1 },
  }
}

const deletedField = { name: 'isDeleted', label: 'Deleted' }

function deletion(commentId: string, threadId: string, title: string, version: number): Omit<Act, 'entry'> {
  return {
    step: {
      title,
      undo: [command(commentId, threadId, title, { isDeleted: true })],
      redo: [command(commentId, threadId, title, { isDeleted: false })],
    },
    versions: { [commentSubject(commentId)]: version },
  }
}

function command(id: string, threadId: string, title: string, body: Record<string, unknown>): UndoCommand {
  return {
    kind: 'comment.change',
    title,
    method: 'PATCH',
    path: `/api/v1/comments/${id}`,
    body,
    subjects: [commentSubject(id), threadSubject(threadId)],
    isVersioned: true,
  }
}

function commentSubject(id: string): string {
  return `comment ${id}`
}

function threadSubject(id: string): string {
  return `thread ${id}`
}
