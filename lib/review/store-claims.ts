import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { refreshEntry } from '@/lib/trajectory/store-entry'
import type { TrajectoryState } from '@/lib/trajectory/view'
import { Assignment } from './assignment'
import type { QueueView } from './queue'
import { ofQueueIn } from './store-queue-filter'
import { hasFreeSlot } from './store-queues'

const moment = (column: Prisma.Sql) => sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const assignmentColumns = sql`a.id, a.queue_id as "queueId", a.trajectory_id as "trajectoryId",
  a.user_id as "userId", a.slot, a.state, a.revision, ${moment(sql`a.lease_until`)} as "leaseUntil",
  ${moment(sql`a.snoozed_until`)} as "snoozedUntil", a.reason, a.is_gold as "isGold", a.judgement::text`

const orders: Record<QueueView['priority'], Prisma.Sql> = {
  oldest: sql`t.id`,
  newest: sql`t.id desc`,
  shortest: sql`t.step_count, t.id`,
  longest: sql`t.step_count desc, t.id`,
}

export type Claimer = {
  userId: string
  /** Whether revisions that they made themselves keep them from judging. */
  isExceptOwn: boolean
}

/** What of the queue, in these states, can be given to the claimer, the first of it first. */
function offered(queue: QueueView, { userId, isExceptOwn }: Claimer, states: readonly TrajectoryState[]): Prisma.Sql {
  const own = isExceptOwn
    ? sql`and not exists (select from revision r where r.trajectory_id = t.id and r.user_id = ${userId}::uuid)`
    : sql``
  return sql`${ofQueueIn(queue, states)} and ${hasFreeSlot(queue)}
    and not exists (select from assignment mine where mine.queue_id = ${queue.id}::uuid
      and mine.trajectory_id = t.id and mine.user_id = ${userId}::uuid) ${own}`
}

/**
 * Gives the first trajectory that can be given to the claimer, in one statement: what others are about to take is passed
 * over, and where two saw the same slot free the database lets one have it. Undefined when there was none, or another was
 * faster: `hasOffers` tells which.
 */
export async function claimFirst(
  db: Db,
  queue: QueueView,
  claimer: Claimer,
  states: readonly TrajectoryState[],
): Promise<Assignment | undefined> {
  const [claimed] = await rows(
    db,
    Assignment,
    sql`with first as (
        select t.id, t.head, (select min(s) from generate_series(0, ${queue.overlap - 1}::int) s where not exists
          (select from assignment a where a.queue_id = ${queue.id}::uuid and a.trajectory_id = t.id and a.slot = s)) as slot
        from trajectory t where ${offered(queue, claimer, states)}
        order by ${orders[queue.priority]} limit 1 for update of t skip locked
      ), taken as (
        insert into assignment as a (id, queue_id, trajectory_id, user_id, slot, state, revision, lease_until)
        select ${uuid()}::uuid, ${queue.id}::uuid, id, ${claimer.userId}::uuid, slot, 'claimed', head,
          now() + make_interval(mins => ${queue.leaseMinutes}::int)
        from first where slot is not null on conflict do nothing returning ${assignmentColumns}
      ), begun as (
        update trajectory set queue_id = ${queue.id}::uuid,
          state = case when state in ('draft', 'returned') then 'in_review' else state end
        where id in (select "trajectoryId" from taken)
      )
      select * from taken`,
  )
  if (claimed) await refreshEntry(db, claimed.trajectoryId)
  return claimed
}

export async function hasOffers(
  db: Db,
  queue: QueueView,
  claimer: Claimer,
  states: readonly TrajectoryState[],
): Promise<boolean> {
  const query = sql`select exists (select from trajectory t where ${offered(queue, claimer, states)}) as found`
  return (await rows(db, z.object({ found: z.boolean() }), query))[0]?.found ?? false
}

/**
 * Ends what was claimed too long ago without a sign of life, and what was snoozed and not taken up within a day after: of
 * a queue, and of the archived ones, since nobody claims from them any more. Returns the trajectories that were let go.
 */
export async function endExpired(db: Db, queueId: string, limit: number): Promise<string[]> {
  const isExpired = sql`((a.state = 'claimed' and a.lease_until < now())
    or (a.state = 'snoozed' and a.snoozed_until < now() - interval '1 day'))`
  const ended = await rows(
    db,
    z.object({ trajectoryId: z.string() }),
    sql`with expired as (select a.id from assignment a join trajectory t on t.id = a.trajectory_id
        where a.queue_id in (select id from queue where id = ${queueId}::uuid or archived_at is not null)
          and ${isExpired} order by t.id limit ${limit} for update of t skip locked)
      update assignment a set state = 'lost', slot = null, ended_at = now() from expired
      where a.id = expired.id and ${isExpired} returning a.trajectory_id as "trajectoryId"`,
  )
  return ended.map(({ trajectoryId }) => trajectoryId)
}

/** Frees the slots of reviewers who did not look at a newer revision within two days: others may have it now. */
export async function freeAbsent(db: Db, queueId: string, limit: number): Promise<void> {
  await db.$executeRaw`with absent as (select a.id from assignment a join trajectory t on t.id = a.trajectory_id
      join revision r on r.trajectory_id = t.id and r.number = t.head
      where a.queue_id = ${queueId}::uuid and a.state = 'done' and a.slot is not null and a.revision < t.head
        and t.state in ('draft', 'in_review') and r.created_at < now() - interval '2 days'
      limit ${limit} for update of t skip locked)
    update assignment a set slot = null from absent where a.id = absent.id`
}

/** What the claimer has judged before and has changed since, or has snoozed until now: theirs first, the oldest first. */
export async function takeBack(db: Db, queue: QueueView, userId: string): Promise<Assignment | undefined> {
  const [taken] = await rows(
    db,
    Assignment,
    sql`with first as (
        select a.id, t.id as trajectory_id, t.head from assignment a join trajectory t on t.id = a.trajectory_id
        where a.queue_id = ${queue.id}::uuid and a.user_id = ${userId}::uuid and (a.slot is not null or a.is_gold)
          and (t.queue_id is null or t.queue_id = ${queue.id}::uuid)
          and ((a.state = 'snoozed' and a.snoozed_until <= now())
            or (a.state = 'done' and not a.is_gold and a.revision < t.head and t.state in ('draft', 'in_review')))
        order by a.snoozed_until nulls last, a.id limit 1 for update of t skip locked
      ), taken as (
        update assignment a set state = 'claimed', revision = first.head, snoozed_until = null, ended_at = null,
          lease_until = now() + make_interval(mins => ${queue.leaseMinutes}::int)
        from first where a.id = first.id and a.state in ('snoozed', 'done') returning ${assignmentColumns}
      ), begun as (
        update trajectory set queue_id = ${queue.id}::uuid, state = case when state = 'draft' then 'in_review' else state end
        where id in (select "trajectoryId" from taken where not "isGold")
      )
      select * from taken`,
  )
  if (taken) await refreshEntry(db, taken.trajectoryId)
  return taken
}

/** Gives a gold sample that the claimer has not seen in any queue; each reviewer gets them in an order of their own. */
export async function claimGold(db: Db, queue: QueueView, { userId }: Claimer): Promise<Assignment | undefined> {
  const [claimed] = await rows(
    db,
    Assignment,
    sql`insert into assignment as a (id, queue_id, trajectory_id, user_id, slot, state, revision, lease_until, is_gold)
      select ${uuid()}::uuid, ${queue.id}::uuid, t.id, ${userId}::uuid, null, 'claimed', t.head,
        now() + make_interval(mins => ${queue.leaseMinutes}::int), true
      from gold_sample g join trajectory t on t.id = g.trajectory_id
      where not exists (select from assignment mine where mine.trajectory_id = t.id and mine.user_id = ${userId}::uuid)
      order by md5(t.id::text || ${userId}) limit 1
      on conflict do nothing returning ${assignmentColumns}`,
  )
  return claimed
}

/** How many assignments a person has had in a queue: what decides when the next gold sample comes. */
export function countAssignments(db: Db, queueId: string, userId: string): Promise<number> {
  return db.assignment.count({ where: { queueId, userId } })
}

/** Holds the first trajectory that the claimer once had, lost, and that still waits; they may have it again. */
export async function lockLost(db: Db, queue: QueueView, userId: string): Promise<Assignment | undefined> {
  const [found] = await rows(
    db,
    Assignment,
    sql`select ${assignmentColumns} from assignment a join trajectory t on t.id = a.trajectory_id
      where a.queue_id = ${queue.id}::uuid and a.user_id = ${userId}::uuid and a.state = 'lost' and not a.is_gold
        and t.state in ('draft', 'in_review', 'returned') and ${hasFreeSlot(queue)}
      order by a.id limit 1 for update of t skip locked`,
  )
  return found
}
