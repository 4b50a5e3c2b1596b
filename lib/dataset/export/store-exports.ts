import { z } from 'zod'
import { preflightJob } from '@/lib/dataset/job'
import { countOpen } from '@/lib/dataset/preflight/store-findings'
import { chosen } from '@/lib/dataset/store'
import { isAlive } from '@/lib/dataset/store-datasets'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { utc } from '@/lib/trajectory/store-rows'
import { WaitingExport } from './export'

/** Puts the chosen trajectories, or all that are approved, into a dataset; returns how many. */
export function pickChosen(tx: Db, datasetId: string, ids: string[] | undefined, by: string): Promise<number> {
  return tx.$executeRaw`insert into dataset_entry (dataset_id, trajectory_id, by)
    select ${datasetId}::uuid, t.id, ${by} from trajectory t where ${chosen(ids)}`
}

/**
 * What people decided for earlier exports holds in this one, the newest decision about each finding: about its trajectories,
 * and which of its repositories are to stay out. What they decided for a dataset with a name holds there only.
 */
export async function carryDecisions(tx: Db, datasetId: string): Promise<void> {
  const columns = sql`fingerprint, preflight_id, "check", rule, trajectory_id, repository_id, position, path, line, message,
    excerpt, literal, occurrences, other_id, decision, decided_by, decided_at`
  await tx.$executeRaw`
    with picked as (select trajectory_id, repository_id from dataset_entry join trajectory_entry using (trajectory_id)
        where dataset_id = ${datasetId}::uuid),
      decided as (
        select dataset_id, ${columns} from dataset_finding
          where decision is not null and trajectory_id in (select trajectory_id from picked)
        union all select dataset_id, ${columns} from dataset_finding
          where decision = 'drop_repository' and repository_id in (select repository_id from picked))
    insert into dataset_finding (dataset_id, ${columns})
    select distinct on (fingerprint) ${datasetId}::uuid, ${columns} from decided
    where dataset_id in (select id from dataset where name is null)
    order by fingerprint, decided_at desc`
}

/** What was to be exported and has no release, newest first. */
export async function listWaitingRows(db: Db, limit: number): Promise<WaitingExport[]> {
  const found = await rows(
    db,
    WaitingExport.omit({ open: true }).extend({ preflightId: z.string().nullable() }),
    sql`select d.id::text as "datasetId", d.format, d.by, ${utc(sql`d.created_at`)} as "createdAt",
        (select count(*)::int from dataset_entry where dataset_id = d.id) as trajectories, job.id::text as "jobId",
        job.state as "jobState", p.id::text as "preflightId", ${utc(sql`p.ended_at`)} as "endedAt", p.documents
      from dataset d
      left join lateral (select id, ended_at, documents from preflight where dataset_id = d.id order by id desc limit 1) p on true
      left join lateral (select id, state from job_run
        where kind = ${preflightJob.kind} and subject_id = d.id order by id desc limit 1) job on true
      where d.name is null and not exists (select from release r where r.dataset_id = d.id and ${isAlive})
      order by d.id desc limit ${limit}`,
  )
  return Promise.all(
    found.map(async ({ preflightId, ...row }) => ({
      ...row,
      open: preflightId ? await countOpen(db, row.datasetId, preflightId) : 0,
    })),
  )
}
