import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { hiddenFrom } from '@/lib/trajectory/store-blind'
import { InboxEntry } from './inbox'

/**
 * Puts a comment into the inboxes of those whom it mentions, of those who took part in its thread, and, when it begins
 * the thread, of those who have worked on the trajectory: each once, for the first of these reasons, and never its author's.
 */
export async function deliverComment(tx: Db, commentId: string): Promise<void> {
  await tx.$executeRaw`with said as (
      select c.*, t.trajectory_id, not exists (select from comment earlier where earlier.thread_id = c.thread_id
        and (earlier.created_at, earlier.id) < (c.created_at, c.id)) as is_first
      from comment c join comment_thread t on t.id = c.thread_id where c.id = ${commentId}::uuid
    ), wanted as (
      select unnest(mentions) as user_id, 'mention' as reason, 1 as rank from said
      union all
      select other.user_id, 'reply', 2 from said join comment other on other.thread_id = said.thread_id
        where other.deleted_at is null and other.id <> said.id
      union all
      select v.user_id, 'work', 3 from said join verdict v on v.trajectory_id = said.trajectory_id where said.is_first
      union all
      select e.user_id, 'work', 3 from said join audit_event e on e.subject_id = said.trajectory_id where said.is_first
    )
    insert into inbox_item (id, user_id, comment_id, reason)
    select distinct on (w.user_id) gen_random_uuid(), w.user_id, said.id, w.reason::inbox_reason
    from wanted w cross join said join "user" p on p.id = w.user_id and p.disabled_at is null
    where w.user_id is distinct from said.user_id order by w.user_id, w.rank
    on conflict (user_id, comment_id) do nothing`
}

const Row = InboxEntry.extend({ createdAt: z.date().transform((date) => date.toISOString()) })

export type InboxFilter = { actor: Actor; userId: string; show: 'open' | 'all'; before?: string; limit: number }

/** Newest first; `before` is the id of the last entry of the page before. What is hidden from the actor waits. */
export function listInboxRows(db: Db, { actor, userId, show, before, limit }: InboxFilter): Promise<InboxEntry[]> {
  const open = show === 'open' ? sql`and (i.read_at is null or t.resolved_at is null)` : sql``
  const since = before
    ? sql`and (i.created_at, i.id) < (select created_at, id from inbox_item where id = ${before}::uuid)`
    : sql``
  return rows(
    db,
    Row,
    sql`select i.id, i.reason::text, i.read_at is not null as "isRead", i.created_at as "createdAt", t.id as "threadId",
        t.trajectory_id as "trajectoryId", r.name as repository, t.anchor, s.position, t.resolved_at is not null as "isResolved",
        c.by, c.text
      from inbox_item i join comment c on c.id = i.comment_id join comment_thread t on t.id = c.thread_id
      join trajectory tr on tr.id = t.trajectory_id join snapshot sn on sn.id = tr.snapshot_id
      join repository r on r.id = sn.repository_id left join step s on s.id = t.step_id
      where i.user_id = ${userId}::uuid and c.deleted_at is null and not ${hiddenFrom(actor, sql`tr.id`)} ${open} ${since}
      order by i.created_at desc, i.id desc limit ${limit}`,
  )
}

/** Up to `most`. What is hidden from the actor is not counted before it can be read. */
export async function countUnreadRows(db: Db, { actor, userId, most }: Unread): Promise<number> {
  const query = sql`select count(*)::int as count from (select from inbox_item i join comment c on c.id = i.comment_id
    join comment_thread talk on talk.id = c.thread_id where i.user_id = ${userId}::uuid and i.read_at is null
      and c.deleted_at is null and not ${hiddenFrom(actor, sql`talk.trajectory_id`)} limit ${most}) unread`
  return (await rows(db, z.object({ count: z.int() }), query))[0]?.count ?? 0
}
type Unread = { actor: Actor; userId: string; most: number }

export async function markInboxRows(
  db: Db,
  userId: string,
  { ids, readAt }: { ids: string[] | undefined; readAt: Date | null },
): Promise<number> {
  const where = { userId, id: ids && { in: ids }, readAt: readAt ? null : { not: null } }
  return (await db.inboxItem.updateMany({ where, data: { readAt } })).count
}
