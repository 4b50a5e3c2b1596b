import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'

export type Stage = 'imported' | 'synthesized' | 'searched' | 'approved' | 'released'

const count = z.coerce.number()
const Totals = z.object({
  repositories: count,
  imported: count,
  synthesized: count,
  searched: count,
  approved: count,
  released: count,
  draft: count,
  returned: count,
})

/** How many snapshots and trajectories have come how far; a trajectory counts at every stage that it has passed. */
export async function readTotals(db: Db): Promise<z.infer<typeof Totals>> {
  const [totals] = await rows(
    db,
    Totals,
    sql`select
      (select count(*) from repository where not is_sample) as repositories,
      (select count(*) from snapshot) as imported,
      count(*) filter (where state <> 'synthesizing') as synthesized,
      (select count(distinct trajectory_id) from revision where optimization_id is not null) as searched,
      count(*) filter (where state in ('approved', 'released')) as approved,
      (select count(distinct item.trajectory_id) from release_item item
        join release on release.id = item.release_id where release.files is not null) as released,
      count(*) filter (where state = 'draft') as draft,
      count(*) filter (where state = 'returned') as returned
    from trajectory`,
  )
  return Totals.parse(totals)
}

/** Gold samples wait for nobody, and nobody learns from a list that they are drafts in truth. */
const isNoGold = sql`not exists (select from gold_sample g where g.trajectory_id = t.id)`

/** Drafts and what was returned; stops counting at `most`. */
export async function countWaitingRows(db: Db, most: number): Promise<number> {
  const [found] = await rows(
    db,
    z.object({ count }),
    sql`select count(*) from (select from trajectory t where state in ('draft', 'returned') and ${isNoGold} limit ${most}::int) waiting`,
  )
  return found?.count ?? 0
}

const Awaiting = z.object({
  id: z.string(),
  repository: z.string(),
  commit: z.string(),
  state: z.enum(['draft', 'returned']),
  revision: z.int(),
  steps: z.int(),
  tokens: z.int(),
  /** Why it was returned. */
  reason: z.string().nullable(),
  updatedAt: z.date().transform((date) => date.toISOString()),
})

export type Awaiting = z.output<typeof Awaiting>

/** What waits for a person: returned first, then what needs a verdict; within each, what has waited longest. */
export async function listAwaiting(db: Db, limit: number): Promise<Awaiting[]> {
  return rows(
    db,
    Awaiting,
    sql`select t.id, repository.name as repository, snapshot.commit, t.state::text as state, t.head as revision,
      t.step_count as steps, revision.tokens, verdict.reason, t.updated_at as "updatedAt"
    from (
      (select * from trajectory t where state = 'returned' and ${isNoGold} order by id limit ${limit}::int)
      union all
      (select * from trajectory t where state = 'draft' and ${isNoGold} order by id limit ${limit}::int)
    ) t
    join snapshot on snapshot.id = t.snapshot_id
    join repository on repository.id = snapshot.repository_id
    join revision on revision.trajectory_id = t.id and revision.number = t.head
    left join lateral (
      select reason from verdict where trajectory_id = t.id order by id desc limit 1
    ) verdict on t.state = 'returned'
    order by t.state = 'returned' desc, t.id
    limit ${limit}::int`,
  )
}

const Released = z.object({ at: z.date().transform((date) => date.toISOString()), tokens: count })

export type Released = z.output<typeof Released>

/** Tokens of each finished release, oldest first: the newest `limit` of them. */
export async function listReleased(db: Db, limit: number): Promise<Released[]> {
  const found = await rows(
    db,
    Released,
    sql`select created_at as at, tokens from release
    where files is not null and tokens is not null order by id desc limit ${limit}::int`,
  )
  return found.reverse()
}

const SampleTrajectory = z.object({ id: z.string(), state: z.string() })

/** The trajectory of the sample to look at first. */
export async function findSampleTrajectory(db: Db): Promise<z.infer<typeof SampleTrajectory> | undefined> {
  const found = await rows(
    db,
    SampleTrajectory,
    sql`select t.id, t.state::text as state from trajectory t
    join snapshot on snapshot.id = t.snapshot_id
    join repository on repository.id = snapshot.repository_id
    where repository.is_sample and t.head > 0 order by t.id desc limit 1`,
  )
  return found[0]
}

const Exists = z.object({ exists: z.boolean() })

export async function hasActiveJob(db: Db): Promise<boolean> {
  const found = await rows(db, Exists, sql`select exists(select from job_run where state in ('queued', 'running'))`)
  return found[0]?.exists ?? false
}
