import { z } from 'zod'
import { type Actor, userIdOf } from '@/lib/auth/actor'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import type { Anchor } from './anchor'
import { CommentView, type Person, Person as PersonRow, ThreadView } from './comment'
import { isOutdatedSql, type PlacedFilter, placeOf } from './store-annotations'

const utc = (column: Prisma.Sql) => sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** `c` as a `CommentView`. */
const commentJson = sql`jsonb_build_object('id', c.id, 'threadId', c.thread_id,
  'text', case when c.deleted_at is null then c.text else '' end,
  'mentions', case when c.deleted_at is null then coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name))
    from "user" p where p.id = any(c.mentions)), '[]') else '[]' end,
  'by', c.by, 'userId', c.user_id, 'version', c.version, 'createdAt', ${utc(sql`c.created_at`)},
  'editedAt', ${utc(sql`c.edited_at`)}, 'isDeleted', c.deleted_at is not null)`

const columns = (revision: Prisma.Sql) => sql`a.id, a.trajectory_id as "trajectoryId", a.anchor, a.revision, a.by,
  a.user_id as "userId", a.version, ${utc(sql`a.resolved_at`)} as "resolvedAt", a.resolved_by as "resolvedBy",
  ${isOutdatedSql(sql`a`, revision)} as "isOutdated", ${utc(sql`a.created_at`)} as "createdAt",
  coalesce((select jsonb_agg(${commentJson} order by c.created_at, c.id) from comment c where c.thread_id = a.id), '[]') as comments`

/** Threads in which something is still said, in the order of their ids. */
export function listThreadRows(db: Db, filter: PlacedFilter): Promise<ThreadView[]> {
  const { id, revision, after, limit, onlyBy } = filter
  const at = revision === undefined ? sql`t.head` : sql`${revision}::int`
  const since = after ? sql`and a.id > ${after}::uuid` : sql``
  const own = onlyBy === undefined ? sql`` : sql`and a.user_id is not distinct from ${onlyBy}::uuid`
  return rows(
    db,
    ThreadView,
    sql`select ${columns(at)} from comment_thread a join trajectory t on t.id = a.trajectory_id
      where a.trajectory_id = ${id}::uuid ${since} ${own}
        and exists (select from comment where thread_id = a.id and deleted_at is null)
      order by a.id limit ${limit}`,
  )
}

export async function findThreadRow(db: Db, id: string): Promise<ThreadView | undefined> {
  const query = sql`select ${columns(sql`t.head`)} from comment_thread a join trajectory t on t.id = a.trajectory_id
    where a.id = ${id}::uuid`
  return (await rows(db, ThreadView, query))[0]
}

export async function getThreadRow(db: Db, id: string): Promise<ThreadView> {
  const found = await findThreadRow(db, id)
  if (!found) throw new AppError('not_found', 'There is no such thread.')
  return found
}

/** Changes of a thread and its comments come one after another. */
export async function lockThread(tx: Db, id: string): Promise<ThreadView> {
  await tx.$queryRaw`select id from comment_thread where id = ${id}::uuid for update`
  return getThreadRow(tx, id)
}

export type ThreadRow = { id: string; trajectoryId: string; anchor: Anchor; revision: number }

export async function insertThread(tx: Db, actor: Actor, { anchor, ...row }: ThreadRow): Promise<void> {
  const data = { ...row, ...placeOf(anchor), by: actor.name, userId: userIdOf(actor) }
  await tx.commentThread.create({ data, select: { id: true } })
}

export async function resolveThread(
  tx: Db,
  id: string,
  data: { version: number; resolvedAt: Date | null; resolvedBy: string | null },
): Promise<void> {
  await tx.commentThread.update({ where: { id }, data, select: { id: true } })
}

export type CommentRow = { id: string; threadId: string; text: string; mentions: string[] }

export async function insertComment(tx: Db, actor: Actor, row: CommentRow): Promise<void> {
  await tx.comment.create({ data: { ...row, by: actor.name, userId: userIdOf(actor) }, select: { id: true } })
}

export type CommentUpdate = {
  version: number
  text?: string
  mentions?: string[]
  editedAt?: Date
  deletedAt?: Date | null
}

export async function updateComment(tx: Db, id: string, data: CommentUpdate): Promise<void> {
  await tx.comment.update({ where: { id }, data, select: { id: true } })
}

const FoundComment = z.object({ comment: CommentView, words: z.string() })

/** A comment, also one that is deleted, with what it said. */
export async function findComment(db: Db, id: string): Promise<z.infer<typeof FoundComment> | undefined> {
  const query = sql`select ${commentJson} as comment, c.text as words from comment c where c.id = ${id}::uuid`
  return (await rows(db, FoundComment, query))[0]
}

export async function getComment(db: Db, id: string): Promise<z.infer<typeof FoundComment>> {
  const found = await findComment(db, id)
  if (!found) throw new AppError('not_found', 'There is no such comment.')
  return found
}

/** Whoever may be mentioned: people who can sign in. */
export function listPeopleRows(db: Db): Promise<Person[]> {
  return rows(db, PersonRow, sql`select id, name from "user" where disabled_at is null order by name, id`)
}
