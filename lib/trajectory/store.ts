import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { Fork } from './fork'
import { Scope } from './scope'
import { stateAfter } from './state'
import { refreshEntry, refreshWords } from './store-entry'
import { readLines } from './tools'
import { Plan, Run, Step, type StepArgs } from './trajectory'
import type { Verifiers } from './verifiers'
import type { IncludedFile } from './verify'
import { TrajectoryState } from './view'

/** A step as it goes in: its content by hash, the text of a thought apart. */
export type StepRow = Omit<Step, 'content'> & { sha256: string | null }
/** Without a copy ratio where there is no code that it could have been copied from. */
export type ThoughtRow = { id: string; stepId: string; text: string; tokens: number; copyRatio: number | null }
export type Selected = { stepId: string; thoughtId: string }

const rowsPerInsert = 2000
const stepsPerWindow = 400
const filesPerWindow = 100
const bytesPerWindow = 2 << 20

// Fails on what is not UTF-8 and keeps a byte-order mark: decoded content must encode to the same bytes again.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export type TrajectoryHead = z.infer<typeof TrajectoryHead>
const TrajectoryHead = z.object({
  id: z.string(),
  snapshotId: z.string(),
  state: TrajectoryState,
  head: z.int(),
  stepCount: z.int(),
  author: z.string(),
  request: z.string(),
  settings: z.unknown(),
  /** Null when it is about all of the snapshot. */
  scope: Scope.nullable(),
  /** Null when it began with nothing. */
  fork: Fork.nullable(),
})

/** What `tr` goes on from. */
export const forkJson = sql`case when tr.forked_steps is not null then jsonb_build_object('trajectoryId', tr.forked_from_id,
  'revision', tr.forked_revision, 'steps', tr.forked_steps) end`

const headColumns = sql`id, snapshot_id as "snapshotId", state::text, head, step_count as "stepCount", author, request,
  settings, scope, ${forkJson} as fork`

/** Holds the row until the transaction ends: every change of a trajectory begins here. */
export async function lockTrajectory(tx: Db, id: string): Promise<TrajectoryHead> {
  return only(
    await rows(tx, TrajectoryHead, sql`select ${headColumns} from trajectory tr where id = ${id}::uuid for update`),
  )
}

export async function getTrajectoryHead(db: Db, id: string): Promise<TrajectoryHead> {
  return only(await rows(db, TrajectoryHead, sql`select ${headColumns} from trajectory tr where id = ${id}::uuid`))
}

export async function findTrajectoryByFingerprint(db: Db, fingerprint: string): Promise<TrajectoryHead | undefined> {
  return (
    await rows(db, TrajectoryHead, sql`select ${headColumns} from trajectory tr where fingerprint = ${fingerprint}`)
  )[0]
}

/** The trajectories that were asked for as windows of the same synthesis; itself alone when it is no window. */
export async function listWindowIds(db: Db, { id, snapshotId, scope }: TrajectoryHead): Promise<string[]> {
  if (!scope) return [id]
  const query = sql`select id from trajectory where snapshot_id = ${snapshotId}::uuid and scope->>'group' = ${scope.group}`
  return (await rows(db, z.object({ id: z.string() }), query)).map((row) => row.id)
}

export type NewTrajectory = Prisma.TrajectoryUncheckedCreateInput

/** Undefined when the fingerprint is taken, also by a transaction that commits at this very moment. */
export async function createTrajectory(tx: Db, data: NewTrajectory): Promise<string | undefined> {
  const [created] = await tx.trajectory.createManyAndReturn({
    data: [data],
    skipDuplicates: true,
    select: { id: true },
  })
  if (created) await refreshEntry(tx, created.id)
  return created?.id
}

export type NewSteps = {
  request: string
  runs: Run[]
  /** Place of the first of the runs. */
  firstRun: number
  steps: StepRow[]
  thoughts: ThoughtRow[]
}

/** Puts in steps as revision 1 will show them, after those that are there. */
export async function appendSteps(tx: Db, id: string, { request, runs, firstRun, ...added }: NewSteps): Promise<void> {
  for (const chunk of chunks(runs.map((run, index) => ({ ...run, position: firstRun + index }))))
    await tx.$executeRaw`insert into run (id, trajectory_id, parent_id, role, path, position)
      select x.id, ${id}::uuid, x."parentId", x.role, x.path, x.position from jsonb_to_recordset(${chunk}::jsonb)
      as x(id uuid, "parentId" uuid, role text, path text, position int)`
  for (const chunk of chunks(added.steps))
    await tx.$executeRaw`insert into step (id, trajectory_id, run_id, position, kind, tool, path, args, text, sha256)
      select x.id, ${id}::uuid, x."runId", x.position, x.kind, x.tool, x.path, x.args, x.text, decode(x.sha256, 'hex')
      from jsonb_to_recordset(${chunk}::jsonb) as x(id uuid, "runId" uuid, position int, kind text, tool text,
      path text, args jsonb, text text, sha256 text)`
  for (const chunk of chunks(added.thoughts)) {
    await tx.$executeRaw`insert into thought (id, step_id, origin, text, tokens, copy_ratio)
      select x.id, x."stepId", 'synthesis', x.text, x.tokens, x."copyRatio" from jsonb_to_recordset(${chunk}::jsonb)
      as x(id uuid, "stepId" uuid, text text, tokens int, "copyRatio" double precision)`
    await tx.$executeRaw`insert into selection (step_id, from_revision, thought_id)
      select x."stepId", 1, x.id from jsonb_to_recordset(${chunk}::jsonb) as x(id uuid, "stepId" uuid)`
  }
  await tx.$executeRaw`update trajectory set request = ${request}, updated_at = now() where id = ${id}::uuid`
  await refreshWords(
    tx,
    id,
    added.thoughts.map(({ stepId }) => stepId),
  )
  await refreshEntry(tx, id)
}

/** Says that all steps are there: only from then on does the trajectory count them. */
export async function completeTrajectory(tx: Db, id: string): Promise<void> {
  await tx.$executeRaw`update trajectory set step_count = (select count(*) from step where trajectory_id = ${id}::uuid),
    run_count = (select count(*) from run where trajectory_id = ${id}::uuid), updated_at = now() where id = ${id}::uuid`
  await refreshEntry(tx, id)
}

/** Puts in a whole trajectory; to be called in one transaction, on an empty trajectory. */
export async function insertTrajectory(tx: Db, id: string, content: Omit<NewSteps, 'firstRun'>): Promise<void> {
  await appendSteps(tx, id, { ...content, firstRun: 0 })
  await completeTrajectory(tx, id)
}

/** The steps that are there, all of the trajectory or a beginning of it. */
export async function countSteps(db: Db, id: string): Promise<number> {
  const query = sql`select coalesce(max(position) + 1, 0) as steps from step where trajectory_id = ${id}::uuid`
  return (await rows(db, z.object({ steps: z.int() }), query))[0]?.steps ?? 0
}

export type SavedBeginning = z.infer<typeof SavedBeginning>
const SavedBeginning = z.object({ mainId: z.string(), plan: Plan, steps: z.int(), files: z.int() })

/** What there is of a trajectory: nothing, or all up to its plan and its first `files`. */
export async function findBeginning(db: Db, id: string): Promise<SavedBeginning | undefined> {
  const [found] = await rows(
    db,
    SavedBeginning,
    sql`select s.run_id as "mainId", s.args->'plan' as plan,
        (select max(position) + 1 from step where trajectory_id = ${id}::uuid) as steps,
        (select count(*)::int from run where trajectory_id = ${id}::uuid and role = 'sub') as files
      from step s where s.trajectory_id = ${id}::uuid and s.kind = 'act' and s.tool = 'plan' order by s.position limit 1`,
  )
  return found
}

export type RevisionRow = {
  number: number
  reason: string
  by: string
  /** The person who made it; undefined for the machine. */
  userId?: string
  contentHash: string
  verifiers: Verifiers
  tokens: number
  trainedTokens: number
  maxCopyRatio: number
  optimizationId?: string
}

/** Adds the revision and makes it the head; a new revision waits for a verdict of its own. */
export async function insertRevision(
  tx: Db,
  { id: trajectoryId, state }: Pick<TrajectoryHead, 'id' | 'state'>,
  row: RevisionRow,
  selected: Selected[],
): Promise<void> {
  for (const chunk of chunks(selected))
    await tx.$executeRaw`insert into selection (step_id, from_revision, thought_id)
      select x."stepId", ${row.number}, x."thoughtId" from jsonb_to_recordset(${chunk}::jsonb)
      as x("stepId" uuid, "thoughtId" uuid)`
  await tx.revision.create({ data: { ...row, trajectoryId }, select: { id: true } })
  await tx.trajectory.update({
    where: { id: trajectoryId },
    data: { head: row.number, state: stateAfter(state, 'revise') },
    select: { id: true },
  })
  if (selected.length > 0)
    await refreshWords(
      tx,
      trajectoryId,
      selected.map(({ stepId }) => stepId),
    )
  await refreshEntry(tx, trajectoryId)
}

export async function setTrajectoryState(tx: Db, id: string, state: TrajectoryState): Promise<void> {
  await tx.trajectory.update({ where: { id }, data: { state }, select: { id: true } })
  await refreshEntry(tx, id)
}

/** Says of thoughts how much they copy, where nobody has measured it before: of those that people wrote. */
export async function saveCopyRatios(
  tx: Db,
  ratios: readonly { thoughtId: string; copyRatio: number }[],
): Promise<void> {
  for (const chunk of chunks(ratios))
    await tx.$executeRaw`update thought set copy_ratio = x."copyRatio"
      from jsonb_to_recordset(${chunk}::jsonb) as x("thoughtId" uuid, "copyRatio" double precision)
      where thought.id = x."thoughtId" and thought.copy_ratio is null`
}

export async function findRevisionOfOptimization(db: Db, optimizationId: string): Promise<number | undefined> {
  return (await db.revision.findUnique({ where: { optimizationId }, select: { number: true } }))?.number
}

export function listRuns(db: Db, trajectoryId: string): Promise<Run[]> {
  const query = sql`select id, parent_id as "parentId", role, path from run where trajectory_id = ${trajectoryId}::uuid order by position`
  return rows(db, Run, query)
}

/** The thought that step `s` uses at a revision: of the selections up to it, the latest. */
export function thoughtInUse(revision: number): Prisma.Sql {
  return sql`left join lateral (select thought_id from selection where s.kind = 'think' and step_id = s.id
      and from_revision <= ${revision} order by from_revision desc limit 1) selected on true
    left join thought t on t.id = selected.thought_id`
}

const StoredStep = Step.omit({ content: true }).extend({ bytes: z.instanceof(Uint8Array).nullable() })
export const stepColumns = sql`s.id, s.position, s.run_id as "runId", s.kind, s.tool, s.path, s.args, coalesce(t.text, s.text) as text`

/**
 * The steps of a trajectory at a revision, complete, in position order, read in windows of a few megabytes: nothing else
 * of the trajectory is in memory. `replaced` are thoughts, by step, to show in place of the revision's own.
 */
export async function* streamSteps(
  db: Db,
  trajectoryId: string,
  revision: number,
  replaced: ReadonlyMap<string, string> = new Map(),
): AsyncGenerator<Step> {
  for (let after = -1; ; ) {
    const found = await rows(
      db,
      StoredStep,
      sql`with next as (
          select s.*, sum(coalesce(b.size, 0)) over (order by s.position) - coalesce(b.size, 0) as before
          from (select * from step where trajectory_id = ${trajectoryId}::uuid and position > ${after}
            order by position limit ${stepsPerWindow}) s left join blob b on b.sha256 = s.sha256)
        select ${stepColumns}, b.bytes from next s left join blob b on b.sha256 = s.sha256 ${thoughtInUse(revision)}
        where s.before < ${bytesPerWindow} order by s.position`,
    )
    for (const { bytes, ...step } of found) {
      const text = replaced.get(step.id) ?? step.text
      yield { ...step, text, content: bytes && decodeContent(bytes, step.args) }
      after = step.position
    }
    if (found.length === 0) return
  }
}

function decodeContent(bytes: Uint8Array, args: StepArgs): string {
  const content = utf8.decode(bytes)
  return args.lines ? readLines(content, args.lines) : content
}

/** What a trajectory of the snapshot has to reproduce, or `only` some of it; a few files at a time. */
export async function* streamIncludedFiles(
  db: Db,
  snapshotId: string,
  only?: readonly string[],
): AsyncGenerator<IncludedFile> {
  const among = only ? sql`and f.path = any(${only})` : sql``
  const File = z.object({ path: z.string(), order: z.int(), bytes: z.instanceof(Uint8Array) })
  for (let after = -1; ; ) {
    const found = await rows(
      db,
      File,
      sql`with next as (
          select f.path, f."order", f.sha256, sum(f.size) over (order by f."order") - f.size as before
          from (select path, "order", sha256, size from file f where snapshot_id = ${snapshotId}::uuid and is_included
            and "order" > ${after} ${among} order by "order" limit ${filesPerWindow}) f)
        select n.path, n."order", b.bytes from next n join blob b on b.sha256 = n.sha256
        where n.before < ${bytesPerWindow} order by n."order"`,
    )
    for (const { path, order, bytes } of found) {
      yield { path, content: utf8.decode(bytes) }
      after = order
    }
    if (found.length === 0) return
  }
}

/** The texts of selected thoughts, by step; throws when one belongs to another step or trajectory. */
export async function getSelectedTexts(
  db: Db,
  trajectoryId: string,
  selected: Selected[],
): Promise<Map<string, string>> {
  const Row = z.object({ stepId: z.string(), text: z.string() })
  const texts = new Map<string, string>()
  for (const chunk of chunks(selected)) {
    const found = await rows(
      db,
      Row,
      sql`select t.step_id as "stepId", t.text from jsonb_to_recordset(${chunk}::jsonb) as x("stepId" uuid, "thoughtId" uuid)
        join thought t on t.id = x."thoughtId" and t.step_id = x."stepId"
        join step s on s.id = t.step_id and s.trajectory_id = ${trajectoryId}::uuid`,
    )
    for (const { stepId, text } of found) texts.set(stepId, text)
  }
  if (texts.size !== selected.length) throw new Error('A selected thought is not one of its step.')
  return texts
}

const FoundRow = StoredStep.extend({
  snapshotId: z.string(),
  thoughtId: z.string().nullable(),
  sha256: z.string().nullable(),
  contentBytes: z.int().nullable(),
})
export type FoundStep = Step & Omit<z.infer<typeof FoundRow>, 'bytes'>

/** With its content, unless that has more bytes than asked for. */
export async function getStepAt(
  db: Db,
  trajectoryId: string,
  stepId: string,
  revision: number,
  mostBytes = Number.MAX_SAFE_INTEGER,
): Promise<FoundStep> {
  const [found] = await rows(
    db,
    FoundRow,
    sql`select ${stepColumns}, case when b.size <= ${mostBytes}::bigint then b.bytes end as bytes, encode(s.sha256, 'hex') as sha256,
        b.size as "contentBytes", tr.snapshot_id as "snapshotId", selected.thought_id as "thoughtId"
      from step s join trajectory tr on tr.id = s.trajectory_id left join blob b on b.sha256 = s.sha256 ${thoughtInUse(revision)}
      where s.id = ${stepId}::uuid and s.trajectory_id = ${trajectoryId}::uuid`,
  )
  if (!found) throw new AppError('not_found', 'There is no such step.')
  const { bytes, ...step } = found
  return { ...step, content: bytes && decodeContent(bytes, step.args) }
}

/** The text of a thought that was proposed for a step; none when it is of another step. */
export async function listThoughtTexts(db: Db, stepId: string, id: string): Promise<string[]> {
  return (await db.thought.findMany({ where: { id, stepId }, select: { text: true } })).map(({ text }) => text)
}

export type ContentBefore = { sha256: string; contentBytes: number; content: string | null }

/** What the file held before the step at `position` wrote it; undefined when nothing had written it. */
export async function findContentBefore(
  db: Db,
  trajectoryId: string,
  path: string,
  position: number,
  mostBytes = Number.MAX_SAFE_INTEGER,
): Promise<ContentBefore | undefined> {
  const [found] = await rows(
    db,
    z.object({ bytes: z.instanceof(Uint8Array).nullable(), sha256: z.string(), contentBytes: z.int() }),
    sql`select case when b.size <= ${mostBytes}::bigint then b.bytes end as bytes, encode(b.sha256, 'hex') as sha256,
        b.size as "contentBytes" from step s join blob b on b.sha256 = s.sha256
      where s.trajectory_id = ${trajectoryId}::uuid and s.position < ${position} and s.path = ${path}
      and s.kind = 'act' and s.tool in ('write', 'edit') order by s.position desc limit 1`,
  )
  if (!found) return undefined
  const { bytes, ...rest } = found
  return { ...rest, content: bytes && utf8.decode(bytes) }
}

function only(found: TrajectoryHead[]): TrajectoryHead {
  if (!found[0]) throw new AppError('not_found', 'There is no such trajectory.')
  return found[0]
}

function* chunks(items: readonly object[]): Generator<string> {
  for (let start = 0; start < items.length; start += rowsPerInsert)
    yield JSON.stringify(items.slice(start, start + rowsPerInsert))
}
