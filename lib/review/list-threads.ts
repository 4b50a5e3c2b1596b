import type { z } from 'zod'
import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { CommentView, GetComment, GetThread, ListThreads, Person, ThreadPage, ThreadView } from './comment'
import { isBlind, requireInSight } from './is-blind'
import { getComment, getThreadRow, listPeopleRows, listThreadRows } from './store-comments'

/** The threads of a trajectory with their comments; whoever reviews it blind gets only their own. */
export async function listThreads(actor: Actor, filter: z.infer<typeof ListThreads>): Promise<ThreadPage> {
  requireRole(actor, 'viewer', 'see comments')
  const onlyBy = (await isBlind(db, actor, filter.id)) ? userIdOf(actor) : undefined
  const rows = await listThreadRows(db, { ...filter, onlyBy })
  return { rows, next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null }
}

export async function getThread(actor: Actor, { id }: z.infer<typeof GetThread>): Promise<ThreadView> {
  requireRole(actor, 'viewer', 'see comments')
  const thread = await getThreadRow(db, id)
  await requireInSight(db, actor, thread)
  return thread
}

export async function getOneComment(actor: Actor, { id }: z.infer<typeof GetComment>): Promise<CommentView> {
  requireRole(actor, 'viewer', 'see comments')
  const { comment } = await getComment(db, id)
  await requireInSight(db, actor, await getThreadRow(db, comment.threadId))
  return comment
}

/** Names of the people who can be mentioned. */
export async function listPeople(actor: Actor, _: object): Promise<Person[]> {
  requireRole(actor, 'viewer', 'see comments')
  return listPeopleRows(db)
}
