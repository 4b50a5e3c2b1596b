import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { stateAfter } from '@/lib/trajectory/state'
import { lockTrajectory } from '@/lib/trajectory/store'
import type { Judgement } from '@/lib/trajectory/view'
import { Assignment } from './assignment'
import { setReviewed } from './store'
import { assignmentColumns } from './store-claims'

export async function getAssignmentRow(db: Db, id: string): Promise<Assignment> {
  const query = sql`select ${assignmentColumns} from assignment a where a.id = ${id}::uuid`
  const [found] = await rows(db, Assignment, query)
  if (!found) throw new AppError('not_found', 'There is no such piece of work.')
  return found
}

/** A person's work on a trajectory: what is open first, else the newest. */
export async function findOwnAssignment(db: Db, trajectoryId: string, userId: string): Promise<Assignment | undefined> {
  const query = sql`select ${assignmentColumns} from assignment a
    where a.trajectory_id = ${trajectoryId}::uuid and a.user_id = ${userId}::uuid
    order by a.state in ('claimed', 'snoozed') desc, a.claimed_at desc, a.id desc limit 1`
  return (await rows(db, Assignment, query))[0]
}

export type AssignmentChange = {
  state?: Assignment['state']
  slot?: number | null
  leaseUntil?: Date
  snoozedUntil?: Date | null
  endedAt?: Date | null
  reason?: string | null
  revision?: number
  judgement?: Judgement | null
}

export async function changeAssignment(db: Db, id: string, data: AssignmentChange): Promise<void> {
  await db.assignment.update({ where: { id }, data, select: { id: true } })
}

/** A slot that nobody holds, of a trajectory in a queue. */
export async function findFreeSlot(
  db: Db,
  { queueId, trajectoryId, overlap }: { queueId: string; trajectoryId: string; overlap: number },
): Promise<number | undefined> {
  const query = sql`select s as slot from generate_series(0, ${overlap - 1}::int) s where not exists
    (select from assignment where queue_id = ${queueId}::uuid and trajectory_id = ${trajectoryId}::uuid and slot = s)
    order by s limit 1`
  return (await rows(db, z.object({ slot: z.int() }), query))[0]?.slot
}

const Holder = z.object({ name: z.string(), userId: z.string(), state: z.string() })

/** Who holds a trajectory in a queue now. */
export function listHolders(db: Db, queueId: string, trajectoryId: string): Promise<z.infer<typeof Holder>[]> {
  return rows(
    db,
    Holder,
    sql`select u.name, u.id as "userId", a.state from assignment a join "user" u on u.id = a.user_id
      where a.queue_id = ${queueId}::uuid and a.trajectory_id = ${trajectoryId}::uuid and a.slot is not null order by a.slot`,
  )
}

/**
 * Puts a trajectory that nobody reviews any more back to where it was, free for any queue. To be called after an
 * assignment ended without a verdict.
 */
export async function putBack(tx: Db, trajectoryId: string): Promise<void> {
  const trajectory = await lockTrajectory(tx, trajectoryId)
  const held = await tx.assignment.count({ where: { trajectoryId, slot: { not: null }, revision: trajectory.head } })
  if (held > 0) return
  if (trajectory.state !== 'in_review') return setReviewed(tx, trajectoryId, { state: trajectory.state, queueId: null })
  const last = await tx.verdict.findFirst({
    where: { trajectoryId, revision: trajectory.head },
    orderBy: { id: 'desc' },
    select: { judgement: true },
  })
  const unjudged = stateAfter(trajectory.state, 'put back')
  const state = last ? stateAfter(unjudged, last.judgement) : unjudged
  await setReviewed(tx, trajectoryId, { state, queueId: null })
}

const Neighbour = z.object({ id: z.string(), trajectoryId: z.string() })
const PlaceRow = z.object({
  number: z.int(),
  of: z.int(),
  previous: Neighbour.nullable(),
  next: Neighbour.nullable(),
})

/** Which of a person's assignments in its queue this is, in order of claim, with those before and after. */
export async function readPlace(db: Db, { id, queueId, userId }: Assignment): Promise<z.infer<typeof PlaceRow>> {
  const [found] = await rows(
    db,
    PlaceRow,
    sql`with mine as (select id, row_number() over w as number, count(*) over () as total,
          lag(jsonb_build_object('id', id, 'trajectoryId', trajectory_id)) over w as previous,
          lead(jsonb_build_object('id', id, 'trajectoryId', trajectory_id)) over w as next
        from assignment where queue_id = ${queueId}::uuid and user_id = ${userId}::uuid
          and (state in ('claimed', 'done', 'snoozed') or id = ${id}::uuid)
        window w as (order by claimed_at, id))
      select number::int, total::int as of, previous, next from mine where id = ${id}::uuid`,
  )
  return PlaceRow.parse(found)
}

const ChangedStep = z.object({ id: z.string(), position: z.int(), path: z.string().nullable() })

/** The steps whose thoughts differ between two revisions, in order; `path` is the file that the run writes. */
export async function listChangedSteps(
  db: Db,
  trajectoryId: string,
  { from, to, limit }: { from: number; to: number; limit: number },
): Promise<{ steps: z.infer<typeof ChangedStep>[]; count: number }> {
  const found = await rows(
    db,
    ChangedStep.extend({ count: z.int() }),
    sql`select s.id, s.position, run.path, (count(*) over ())::int as count from step s join run on run.id = s.run_id
      where s.trajectory_id = ${trajectoryId}::uuid and s.kind = 'think' and exists (select from selection
        where step_id = s.id and from_revision > ${from} and from_revision <= ${to})
      order by s.position limit ${limit}`,
  )
  return { steps: found.map(({ count: _, ...step }) => step), count: found[0]?.count ?? 0 }
}
