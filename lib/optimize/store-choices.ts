import { v7 as newId } from 'uuid'
import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import type { Selected } from '@/lib/trajectory/store'
import { reviseJob } from './job'

const Choice = z.object({ stepId: z.string(), thoughtId: z.string() })

/** The thought that a step of `step` uses at a revision. */
const inUse = (revision: number) => sql`(select thought_id from selection where step_id = step.id
  and from_revision <= ${revision} order by from_revision desc limit 1)`

const listed = (choices: readonly Selected[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(choices)}::jsonb) as choice("stepId" uuid, "thoughtId" uuid)`

/** Those of the choices that name a thought of a step of the trajectory, and whether the revision uses it. */
export function listThoughtsOf(db: Db, trajectoryId: string, revision: number, choices: readonly Selected[]) {
  return rows(
    db,
    Choice.extend({ isCurrent: z.boolean() }),
    sql`select step.id as "stepId", thought.id as "thoughtId", coalesce(thought.id = ${inUse(revision)}, false) as "isCurrent"
      from ${listed(choices)} join thought on thought.id = choice."thoughtId" and thought.step_id = choice."stepId"
      join step on step.id = thought.step_id and step.trajectory_id = ${trajectoryId}::uuid order by step.position`,
  )
}

/** The thoughts of revision `to`, where revision `from` uses another. */
export function listDifferences(
  db: Db,
  trajectoryId: string,
  { from, to }: { from: number; to: number },
): Promise<Selected[]> {
  return rows(
    db,
    Choice,
    sql`select "stepId", "thoughtId" from (
        select step.id as "stepId", step.position, ${inUse(to)} as "thoughtId", ${inUse(from)} as now
        from step where step.trajectory_id = ${trajectoryId}::uuid and step.kind = 'think') thoughts
      where "thoughtId" <> now order by position`,
  )
}

/** A thought in place of the one that the revision uses; its tokens are counted when its revision is made. */
export async function createPersonThought(
  db: Db,
  thought: { trajectoryId: string; revision: number; stepId: string; text: string },
): Promise<string> {
  const { trajectoryId, revision, stepId, text } = thought
  const [current] = await rows(
    db,
    z.object({ thoughtId: z.string(), text: z.string() }),
    sql`select thought.id as "thoughtId", thought.text from step join thought on thought.id = ${inUse(revision)}
      where step.id = ${stepId}::uuid and step.trajectory_id = ${trajectoryId}::uuid`,
  )
  if (!current) throw new AppError('not_found', 'There is no such thought.')
  if (current.text === text) throw new AppError('invalid', 'The thought says this already.')
  const id = newId()
  const data = { id, stepId, origin: 'person' as const, parentId: current.thoughtId, text, tokens: 0 }
  await db.thought.create({ data, select: { id: true } })
  return id
}

/** Thoughts whose tokens nobody has counted yet. */
export function listUncounted(db: Db, choices: readonly Selected[]): Promise<{ id: string; text: string }[]> {
  const id = { in: choices.map(({ thoughtId }) => thoughtId) }
  return db.thought.findMany({ where: { id, tokens: 0 }, select: { id: true, text: true } })
}

export async function saveTokens(db: Db, id: string, tokens: number): Promise<void> {
  await db.thought.update({ where: { id }, data: { tokens }, select: { id: true } })
}

/** Whether these very thoughts were chosen with the revision. */
export async function isSelectedAt(db: Db, choices: readonly Selected[], revision: number): Promise<boolean> {
  const [found] = await rows(
    db,
    z.object({ count: z.int() }),
    sql`select count(*)::int as count from ${listed(choices)} join selection on selection.step_id = choice."stepId"
      and selection.thought_id = choice."thoughtId" and selection.from_revision = ${revision}`,
  )
  return found?.count === choices.length
}

export async function isBeingRevised(db: Db, trajectoryId: string): Promise<boolean> {
  const where = {
    subjectId: trajectoryId,
    kind: reviseJob.kind,
    state: { in: ['queued' as const, 'running' as const] },
  }
  return (await db.jobRun.findFirst({ where, select: { id: true } })) !== null
}

/** What a search that waits for people has found and nobody has decided on. */
export function listOpenFindings(db: Db, trajectoryId: string, optimizationId: string): Promise<Selected[]> {
  return rows(
    db,
    Choice,
    sql`select found.step_id as "stepId", found.thought_id as "thoughtId" from optimization_step found
      join optimization o on o.id = found.optimization_id
      where o.id = ${optimizationId}::uuid and o.trajectory_id = ${trajectoryId}::uuid and o.state = 'done'
        and o.settings->>'adopts' = 'review' and found.thought_id is not null and found.decision is null`,
  )
}

export async function declineFindings(db: Db, optimizationId: string, stepIds: string[], by: string): Promise<void> {
  await decide(db, optimizationId, stepIds, 'declined', by)
}

/** Takes back that findings were declined; gives how many were. */
export async function reopenFindings(
  db: Db,
  { id, optimizationId, stepIds }: { id: string; optimizationId: string; stepIds: string[] },
): Promise<number> {
  const where = { optimizationId, stepId: { in: stepIds }, decision: 'declined', optimization: { trajectoryId: id } }
  const { count } = await db.optimizationStep.updateMany({ where, data: { decision: null, decidedBy: null } })
  return count
}

/** What the newest search of a trajectory was measured with. */
export async function findLastScorer(db: Db, trajectoryId: string): Promise<string | undefined> {
  const [found] = await rows(
    db,
    z.object({ scorer: z.string() }),
    sql`select settings->>'scorer' as scorer from optimization where trajectory_id = ${trajectoryId}::uuid
      order by id desc limit 1`,
  )
  return found?.scorer
}

export async function acceptFindings(db: Db, optimizationId: string, found: Selected[], by: string): Promise<void> {
  const stepIds = found.map(({ stepId }) => stepId)
  await decide(db, optimizationId, stepIds, 'accepted', by)
}

async function decide(db: Db, optimizationId: string, stepIds: string[], decision: string, decidedBy: string) {
  const where = { optimizationId, stepId: { in: stepIds } }
  await db.optimizationStep.updateMany({ where, data: { decision, decidedBy } })
}
