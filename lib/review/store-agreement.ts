import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { Disagreement } from './disagreement'
import { isSplit } from './store-queues'

const DisagreementRow = Disagreement.omit({ whyNot: true }).extend({ reviewers: z.array(z.string()) })
export type DisagreementRow = z.infer<typeof DisagreementRow>

/** What reviewers differ about now, the oldest first; of one trajectory when an id is given. */
export function listSplit(db: Db, { id, limit }: { id?: string; limit: number }): Promise<DisagreementRow[]> {
  const among = id ? sql`t.id = ${id}::uuid` : sql`true`
  return rows(
    db,
    DisagreementRow,
    sql`select t.id as "trajectoryId", r.name as "repositoryName", t.head as revision, h.content_hash as "contentHash",
        q.id as "queueId", q.name as "queueName",
        (select jsonb_agg(jsonb_build_object('id', v.id, 'by', v.by, 'judgement', v.judgement, 'reasons', v.reasons,
          'reason', v.reason, 'createdAt', to_char(v.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          order by v.id) from verdict v where v.trajectory_id = t.id and v.revision = t.head and v.queue_id = q.id) as verdicts,
        array(select v.user_id::text from verdict v where v.trajectory_id = t.id and v.revision = t.head
          and v.queue_id = q.id and v.user_id is not null) as reviewers
      from trajectory t join queue q on q.id = t.queue_id join revision h on h.trajectory_id = t.id and h.number = t.head
        join snapshot s on s.id = t.snapshot_id join repository r on r.id = s.repository_id
      where t.state = 'in_review' and ${among} and ${isSplit(sql`q.overlap`)} order by t.id limit ${limit}`,
  )
}

const RatedVerdict = z.object({ unit: z.string(), rater: z.string(), name: z.string(), value: z.string() })
export type RatedVerdict = z.infer<typeof RatedVerdict>

/**
 * The newest verdict of each reviewer on each revision that two or more of a queue judged; what settled a disagreement is
 * not one of them. Only revisions on which all verdicts are in: what is still blind stays so.
 */
export function listRatedVerdicts(db: Db, queueId: string | undefined): Promise<RatedVerdict[]> {
  const among = queueId ? sql`v.queue_id = ${queueId}::uuid` : sql`true`
  return rows(
    db,
    RatedVerdict,
    sql`with last as (select distinct on (v.trajectory_id, v.revision, v.queue_id, v.user_id) v.trajectory_id, v.revision,
          v.queue_id, v.user_id, v.by, v.judgement, q.overlap from verdict v join queue q on q.id = v.queue_id
        where ${among} and not v.is_deciding and v.user_id is not null
        order by v.trajectory_id, v.revision, v.queue_id, v.user_id, v.id desc),
      counted as (select *, count(*) over (partition by trajectory_id, revision, queue_id) as given from last)
      select concat_ws('@', trajectory_id, revision, queue_id) as unit, user_id::text as rater, "by" as name,
        judgement::text as value
      from counted where given >= 2 and given >= overlap order by unit, rater`,
  )
}

const LabelValue = z.object({
  labelId: z.string(),
  label: z.string(),
  kind: z.enum(['boolean', 'category', 'rating', 'text']),
  unit: z.string(),
  rater: z.string(),
  name: z.string(),
  value: z.string(),
})
export type LabelValue = z.infer<typeof LabelValue>

/**
 * What each reviewer said with each label about each place (a step, a run or the trajectory) of what two or more of
 * them reviewed in a queue, once all verdicts are in. Free text is not compared.
 */
export function listLabelValues(db: Db, queueId: string | undefined): Promise<LabelValue[]> {
  const among = queueId ? sql`a.queue_id = ${queueId}::uuid` : sql`true`
  return rows(
    db,
    LabelValue,
    sql`with reviewed as (select a.trajectory_id, a.user_id, count(*) over (partition by a.trajectory_id, a.queue_id) as given,
          q.overlap from assignment a join queue q on q.id = a.queue_id where ${among} and a.state = 'done' and not a.is_gold)
      select distinct on (n.label_id, place, n.user_id) n.label_id as "labelId", newest.name as label, newest.kind::text,
        n.trajectory_id || '/' || coalesce(n.step_id, n.run_id, n.trajectory_id)::text as unit, n.user_id::text as rater,
        n.by as name, n.value #>> '{}' as value, coalesce(n.step_id, n.run_id, n.trajectory_id) as place
      from annotation n join reviewed on reviewed.trajectory_id = n.trajectory_id and reviewed.user_id = n.user_id
        join label l on l.id = n.label_id join label_version newest on newest.label_id = l.id and newest.version = l.version
      where n.deleted_at is null and newest.kind <> 'text' and reviewed.given >= 2 and reviewed.given >= reviewed.overlap
      order by n.label_id, place, n.user_id, n.id desc`,
  )
}

const GoldCount = z.object({ userId: z.string(), name: z.string(), judged: z.int(), right: z.int() })
export type GoldCount = z.infer<typeof GoldCount>

/** How often each reviewer judged gold samples as they are known to be. */
export function listGoldAccuracy(db: Db, queueId: string | undefined): Promise<GoldCount[]> {
  const among = queueId ? sql`a.queue_id = ${queueId}::uuid` : sql`true`
  return rows(
    db,
    GoldCount,
    sql`select u.id as "userId", u.name, count(*)::int as judged,
        (count(*) filter (where a.judgement = g.judgement))::int as right
      from assignment a join gold_sample g on g.trajectory_id = a.trajectory_id join "user" u on u.id = a.user_id
      where ${among} and a.is_gold and a.state = 'done' group by u.id order by u.name, u.id`,
  )
}
