import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { Fork } from './fork'
import { forkJson } from './store'
import { CandidateView, RevisionView, StepOutcome, TrajectoryRow, Writer } from './view'

export const utc = (column: Prisma.Sql) => sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** `h` as a `RevisionView`, with the search it came from and the newest verdict on it. */
const revisionJson = sql`jsonb_build_object('number', h.number, 'reason', h.reason, 'by', h.by,
  'createdAt', ${utc(sql`h.created_at`)}, 'contentHash', h.content_hash, 'verifiers', h.verifiers, 'tokens', h.tokens,
  'trainedTokens', h.trained_tokens, 'maxCopyRatio', h.max_copy_ratio,
  'search', (select jsonb_build_object('optimizationId', o.id, 'scorer', o.settings->>'scorer',
      'isEmbedded', o.settings->>'scorer' = 'embedded', 'baselineNats', coalesce(o.baseline_nats, 0),
      'beforeNats', coalesce(o.before_nats, 0), 'afterNats', coalesce(o.after_nats, 0),
      'targetBytes', coalesce(o.target_bytes, 0), 'candidates', coalesce(o.candidate_count, 0),
      'accepted', coalesce(o.accepted_count, 0)) from optimization o where o.id = h.optimization_id),
  'verdict', (select jsonb_build_object('revision', v.revision, 'judgement', v.judgement, 'reason', v.reason,
      'by', v.by, 'createdAt', ${utc(sql`v.created_at`)}) from verdict v
    where v.trajectory_id = h.trajectory_id and v.revision = h.number order by v.id desc limit 1))`

/** The name of the window that `tr` is about, without its paths. */
const windowJson = sql`case when tr.scope is not null then jsonb_build_object('name', tr.scope->'name',
  'number', tr.scope->'number', 'of', tr.scope->'of') end`

export const trajectoryRow = sql`select tr.id, tr.snapshot_id as "snapshotId", r.id as "repositoryId", r.name as "repositoryName",
    sn.commit, tr.author, ${windowJson} as "window", tr.state::text, tr.state = 'synthesizing' and not exists (select from job_run
      where subject_id = tr.id and state in ('queued', 'running', 'paused')) as "isStopped",
    exists (select from job_run where subject_id = tr.id and state = 'paused') as "isPaused", tr.step_count as "stepCount", tr.run_count as "runCount",
    ${utc(sql`tr.updated_at`)} as "updatedAt", case when h.id is not null then ${revisionJson} end as head
  from trajectory tr join snapshot sn on sn.id = tr.snapshot_id join repository r on r.id = sn.repository_id
  left join revision h on h.trajectory_id = tr.id and h.number = tr.head`

export async function getTrajectoryRow(
  db: Db,
  id: string,
): Promise<TrajectoryRow & { request: string; given: string[]; fork: Fork | null }> {
  const Row = TrajectoryRow.extend({ request: z.string(), given: z.array(z.string()), fork: Fork.nullable() })
  const query = sql`select found.*, tr.request, coalesce(tr.scope->'given', '[]') as given, ${forkJson} as fork from (${trajectoryRow} where tr.id = ${id}::uuid) found join trajectory tr using (id)`
  const [found] = await rows(db, Row, query)
  if (!found) throw new AppError('not_found', 'There is no such trajectory.')
  return found
}

/** Oldest first. */
export async function listRevisions(db: Db, trajectoryId: string): Promise<RevisionView[]> {
  const query = sql`select ${revisionJson} as revision from revision h where h.trajectory_id = ${trajectoryId}::uuid order by h.number`
  return (await rows(db, z.object({ revision: RevisionView }), query)).map(({ revision }) => revision)
}

/** The trajectories of a snapshot that write or edit a file, newest first. */
export function listWriterRows(
  db: Db,
  { snapshotId, path, limit }: { snapshotId: string; path: string; limit: number },
): Promise<Writer[]> {
  return rows(
    db,
    Writer,
    sql`select tr.id as "trajectoryId", tr.author, tr.state::text, tr.head as revision,
        min(s.position)::int as position, count(*)::int as steps
      from trajectory tr join step s on s.trajectory_id = tr.id
      where tr.snapshot_id = ${snapshotId}::uuid and tr.head > 0 and s.kind = 'act' and s.tool in ('write', 'edit') and s.path = ${path}
      group by tr.id order by tr.id desc limit ${limit}`,
  )
}

/** All thoughts that were ever proposed for a step, oldest first. */
export function listCandidates(db: Db, stepId: string, current: string | null): Promise<CandidateView[]> {
  return rows(
    db,
    CandidateView,
    sql`select id, origin::text, optimization_id as "optimizationId", round, slot, text, tokens, target_nats as "targetNats", prior_nats as "priorNats",
        copy_ratio as "copyRatio", longest_copy as "longestCopy", parent_id as "parentId", kind, value_nats as "valueNats",
        retained_nats as "retainedNats", head_nats as "headNats", is_accepted as "isAccepted", why_not as "whyNot",
        coalesce(id = ${current}::uuid, false) as "isCurrent"
      from thought where step_id = ${stepId}::uuid order by created_at, round nulls first, slot, id`,
  )
}

/** The searches that proposed thoughts for a step or settled it, oldest first. */
export function listStepOutcomes(db: Db, trajectoryId: string, stepId: string): Promise<StepOutcome[]> {
  return rows(
    db,
    StepOutcome,
    sql`select o.id as "optimizationId", o.scorer_fingerprint as scorer, o.settings->>'scorer' = 'embedded' as "isEmbedded",
        found.baseline_nats as "baselineNats",
        coalesce(found.before_nats, (select max(start_nats) from thought
          where optimization_id = o.id and step_id = ${stepId}::uuid)) as "beforeNats", found.after_nats as "afterNats",
        found.target_bytes as "targetBytes", found.shuffled_nats as "shuffledNats", found.thought_id as "thoughtId",
        found.before_tokens is not null as "hasHeat", coalesce(o.settings->>'adopts' = 'review'
          and found.thought_id is not null and found.decision is null and o.state = 'done', false) as "needsDecision", found.decision, o.state,
        ${utc(sql`o.created_at`)} as "createdAt"
      from optimization o
      left join optimization_step found on found.optimization_id = o.id and found.step_id = ${stepId}::uuid
      where o.trajectory_id = ${trajectoryId}::uuid and (found.step_id is not null
        or exists (select from thought where optimization_id = o.id and step_id = ${stepId}::uuid)) order by o.id`,
  )
}
