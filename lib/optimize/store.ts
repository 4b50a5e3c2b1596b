import { v7 as newId } from 'uuid'
import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { FileGain } from './file-gain'
import { optimizeJob } from './job'
import { type Optimization, OptimizationSettings, OptimizationState, type StepSearch } from './optimization'

const Row = z
  .object({
    id: z.string(),
    trajectoryId: z.string(),
    baseRevision: z.int(),
    revision: z.int().nullable(),
    settings: OptimizationSettings,
    scorer: z.string(),
    state: OptimizationState,
    baselineNats: z.number().nullable(),
    beforeNats: z.number().nullable(),
    afterNats: z.number().nullable(),
    targetBytes: z.number().nullable(),
    steps: z.int().nullable(),
    candidates: z.int().nullable(),
    accepted: z.int().nullable(),
    scoringCalls: z.int(),
    createdAt: z.date().transform((at) => at.toISOString()),
    jobId: z.string().nullable(),
  })
  .transform((row) => ({ ...row, scorer: row.scorer || null }))

/** The state of a search whose job has ended without it, or is paused, is the job's. */
const select = sql`
  select o.id, o.trajectory_id as "trajectoryId", o.base_revision as "baseRevision", revision.number as revision,
    o.settings, o.scorer_fingerprint as scorer,
    case when o.state in ('queued', 'running') and job.state in ('paused', 'failed', 'canceled') then job.state::text else o.state end
      as state,
    o.baseline_nats as "baselineNats", o.before_nats as "beforeNats", o.after_nats as "afterNats",
    o.target_bytes::float8 as "targetBytes", o.step_count as steps, o.candidate_count as candidates,
    o.accepted_count as accepted, o.scoring_calls as "scoringCalls", o.created_at as "createdAt", job.id as "jobId"
  from optimization o
  left join revision on revision.optimization_id = o.id
  left join lateral (
    select id, state from job_run
    where subject_id = o.trajectory_id and kind = ${optimizeJob.kind} and payload->>'optimizationId' = o.id::text
    order by id desc limit 1
  ) as job on true`

export async function getOptimizationRow(db: Db, id: string): Promise<Optimization> {
  const [found] = await rows(db, Row, sql`${select} where o.id = ${id}::uuid`)
  if (!found) throw new AppError('not_found', 'There is no such optimization.')
  return found
}

export type OptimizationFilter = { id: string; before?: string; limit: number }

/** The searches of a trajectory, newest first; `before` is the id of the last one of the page before. */
export function listOptimizationRows(db: Db, filter: OptimizationFilter): Promise<Optimization[]> {
  const before = filter.before ? sql`and o.id < ${filter.before}::uuid` : sql``
  const query = sql`${select} where o.trajectory_id = ${filter.id}::uuid ${before} order by o.id desc limit ${filter.limit}`
  return rows(db, Row, query)
}

/** Which search of the trajectory is waiting, at work or paused. A search whose job has ended without it is put to rest first. */
export async function findActive(db: Db, trajectoryId: string): Promise<Optimization | undefined> {
  const found = await rows(
    db,
    Row,
    sql`${select} where o.trajectory_id = ${trajectoryId}::uuid and o.state in ('queued', 'running')`,
  )
  for (const { id, state } of found) if (isOver(state)) await setState(db, id, state)
  return found.find(({ state }) => !isOver(state))
}

function isOver(state: OptimizationState): boolean {
  return state !== 'queued' && state !== 'running' && state !== 'paused'
}

export async function createOptimization(
  db: Db,
  optimization: { trajectoryId: string; baseRevision: number; settings: OptimizationSettings },
): Promise<string> {
  const data = { ...optimization, scorerFingerprint: '', state: 'queued' }
  return (await db.optimization.create({ data, select: { id: true } })).id
}

export async function setState(db: Db, id: string, state: OptimizationState): Promise<void> {
  await db.optimization.update({ where: { id }, data: { state }, select: { id: true } })
}

export async function startOptimization(db: Db, id: string, scorerFingerprint: string): Promise<void> {
  await db.optimization.update({ where: { id }, data: { state: 'running', scorerFingerprint }, select: { id: true } })
}

export type Sums = {
  baselineNats: number
  beforeNats: number
  afterNats: number
  targetBytes: number
  stepCount: number
  candidateCount: number
  acceptedCount: number
}

export async function finishOptimization(db: Db, id: string, sums: Sums): Promise<void> {
  await db.optimization.update({ where: { id }, data: { ...sums, state: 'done' }, select: { id: true } })
}

const Target = z.object({ stepId: z.string(), position: z.int(), runId: z.string(), path: z.string() })
/** A think step that a search can improve: one directly before a write or an edit of its run's file. */
export type Target = z.infer<typeof Target>

/** In trajectory order. */
export function listTargets(db: Db, trajectoryId: string): Promise<Target[]> {
  return rows(
    db,
    Target,
    sql`select step.id as "stepId", step.position, run.id as "runId", run.path
      from step
      join run on run.id = step.run_id
      join step next on next.trajectory_id = step.trajectory_id and next.position = step.position + 1
      join blob on blob.sha256 = next.sha256
      where step.trajectory_id = ${trajectoryId}::uuid and step.kind = 'think' and run.role = 'sub'
        and next.run_id = step.run_id and next.kind = 'act' and next.tool = 'write' and next.path = run.path
        and blob.size > 0
      order by step.position`,
  )
}

const Outcome = z.object({
  stepId: z.string(),
  baselineNats: z.number(),
  beforeNats: z.number(),
  afterNats: z.number(),
  targetBytes: z.int(),
  thoughtId: z.string().nullable(),
})
export type Outcome = z.infer<typeof Outcome>

/** The steps that a search has settled, in no order. */
export function listOutcomes(db: Db, optimizationId: string): Promise<Outcome[]> {
  return db.optimizationStep.findMany({
    where: { optimizationId },
    select: {
      stepId: true,
      baselineNats: true,
      beforeNats: true,
      afterNats: true,
      targetBytes: true,
      thoughtId: true,
    },
  })
}

/** Closes the step, and counts the texts that were scored for it since the last finding. */
export async function settleStep(db: Db, optimizationId: string, outcome: Outcome, calls: number): Promise<void> {
  const { stepId, baselineNats, beforeNats, afterNats, targetBytes, thoughtId } = outcome
  await db.$executeRaw`with paid as (${payFor(optimizationId, calls)})
    insert into optimization_step
      (optimization_id, step_id, baseline_nats, before_nats, after_nats, target_bytes, thought_id)
    values (${optimizationId}::uuid, ${stepId}::uuid, ${baselineNats}::float8, ${beforeNats}::float8,
      ${afterNats}::float8, ${targetBytes}, ${thoughtId}::uuid)`
}

function payFor(optimizationId: string, calls: number): Prisma.Sql {
  return sql`update optimization set scoring_calls = scoring_calls + ${calls} where id = ${optimizationId}::uuid`
}

const Stored = z.object({
  id: z.string(),
  stepId: z.string(),
  round: z.int(),
  slot: z.int(),
  text: z.string(),
  targetNats: z.number(),
  priorNats: z.number(),
  copyRatio: z.number(),
})
export type StoredCandidate = z.infer<typeof Stored>

/** The candidates that a search has already scored for these steps, in the order in which they came. */
export async function listScored(db: Db, optimizationId: string, stepIds: string[]): Promise<StoredCandidate[]> {
  const found = await db.thought.findMany({
    where: { optimizationId, stepId: { in: stepIds } },
    orderBy: [{ stepId: 'asc' }, { round: 'asc' }, { slot: 'asc' }],
    select: {
      id: true,
      stepId: true,
      round: true,
      slot: true,
      text: true,
      targetNats: true,
      priorNats: true,
      copyRatio: true,
    },
  })
  return z.array(Stored).parse(found)
}

export type NewCandidate = Omit<StoredCandidate, 'id'> & { parentId: string; tokens: number }

/**
 * Keeps a candidate as soon as it is scored, and counts the texts that were scored since the last finding. Whether it won
 * is known when its round is over. One statement each, because the scorer waits meanwhile.
 */
export async function addCandidate(
  db: Db,
  optimizationId: string,
  candidate: NewCandidate,
  calls: number,
): Promise<string> {
  const { stepId, parentId, text, tokens, copyRatio, round, slot, targetNats, priorNats } = candidate
  const id = newId()
  await db.$executeRaw`with paid as (${payFor(optimizationId, calls)})
    insert into thought (id, step_id, origin, parent_id, text, tokens, copy_ratio, optimization_id, round, slot,
      target_nats, prior_nats)
    values (${id}::uuid, ${stepId}::uuid, 'search', ${parentId}::uuid, ${text}, ${tokens}, ${copyRatio}::float8,
      ${optimizationId}::uuid, ${round}, ${slot}, ${targetNats}::float8, ${priorNats}::float8)`
  return id
}

export type Decision = { id: string; isAccepted: boolean; whyNot: string | null }

export async function decideCandidates(db: Db, decisions: Decision[]): Promise<void> {
  const changed = await db.$executeRaw`update thought set is_accepted = x."isAccepted", why_not = x."whyNot"
    from jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb) as x(id uuid, "isAccepted" boolean, "whyNot" text)
    where thought.id = x.id`
  if (changed !== decisions.length) throw new Error('A candidate that is decided on was not kept.')
}

/** The thoughts that steps use at a revision, by step. */
export async function getThoughtIds(db: Db, stepIds: string[], revision: number): Promise<Map<string, string>> {
  const found = await rows(
    db,
    z.object({ stepId: z.string(), thoughtId: z.string() }),
    sql`select distinct on (step_id) step_id as "stepId", thought_id as "thoughtId" from selection
      where step_id = any(${stepIds}::uuid[]) and from_revision <= ${revision} order by step_id, from_revision desc`,
  )
  return new Map(found.map(({ stepId, thoughtId }) => [stepId, thoughtId]))
}

export async function countCandidates(db: Db, id: string): Promise<number> {
  return db.thought.count({ where: { optimizationId: id } })
}

const candidateView = {
  id: true,
  stepId: true,
  round: true,
  slot: true,
  text: true,
  tokens: true,
  targetNats: true,
  priorNats: true,
  copyRatio: true,
  isAccepted: true,
  whyNot: true,
}

/** What a search has found out so far, step by step in trajectory order. */
export async function listSearches(db: Db, optimizationId: string): Promise<StepSearch[]> {
  const outcomes = new Map((await listOutcomes(db, optimizationId)).map((outcome) => [outcome.stepId, outcome]))
  const candidates = await db.thought.findMany({
    where: { optimizationId },
    orderBy: [{ round: 'asc' }, { slot: 'asc' }],
    select: candidateView,
  })
  const byStep = Map.groupBy(candidates, ({ stepId }) => stepId)
  const steps = await db.step.findMany({
    where: { id: { in: [...new Set([...outcomes.keys(), ...byStep.keys()])] } },
    orderBy: { position: 'asc' },
    select: { id: true, position: true, run: { select: { path: true } } },
  })
  return steps.map(({ id, position, run }) => ({
    stepId: id,
    position,
    path: run.path,
    outcome: omitStep(outcomes.get(id)),
    candidates: (byStep.get(id) ?? []).map(({ stepId: _, ...candidate }) => candidate),
  }))
}

function omitStep(outcome: Outcome | undefined): StepSearch['outcome'] {
  if (!outcome) return null
  const { stepId: _, ...rest } = outcome
  return rest
}

/** By path: the sums of the newest search that has settled a step of the file, in any trajectory of the snapshot. */
export function listFileGainRows(db: Db, snapshotId: string): Promise<FileGain[]> {
  return rows(
    db,
    FileGain,
    sql`select distinct on (path) path, "beforeNats", "afterNats" from (
        select run.path, o.id, sum(found.before_nats) as "beforeNats", sum(found.after_nats) as "afterNats"
        from trajectory tr join optimization o on o.trajectory_id = tr.id
        join optimization_step found on found.optimization_id = o.id
        join step on step.id = found.step_id join run on run.id = step.run_id
        where tr.snapshot_id = ${snapshotId}::uuid and run.path is not null group by run.path, o.id) settled
      order by path, id desc`,
  )
}

/** The repository that a trajectory reconstructs. */
export async function getOrigin(db: Db, trajectoryId: string): Promise<{ name: string; isSample: boolean }> {
  const { snapshot } = await db.trajectory.findUniqueOrThrow({
    where: { id: trajectoryId },
    select: { snapshot: { select: { repository: { select: { name: true, isSample: true } } } } },
  })
  return snapshot.repository
}

/** Whether this is the only trajectory of the sample, as synthesized and never searched. */
export async function isFreshSample(db: Db, trajectoryId: string): Promise<boolean> {
  const found = await db.trajectory.findFirst({
    where: { id: trajectoryId, head: 1, optimizations: { none: {} }, snapshot: { repository: { isSample: true } } },
    select: { snapshot: { select: { _count: { select: { trajectories: true } } } } },
  })
  return found?.snapshot._count.trajectories === 1
}
