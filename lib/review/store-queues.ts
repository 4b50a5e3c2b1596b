import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { mostCounted, QueueCounts, type QueueSettings, QueueView } from './queue'
import { ofQueue, ofQueueIn, statesOf } from './store-queue-filter'

const queueRow = sql`select q.id, q.name, q.filter, q.priority, q.share, q.seed, q.overlap, q.is_blind as "isBlind",
    q.lease_minutes as "leaseMinutes", q.gold_share as "goldShare", q.is_for_members as "isForMembers",
    q.archived_at is not null as "isArchived", coalesce(g.text, '') as guidelines,
    coalesce(g.version, 0) as "guidelinesVersion",
    array(select user_id::text from queue_member where queue_id = q.id order by user_id) as members
  from queue q left join lateral (select version, text from queue_guidelines where queue_id = q.id
    order by version desc limit 1) g on true`

/** By name. With a person: those that they may work in. */
export function listQueueRows(db: Db, filter: { isArchived?: boolean; userId?: string } = {}): Promise<QueueView[]> {
  const archived = filter.isArchived === undefined ? sql`true` : sql`(q.archived_at is not null) = ${filter.isArchived}`
  const mine = filter.userId
    ? sql`(not q.is_for_members or exists (select from queue_member where queue_id = q.id and user_id = ${filter.userId}::uuid))`
    : sql`true`
  return rows(db, QueueView, sql`${queueRow} where ${archived} and ${mine} order by q.name, q.id`)
}

export async function findQueueRow(db: Db, id: string): Promise<QueueView | undefined> {
  return (await rows(db, QueueView, sql`${queueRow} where q.id = ${id}::uuid`))[0]
}

export async function getQueueRow(db: Db, id: string): Promise<QueueView> {
  const found = await findQueueRow(db, id)
  if (!found) throw new AppError('not_found', 'There is no such queue.')
  return found
}

function toData(settings: QueueSettings): Omit<Prisma.QueueUncheckedCreateInput, 'seed'> {
  const { filter, members: _members, guidelines: _guidelines, ...rest } = settings
  return { ...rest, filter: JSON.parse(JSON.stringify(filter)) }
}

export async function insertQueue(db: Db, settings: QueueSettings, seed: string): Promise<string> {
  return (await db.queue.create({ data: { ...toData(settings), seed }, select: { id: true } })).id
}

export async function changeQueue(db: Db, id: string, settings: QueueSettings): Promise<void> {
  await db.queue.update({ where: { id }, data: toData(settings), select: { id: true } })
}

export async function setQueueArchived(db: Db, id: string, archivedAt: Date | null): Promise<void> {
  await db.queue.update({ where: { id }, data: { archivedAt }, select: { id: true } })
}

export async function setQueueMembers(db: Db, queueId: string, userIds: readonly string[]): Promise<void> {
  await db.queueMember.deleteMany({ where: { queueId, userId: { notIn: [...userIds] } } })
  await db.queueMember.createMany({ data: userIds.map((userId) => ({ queueId, userId })), skipDuplicates: true })
}

export async function insertGuidelines(
  db: Db,
  guidelines: { queueId: string; version: number; text: string; by: string },
): Promise<void> {
  await db.queueGuidelines.create({ data: guidelines, select: { version: true } })
}

/** The version of a queue's guidelines that a person has read last. */
export async function findGuidelinesRead(db: Db, queueId: string, userId: string): Promise<number | null> {
  const where = { queueId_userId: { queueId, userId } }
  return (await db.guidelinesRead.findUnique({ where, select: { version: true } }))?.version ?? null
}

export async function saveGuidelinesRead(db: Db, queueId: string, userId: string, version: number): Promise<void> {
  await db.$executeRaw`insert into guidelines_read (queue_id, user_id, version)
    values (${queueId}::uuid, ${userId}::uuid, ${version})
    on conflict (queue_id, user_id) do update set version = greatest(guidelines_read.version, excluded.version)`
}

/** Whether `t` can still be given to somebody: it has a free slot, is in no other queue, and is no gold sample. */
export function hasFreeSlot({ id, overlap }: Pick<QueueView, 'id' | 'overlap'>): Prisma.Sql {
  return sql`(t.queue_id is null or t.queue_id = ${id}::uuid)
    and not exists (select from gold_sample where trajectory_id = t.id)
    and (select count(*) from assignment a where a.queue_id = ${id}::uuid and a.trajectory_id = t.id
      and a.slot < ${overlap}) < ${overlap}`
}

/** How far a queue is; waiting stops being counted at `mostCounted`. */
export async function countQueue(db: Db, queue: QueueView, userId: string | null): Promise<QueueCounts> {
  const [counts] = await rows(
    db,
    QueueCounts,
    sql`select
      (select count(*)::int from (select from trajectory t
        where (${ofQueueIn(queue, statesOf(queue))} or (t.state = 'in_review' and t.queue_id = ${queue.id}::uuid and ${ofQueue(queue)}))
        and ${hasFreeSlot(queue)} limit ${mostCounted}) waiting) as waiting,
      (select count(*)::int from assignment where queue_id = ${queue.id}::uuid and state in ('claimed', 'snoozed')) as claimed,
      (select count(*)::int from assignment where queue_id = ${queue.id}::uuid and state = 'done') as done,
      (select count(*)::int from assignment where queue_id = ${queue.id}::uuid and state = 'done'
        and user_id = ${userId}::uuid) as mine,
      (select count(*)::int from trajectory t where t.queue_id = ${queue.id}::uuid and t.state = 'in_review'
        and ${isSplit(sql`${queue.overlap}::int`)}) as split`,
  )
  return QueueCounts.parse(counts)
}

/** Whether all verdicts of the queue on `t` are in, and differ. */
export function isSplit(overlap: Prisma.Sql): Prisma.Sql {
  return sql`(select count(*) >= ${overlap} and count(distinct last.judgement) > 1 from
    (select distinct on (v.user_id) v.judgement from verdict v where v.trajectory_id = t.id and v.revision = t.head
      and v.queue_id = t.queue_id order by v.user_id, v.id desc) last)`
}
