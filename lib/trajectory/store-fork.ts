import { v7 as newId } from 'uuid'
import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { ForkPoint } from './fork'
import { thoughtInUse } from './store'
import { refreshEntry, refreshWords } from './store-entry'

const stepsPerCopy = 2000

/** The last end of a file, or of the plan, before the step at `position`; undefined when that is part of the beginning. */
export async function findForkPoint(db: Db, id: string, position: number): Promise<ForkPoint | undefined> {
  const [found] = await rows(
    db,
    ForkPoint,
    sql`with plan as (
        select position as last from step where trajectory_id = ${id}::uuid and kind = 'act' and tool = 'plan'
        order by position limit 1),
      ends as (
        select max(s.position) as last from step s join run r on r.id = s.run_id and r.role = 'sub'
        where s.trajectory_id = ${id}::uuid group by s.run_id),
      done as (select count(*)::int as files, max(last) as last from ends where last < ${position})
      select greatest(plan.last, done.last) + 1 as steps, done.files,
        (select path from run where trajectory_id = ${id}::uuid and role = 'sub' order by position
          offset done.files limit 1) as path
      from plan, done where plan.last < ${position}`,
  )
  return found
}

export type Beginning = {
  from: string
  to: string
  /** Whose thoughts become those of revision 1. */
  revision: number
  steps: number
}

/**
 * Puts the first steps of one trajectory into another one, which has none: runs, steps and the thoughts in use get rows of
 * their own; contents are shared.
 */
export async function copyBeginning(tx: Db, { from, to, revision, steps }: Beginning): Promise<void> {
  const Place = z.object({ position: z.int() })
  const runs = await rows(
    tx,
    Place,
    sql`select r.position from run r where r.trajectory_id = ${from}::uuid and exists (
      select from step s where s.run_id = r.id and s.position < ${steps}) order by r.position`,
  )
  const runIds = withIds(runs.map(({ position }) => position))
  await tx.$executeRaw`with x as (select * from jsonb_to_recordset(${runIds}::jsonb) as x(position int, id uuid))
    insert into run (id, trajectory_id, parent_id, role, path, position)
    select x.id, ${to}::uuid, above.id, r.role, r.path, r.position from x
    join run r on r.trajectory_id = ${from}::uuid and r.position = x.position
    left join run parent on parent.id = r.parent_id left join x above on above.position = parent.position`
  for (let start = 0; start < steps; start += stepsPerCopy) {
    const places = Array.from({ length: Math.min(stepsPerCopy, steps - start) }, (_, index) => start + index)
    await tx.$executeRaw`insert into step (id, trajectory_id, run_id, position, kind, tool, path, args, text, sha256)
      select x.id, ${to}::uuid, own.id, s.position, s.kind, s.tool, s.path, s.args, s.text, s.sha256
      from jsonb_to_recordset(${withIds(places)}::jsonb) as x(position int, id uuid)
      join step s on s.trajectory_id = ${from}::uuid and s.position = x.position
      join run r on r.id = s.run_id join run own on own.trajectory_id = ${to}::uuid and own.position = r.position`
    await tx.$executeRaw`insert into thought (id, step_id, origin, text, tokens, copy_ratio)
      select x.id, own.id, 'synthesis', t.text, t.tokens, t.copy_ratio
      from jsonb_to_recordset(${withIds(places)}::jsonb) as x(position int, id uuid)
      join step s on s.trajectory_id = ${from}::uuid and s.position = x.position and s.kind = 'think'
      join step own on own.trajectory_id = ${to}::uuid and own.position = s.position ${thoughtInUse(revision)}`
  }
  await tx.$executeRaw`insert into selection (step_id, from_revision, thought_id)
    select s.id, 1, t.id from step s join thought t on t.step_id = s.id where s.trajectory_id = ${to}::uuid`
  await tx.$executeRaw`update trajectory set request = origin.request, updated_at = now() from trajectory origin
    where trajectory.id = ${to}::uuid and origin.id = ${from}::uuid`
  await refreshWords(tx, to)
  await refreshEntry(tx, to)
}

/** A new id for each place, as JSON. */
function withIds(positions: readonly number[]): string {
  return JSON.stringify(positions.map((position) => ({ position, id: newId() })))
}
