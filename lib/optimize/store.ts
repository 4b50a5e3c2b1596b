import { v7 as newId } from 'uuid'
import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { ProposalKind } from '@/lib/trajectory/proposal-kind'
import { refreshEntry } from '@/lib/trajectory/store-entry'
import { optimizeJob } from './job'
import { type Optimization, OptimizationSettings, OptimizationState } from './optimization'

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
    stopped: z.string().nullable(),
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
    o.accepted_count as accepted, o.scoring_calls as "scoringCalls", o.stopped, o.created_at as "createdAt", job.id as "jobId"
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

/** Whether a job that asks for many searches has asked for one of this trajectory. */
export async function wasAskedBy(db: Db, trajectoryId: string, jobRunId: string): Promise<boolean> {
  const where = { trajectoryId, settings: { path: ['askedBy'], equals: jobRunId } }
  return (await db.optimization.findFirst({ where, select: { id: true } })) !== null
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

/** Gives when it was first begun. */
export async function startOptimization(db: Db, id: string, scorerFingerprint: string): Promise<Date> {
  const [found] = await rows(
    db,
    z.object({ startedAt: z.date() }),
    sql`update optimization set state = 'running', scorer_fingerprint = ${scorerFingerprint},
        started_at = coalesce(started_at, now()) where id = ${id}::uuid returning started_at as "startedAt"`,
  )
  if (!found) throw new AppError('not_found', 'There is no such optimization.')
  return found.startedAt
}

export async function saveStopped(db: Db, id: string, stopped: string | null): Promise<void> {
  await db.optimization.update({ where: { id }, data: { stopped }, select: { id: true } })
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
  const data = { ...sums, state: 'done' }
  const { trajectoryId } = await db.optimization.update({ where: { id }, data, select: { trajectoryId: true } })
  await refreshEntry(db, trajectoryId)
}

const Target = z.object({
  stepId: z.string(),
  position: z.int(),
  runId: z.string(),
  path: z.string(),
  /** Whether the file is written in the very next step. */
  isBeforeWrite: z.boolean(),
})
/** A think step that a search can improve: one before the last write or edit of its run's file. */
export type Target = z.infer<typeof Target>

/** In trajectory order. */
export function listTargets(db: Db, trajectoryId: string): Promise<Target[]> {
  return rows(
    db,
    Target,
    sql`with last as (
        select distinct on (run_id) run_id, position, sha256 from step
        where trajectory_id = ${trajectoryId}::uuid and kind = 'act' and tool in ('write', 'edit')
        order by run_id, position desc)
      select step.id as "stepId", step.position, run.id as "runId", run.path,
        coalesce(next.tool = 'write', false) as "isBeforeWrite"
      from step
      join run on run.id = step.run_id
      join last on last.run_id = run.id and last.position > step.position
      join blob on blob.sha256 = last.sha256
      left join step next on next.trajectory_id = step.trajectory_id and next.position = step.position + 1
        and next.run_id = step.run_id and next.kind = 'act'
      where step.trajectory_id = ${trajectoryId}::uuid and step.kind = 'think' and run.role = 'sub' and blob.size > 0
      order by step.position`,
  )
}

export const Outcome = z.object({
  stepId: z.string(),
  baselineNats: z.number(),
  beforeNats: z.number(),
  afterNats: z.number(),
  shuffledNats: z.number().nullable(),
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
      shuffledNats: true,
      targetBytes: true,
      thoughtId: true,
    },
  })
}

type SettledTokens = { baseline: Uint8Array<ArrayBuffer> | null; before: Uint8Array<ArrayBuffer> }

/** Closes the step, and counts the texts that were scored for it since the last finding. */
export async function settleStep(
  db: Db,
  optimizationId: string,
  outcome: Outcome,
  tokens: SettledTokens,
  calls: number,
): Promise<void> {
  const { stepId, baselineNats, beforeNats, afterNats, shuffledNats, targetBytes, thoughtId } = outcome
  await db.$executeRaw`with paid as (${payFor(optimizationId, calls)})
    insert into optimization_step (optimization_id, step_id, baseline_nats, before_nats, after_nats, shuffled_nats,
      target_bytes, thought_id, baseline_tokens, before_tokens)
    values (${optimizationId}::uuid, ${stepId}::uuid, ${baselineNats}::float8, ${beforeNats}::float8,
      ${afterNats}::float8, ${shuffledNats}::float8, ${targetBytes}, ${thoughtId}::uuid, ${tokens.baseline}::bytea,
      ${tokens.before}::bytea)`
}

function payFor(optimizationId: string, calls: number): Prisma.Sql {
  return sql`update optimization set scoring_calls = scoring_calls + ${calls} where id = ${optimizationId}::uuid`
}

const storedColumns = {
  id: true,
  stepId: true,
  round: true,
  slot: true,
  text: true,
  kind: true,
  valueNats: true,
  targetNats: true,
  priorNats: true,
  copyRatio: true,
  longestCopy: true,
  retainedNats: true,
  headNats: true,
} as const

const Stored = z.object({
  id: z.string(),
  stepId: z.string(),
  round: z.int(),
  slot: z.int(),
  text: z.string(),
  kind: ProposalKind,
  valueNats: z.number(),
  targetNats: z.number(),
  priorNats: z.number().nullable(),
  copyRatio: z.number(),
  longestCopy: z.int(),
  retainedNats: z.number().nullable(),
  headNats: z.number().nullable(),
  promptHash: z.string().nullable().default(null),
})
export type StoredCandidate = z.infer<typeof Stored>

/** The candidates that a search has already scored for these steps, in the order in which they came. */
export async function listScored(db: Db, optimizationId: string, stepIds: string[]): Promise<StoredCandidate[]> {
  const found = await db.thought.findMany({
    where: { optimizationId, stepId: { in: stepIds } },
    orderBy: [{ stepId: 'asc' }, { round: 'asc' }, { slot: 'asc' }],
    select: storedColumns,
  })
  return z.array(Stored).parse(found)
}

/** `startNats` is what the target costs with the thought that the search began with. */
export type NewCandidate = Omit<StoredCandidate, 'id'> & { parentId: string; startNats: number }

/**
 * Keeps a candidate as soon as it is scored, and counts the texts that were scored since the last finding. Whether it won
 * is known when its round is over. One statement each, because the scorer waits meanwhile.
 */
export async function addCandidate(
  db: Db,
  optimizationId: string,
  candidate: NewCandidate & { tokens: number; targetTokens: Uint8Array<ArrayBuffer> | null },
  calls: number,
): Promise<string> {
  const { stepId, parentId, text, tokens, kind, promptHash, round, slot, targetTokens } = candidate
  const { copyRatio, longestCopy, valueNats, targetNats, priorNats, startNats, retainedNats, headNats } = candidate
  const id = newId()
  await db.$executeRaw`with paid as (${payFor(optimizationId, calls)})
    insert into thought (id, step_id, origin, parent_id, text, tokens, kind, prompt_hash, copy_ratio, longest_copy,
      optimization_id, round, slot, value_nats, target_nats, prior_nats, start_nats, retained_nats, head_nats,
      target_tokens)
    values (${id}::uuid, ${stepId}::uuid, 'search', ${parentId}::uuid, ${text}, ${tokens}, ${kind},
      decode(${promptHash}, 'hex'), ${copyRatio}::float8, ${longestCopy}, ${optimizationId}::uuid, ${round}, ${slot},
      ${valueNats}::float8, ${targetNats}::float8, ${priorNats}::float8, ${startNats}::float8, ${retainedNats}::float8,
      ${headNats}::float8,
      ${targetTokens}::bytea)`
  return id
}

export type Decision = { id: string; isAccepted: boolean; whyNot: string | null }

export async function decideCandidates(db: Db, decisions: Decision[]): Promise<void> {
  const changed = await db.$executeRaw`update thought set is_accepted = x."isAccepted", why_not = x."whyNot"
    from jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb) as x(id uuid, "isAccepted" boolean, "whyNot" text)
    where thought.id = x.id`
  if (changed !== decisions.length) throw new Error('A candidate that is decided on was not kept.')
}

/** The texts of the thoughts that steps use at a revision, by step. */
export async function getThoughtTexts(db: Db, stepIds: string[], revision: number): Promise<Map<string, string>> {
  const found = await rows(
    db,
    z.object({ stepId: z.string(), text: z.string() }),
    sql`select distinct on (selection.step_id) selection.step_id as "stepId", thought.text from selection
      join thought on thought.id = selection.thought_id
      where selection.step_id = any(${stepIds}::uuid[]) and from_revision <= ${revision}
      order by selection.step_id, from_revision desc`,
  )
  return new Map(found.map(({ stepId, text }) => [stepId, text]))
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
