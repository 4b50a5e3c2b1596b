import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { BatchRow, BatchStage, BatchSummary, findSpentBudget, type Spent } from './batch'
import { synthesizeJob } from './job'

const noneOf = {
  waiting: 0,
  imported: 0,
  known: 0,
  synthesizing: 0,
  synthesized: 0,
  unverified: 0,
  skipped: 0,
  failed: 0,
}

const lastJob = sql`left join lateral (
  select j.state, j.error from job_run j where j.subject_id = t.id and j.kind = ${synthesizeJob.kind}
  order by j.id desc limit 1) job on t.head = 0`

const doNotHold = sql`array(select key from jsonb_each(head.verifiers) where not (value->>'holds')::boolean)`

/**
 * The items of a batch with what their trajectories say: nothing of a synthesis is stored twice. A trajectory whose first
 * revision is older than the batch was there before; one without a revision is as far as its last job.
 */
function stagesOf(batchId: string, where = sql`true`): Prisma.Sql {
  return sql`
    select i.position, i.url, i.ref, i.ms, i.snapshot_id, s.repository_id, s.included_count,
      coalesce(link.trajectories, '[]') as trajectories, b.created_at as given_at,
      case
        when i.state in ('waiting', 'failed') or b.synthesis is null then i.state
        when i.snapshot_id is null or i.refusal is not null then 'failed'
        when i.asked_at is null then i.state
        when link.is_under_way then 'synthesizing'
        when link.is_lost or link.is_lost is null then 'failed'
        when link.is_unverified then 'unverified'
        when link.is_new then 'synthesized'
        else 'skipped'
      end as state,
      case
        when i.state in ('waiting', 'failed') or b.synthesis is null then i.message
        when i.snapshot_id is null then 'The repository was deleted.'
        when i.refusal is not null then i.refusal
        when i.asked_at is null then null
        when link.is_lost is null then 'The trajectory was deleted.'
        else link.message
      end as message
    from batch_item i join batch b on b.id = i.batch_id
    left join snapshot s on s.id = i.snapshot_id
    left join lateral (
      select bool_or(t.head = 0 and job.state in ('queued', 'running', 'paused')) as is_under_way,
        bool_or(t.head = 0 and coalesce(job.state, 'done') in ('done', 'failed', 'canceled')) as is_lost,
        bool_or(cardinality(failing.names) > 0) as is_unverified,
        bool_or(first.created_at >= b.created_at) as is_new,
        min(case job.state when 'canceled' then 'The synthesis was canceled.' when 'paused' then 'It is paused.'
          else job.error end) as message,
        jsonb_agg(jsonb_build_object('id', t.id, 'isSealed', t.head > 0, 'failing', failing.names) order by t.id)
          as trajectories
      from batch_trajectory l join trajectory t on t.id = l.trajectory_id
      left join revision first on first.trajectory_id = t.id and first.number = 1
      left join revision head on head.trajectory_id = t.id and head.number = t.head
      cross join lateral (select ${doNotHold} as names) failing
      ${lastJob}
      where l.batch_id = i.batch_id and l.position = i.position) link on true
    where i.batch_id = ${batchId}::uuid and ${where}`
}

const Row = BatchRow.omit({ likest: true })

export type BatchRowFilter = { state?: BatchStage; after?: number; limit: number }

/** In the order of the list; `after` is the position of the last one of the page before. */
export function listBatchRows(
  db: Db,
  batchId: string,
  { state, after, limit }: BatchRowFilter,
): Promise<z.infer<typeof Row>[]> {
  return rows(
    db,
    Row,
    sql`
      select position, url, ref, ms, state, message, trajectories, snapshot_id::text as "snapshotId",
        repository_id::text as "repositoryId"
      from (${stagesOf(batchId, sql`i.position > ${after ?? -1}::int`)}) item
      where ${state ?? null}::text is null or state = ${state ?? null}
      order by position limit ${limit}::int`,
  )
}

export async function countStages(db: Db, batchId: string): Promise<Record<BatchStage, number>> {
  const Row = z.object({ state: BatchStage, count: z.int() })
  const query = sql`select state, count(*)::int as count from (${stagesOf(batchId)}) item group by 1`
  const found = await rows(db, Row, query)
  return { ...noneOf, ...Object.fromEntries(found.map(({ state, count }) => [state, count])) }
}

const SummaryRow = BatchSummary.omit({ counts: true, held: true, repositories: true }).extend({
  counts: z.partialRecord(BatchStage, z.int()),
})

/** How many trajectories are named for each verifier. */
const namesOfEach = 10

/** All that a batch comes to, in one query. */
export async function getBatchSummary(db: Db, batchId: string): Promise<BatchSummary> {
  const [found] = await rows(
    db,
    SummaryRow,
    sql`
      with item as materialized (${stagesOf(batchId)}),
      made as materialized (
        select distinct on (t.id) t.id, r.name, t.step_count, head.tokens, head.trained_tokens, ${doNotHold} as failing
        from batch_trajectory l join trajectory t on t.id = l.trajectory_id
        join revision head on head.trajectory_id = t.id and head.number = t.head
        join snapshot s on s.id = t.snapshot_id join repository r on r.id = s.repository_id
        where l.batch_id = ${batchId}::uuid),
      failing as (
        select verifier, count(*) as count,
          jsonb_agg(jsonb_build_object('id', id, 'name', name) order by place) filter (where place <= ${namesOfEach})
            as trajectories
        from (
          select verifier, made.id, made.name, row_number() over (partition by verifier order by made.id) as place
          from made cross join unnest(made.failing) as verifier) each
        group by 1)
      select b.id::text as "batchId", b.synthesis, made.*, spent.*,
        (select coalesce(jsonb_object_agg(state, count), '{}')
          from (select state, count(*) from item group by 1) by_state) as counts,
        (select coalesce(sum(included_count), 0)
          from (select distinct on (snapshot_id) included_count from item where snapshot_id is not null) each) as files,
        (select coalesce(jsonb_agg(to_jsonb(failing) order by count desc, verifier), '[]') from failing) as failures,
        (select coalesce(sum(extract(epoch from coalesce(ended_at, now()) - created_at)), 0) * 1000 from job_run
          where subject_id = b.id and kind = 'batch')::bigint as ms
      from batch b
      cross join (
        select count(*) as trajectories, coalesce(sum(step_count), 0) as steps, coalesce(sum(tokens), 0) as tokens,
          coalesce(sum(trained_tokens), 0) as "trainedTokens" from made) made
      cross join lateral (${spentOf(sql`b.id`)}) spent
      where b.id = ${batchId}::uuid`,
  )
  if (!found) throw new AppError('not_found', 'There is no such list.')
  const { calls, callTokens, microdollars, synthesis } = found
  const counts = { ...noneOf, ...found.counts }
  const isReady = counts.imported + counts.known > 0
  const spent = { calls, tokens: callTokens, microdollars }
  const held = synthesis && isReady ? findSpentBudget(synthesis.totalBudget, spent) : undefined
  const repositories = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return { ...found, counts, repositories, held: held ?? null }
}

/** What the ledger says of the trajectories of a batch, since the batch was given. */
function spentOf(batchId: Prisma.Sql): Prisma.Sql {
  return sql`
    select count(*) as calls, coalesce(sum(c.input_tokens + c.output_tokens), 0) as "callTokens",
      coalesce(sum(c.microdollars), 0) as microdollars
    from (select distinct trajectory_id from batch_trajectory where batch_id = ${batchId}) l
    join llm_call c on c.subject_kind = 'trajectory' and c.subject_id = l.trajectory_id::text
    where c.created_at >= (select created_at from batch where id = ${batchId})`
}

const amount = z.coerce.number()
const SpentRow = z
  .object({ calls: amount, callTokens: amount, microdollars: amount })
  .transform(({ calls, callTokens, microdollars }): Spent => ({ calls, tokens: callTokens, microdollars }))
const nothing: Spent = { calls: 0, tokens: 0, microdollars: 0 }

export async function readSpentOfBatch(db: Db, batchId: string): Promise<Spent> {
  const [found] = await rows(db, SpentRow, spentOf(sql`${batchId}::uuid`))
  return found ?? nothing
}

/** What the trajectories of one item have spent, whenever. */
export async function readSpentOfItem(db: Db, batchId: string, position: number): Promise<Spent> {
  const [found] = await rows(
    db,
    SpentRow,
    sql`
      select count(*) as calls, coalesce(sum(c.input_tokens + c.output_tokens), 0) as "callTokens",
        coalesce(sum(c.microdollars), 0) as microdollars
      from batch_trajectory l join llm_call c on c.subject_kind = 'trajectory' and c.subject_id = l.trajectory_id::text
      where l.batch_id = ${batchId}::uuid and l.position = ${position}::int`,
  )
  return found ?? nothing
}
