import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { findStateAfter } from '@/lib/trajectory/state'
import type { Sight } from '@/lib/trajectory/store-blind'
import { conditionsOf } from '@/lib/trajectory/store-filter'
import { seenState } from '@/lib/trajectory/store-sight'
import { anyFailing } from '@/lib/trajectory/verifiers'
import { TrajectoryState } from '@/lib/trajectory/view'
import { Bulk, type BulkCount, BulkItem, type BulkOutcome, type BulkRequest, BulkVerb } from './bulk'

/** For whom something is done, and what must not be told them. */
export type Doer = { userId: string | null; sight?: Sight }

/** Why an action is not for the trajectory of the entry `e`, as its doer sees it; null when it is. */
function whyNot(action: BulkVerb, { userId, sight }: Doer): Prisma.Sql {
  const unfinished = sql`when e.head = 0 then 'still being synthesized'`
  if (action.kind === 'label') return sql`case ${unfinished} end`
  if (action.kind === 'delete')
    return sql`case when exists (select from release_item i where i.trajectory_id = e.trajectory_id) then 'part of a release' end`
  if (action.kind === 'queue') return whyNotSent(action.queueId, sight)
  if (action.kind === 'export')
    return sql`case ${unfinished} when ${seenState(sight)} not in ('approved', 'released') then 'not approved'
      when e.failing & ${anyFailing}::int <> 0 then 'a verifier does not hold' end`
  const { judgement } = action
  const refusing = TrajectoryState.options.filter((state) => findStateAfter(state, judgement) === undefined)
  const already = { approve: 'approved', reject: 'rejected', return: 'returned' }[judgement]
  const failing =
    judgement === 'approve' ? sql`when e.failing & ${anyFailing}::int <> 0 then 'a verifier does not hold'` : sql``
  const state = seenState(sight)
  const elsewhere = userId
    ? sql`when ${state} = 'in_review' and not exists (select from assignment a where a.trajectory_id = e.trajectory_id
        and a.user_id = ${userId}::uuid and a.state in ('claimed', 'snoozed')) then 'being reviewed in a queue'`
    : sql``
  return sql`case ${unfinished} when ${state}::text = ${already} then ${`${already} already`}
    when ${state} = any(${refusing}::trajectory_state[]) then replace(${state}::text, '_', ' ') || ': it cannot be judged'
    ${elsewhere} ${failing} end`
}

function whyNotSent(queueId: string, sight: Sight | undefined): Prisma.Sql {
  const state = seenState(sight)
  return sql`case when e.head = 0 then 'still being synthesized' when ${state} = 'in_review' then 'being reviewed already'
    when ${state} not in ('draft', 'returned') then replace(${state}::text, '_', ' ') || ': it waits for no review'
    when exists (select from gold_sample g where g.trajectory_id = e.trajectory_id) then 'a gold sample'
    when exists (select from queue_addition a where a.queue_id = ${queueId}::uuid and a.trajectory_id = e.trajectory_id)
      then 'sent to it already' end`
}

export async function countApplying(db: Db, { filter, action }: BulkRequest, doer: Doer): Promise<BulkCount> {
  const query = sql`select ${whyNot(action, doer)} as why, count(*)::int as count from trajectory_entry e
    where ${conditionsOf(filter, { sight: doer.sight })} group by 1 order by 2 desc`
  const found = await rows(db, z.object({ why: z.string().nullable(), count: z.int() }), query)
  return {
    applies: found.find(({ why }) => why === null)?.count ?? 0,
    leftOut: found.flatMap(({ why, count }) => (why === null ? [] : [{ why, count }])),
  }
}

export type NewBulk = BulkRequest & Doer & { by: string }

/** Notes what the action is for, each as it is now, and what it leaves out with the reason. */
export async function createBulk(tx: Db, { action, filter, by, userId, sight }: NewBulk): Promise<string> {
  const { id } = await tx.bulkAction.create({ data: { action, filter, by, userId }, select: { id: true } })
  await tx.$executeRaw`insert into bulk_item (bulk_id, trajectory_id, revision, state, name, outcome, why)
    select ${id}::uuid, trajectory_id, head, state, repository, case when why is null then 'waiting' else 'skipped' end,
      upper(left(why, 1)) || substr(why, 2) || '.'
    from (select e.*, ${whyNot(action, { userId, sight })} as why from trajectory_entry e where ${conditionsOf(filter, { sight })}) e`
  return id
}

export async function setJob(db: Db, id: string, jobs: { jobRunId?: string; undoJobRunId?: string }): Promise<void> {
  await db.bulkAction.update({ where: { id }, data: jobs, select: { id: true } })
}

/** Holds it, so that it is undone once. */
export async function lockBulk(tx: Db, id: string): Promise<void> {
  await tx.$executeRaw`select from bulk_action where id = ${id}::uuid for update`
}

export async function getBulkView(db: Db, id: string): Promise<Bulk> {
  const Row = Bulk.omit({ counts: true, createdAt: true }).extend({ createdAt: z.date() })
  const [found] = await rows(
    db,
    Row,
    sql`select id, action, by, created_at as "createdAt", job_run_id as "jobId", undo_job_run_id as "undoJobId"
      from bulk_action where id = ${id}::uuid`,
  )
  if (!found) throw new AppError('not_found', 'There is no such bulk action.')
  const counted = await rows(
    db,
    z.object({ outcome: z.string(), count: z.int() }),
    sql`select outcome, count(*)::int as count from bulk_item where bulk_id = ${id}::uuid group by outcome`,
  )
  const none = { waiting: 0, done: 0, skipped: 0, undone: 0, kept: 0 }
  const counts = { ...none, ...Object.fromEntries(counted.map(({ outcome, count }) => [outcome, count])) }
  return { ...found, createdAt: found.createdAt.toISOString(), counts }
}

export async function getBulkVerb(db: Db, id: string): Promise<{ action: BulkVerb; createdAt: Date }> {
  const query = sql`select action, created_at as "createdAt" from bulk_action where id = ${id}::uuid`
  const [found] = await rows(db, z.object({ action: BulkVerb, createdAt: z.date() }), query)
  if (!found) throw new AppError('not_found', 'There is no such bulk action.')
  return found
}

export type ItemFilter = { id: string; outcome?: BulkOutcome; after?: string; limit: number }

export function listItems(db: Db, { id, outcome, after, limit }: ItemFilter): Promise<BulkItem[]> {
  return rows(
    db,
    BulkItem,
    sql`select trajectory_id as "trajectoryId", name, outcome, why from bulk_item where bulk_id = ${id}::uuid
      ${outcome ? sql`and outcome = ${outcome}` : sql``} ${after ? sql`and trajectory_id > ${after}::uuid` : sql``}
      order by trajectory_id limit ${limit}`,
  )
}

export type WorkItem = z.infer<typeof WorkItem>
const WorkItem = z.object({
  trajectoryId: z.string(),
  name: z.string(),
  /** As it was when the action was asked for. */
  revision: z.int(),
  state: TrajectoryState,
  /** As it is now; null when it is gone. */
  head: z.int().nullable(),
  stateNow: TrajectoryState.nullable(),
})

export function listWork(db: Db, id: string, outcome: BulkOutcome, limit: number): Promise<WorkItem[]> {
  return rows(
    db,
    WorkItem,
    sql`select i.trajectory_id as "trajectoryId", i.name, i.revision, i.state::text, tr.head, tr.state::text as "stateNow"
      from bulk_item i left join trajectory tr on tr.id = i.trajectory_id
      where i.bulk_id = ${id}::uuid and i.outcome = ${outcome} order by i.trajectory_id limit ${limit}`,
  )
}

export async function settleItem(
  db: Db,
  id: string,
  trajectoryId: string,
  outcome: BulkOutcome,
  why: string | null = null,
): Promise<void> {
  await db.$executeRaw`update bulk_item set outcome = ${outcome}, why = ${why}
    where bulk_id = ${id}::uuid and trajectory_id = ${trajectoryId}::uuid`
}

export async function settleItems(
  db: Db,
  id: string,
  trajectoryIds: readonly string[],
  { outcome, why }: { outcome: BulkOutcome; why: string | null },
): Promise<void> {
  await db.$executeRaw`update bulk_item set outcome = ${outcome}, why = ${why}
    where bulk_id = ${id}::uuid and trajectory_id = any(${[...trajectoryIds]}::uuid[])`
}

/** Takes what still waits back before anything was done to it. */
export async function undoWaiting(tx: Db, id: string): Promise<number> {
  return tx.$executeRaw`update bulk_item set outcome = 'undone' where bulk_id = ${id}::uuid and outcome = 'waiting'`
}

/** Whether the verdict that counts for a revision was given by this person since then: by this very action. */
export async function hasVerdictSince(
  db: Db,
  item: { trajectoryId: string; revision: number; userId: string | null; judgement: string; since: Date },
): Promise<boolean> {
  const query = sql`select judgement::text, user_id as "userId", created_at >= ${item.since} as "isSince" from verdict
    where trajectory_id = ${item.trajectoryId}::uuid and revision = ${item.revision} order by id desc limit 1`
  const Row = z.object({ judgement: z.string(), userId: z.string().nullable(), isSince: z.boolean() })
  const [newest] = await rows(db, Row, query)
  if (!newest?.isSince) return false
  return newest.userId === item.userId && newest.judgement === item.judgement
}
