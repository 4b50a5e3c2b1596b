import { z } from 'zod'
import { type Actor, userIdOf } from '@/lib/auth/actor'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { type Anchor, stepOfAnchor } from './anchor'
import { AnnotationView, type NewAnnotation } from './annotation'
import type { LabelValue } from './label'

const iso = z.date().transform((date) => date.toISOString())
const Row = AnnotationView.extend({ createdAt: iso, updatedAt: iso })

/** Whether what `place` is about reads otherwise at a revision: another thought, or other content. */
export function isOutdatedSql(place: Prisma.Sql, revision: Prisma.Sql): Prisma.Sql {
  return sql`(case
    when ${place}.thought_id is not null then ${place}.thought_id is distinct from (select used.thought_id from selection used
      where used.step_id = ${place}.step_id and used.from_revision <= ${revision} order by used.from_revision desc limit 1)
    when ${place}.anchor->>'sha256' is not null then not exists (select from step held
      where held.id = ${place}.step_id and (held.sha256 is null or held.sha256 = decode(${place}.anchor->>'sha256', 'hex')))
    else false end)`
}

const columns = (revision: Prisma.Sql) => sql`a.id, a.trajectory_id as "trajectoryId", a.label_id as "labelId",
  jsonb_build_object('name', v.name, 'kind', v.kind, 'color', v.color, 'options', v.options, 'version', v.version) as label,
  a.value, a.anchor, a.revision, a.by, a.user_id as "userId", a.version, a.deleted_at is not null as "isDeleted",
  ${isOutdatedSql(sql`a`, revision)} as "isOutdated", a.created_at as "createdAt", a.updated_at as "updatedAt"`

const from = sql`from annotation a join label_version v on v.label_id = a.label_id and v.version = a.label_version
  join trajectory t on t.id = a.trajectory_id`

export type PlacedFilter = { id: string; revision?: number; after?: string; limit: number; onlyBy?: string | null }

/** What is not deleted, in the order of the ids; at a revision, or the newest. `onlyBy` leaves out other people's. */
export function listAnnotationRows(db: Db, filter: PlacedFilter): Promise<AnnotationView[]> {
  const { id, revision, after, limit, onlyBy } = filter
  const at = revision === undefined ? sql`t.head` : sql`${revision}::int`
  const since = after ? sql`and a.id > ${after}::uuid` : sql``
  const own = onlyBy === undefined ? sql`` : sql`and a.user_id is not distinct from ${onlyBy}::uuid`
  return rows(
    db,
    Row,
    sql`select ${columns(at)} ${from} where a.trajectory_id = ${id}::uuid and a.deleted_at is null ${since} ${own}
      order by a.id limit ${limit}`,
  )
}

/** Also one that is deleted. */
export async function findAnnotationRow(db: Db, id: string): Promise<AnnotationView | undefined> {
  return (await rows(db, Row, sql`select ${columns(sql`t.head`)} ${from} where a.id = ${id}::uuid`))[0]
}

export async function getAnnotationRow(db: Db, id: string): Promise<AnnotationView> {
  const found = await findAnnotationRow(db, id)
  if (!found) throw new AppError('not_found', 'There is no such annotation.')
  return found
}

/** The columns that say where an anchor is. */
export function placeOf(anchor: Anchor) {
  const thoughtId = 'thoughtId' in anchor ? anchor.thoughtId : null
  return {
    scope: anchor.scope,
    stepId: stepOfAnchor(anchor),
    runId: anchor.scope === 'run' ? anchor.runId : null,
    thoughtId,
    anchor,
  }
}

export async function insertAnnotation(tx: Db, actor: Actor, request: NewAnnotation): Promise<void> {
  const { id, annotationId, revision, labelId, labelVersion, value, anchor } = request
  await tx.annotation.create({
    data: {
      id: annotationId,
      trajectoryId: id,
      labelId,
      labelVersion,
      value,
      revision,
      ...placeOf(anchor),
      by: actor.name,
      userId: userIdOf(actor),
    },
    select: { id: true },
  })
}

export async function updateAnnotation(
  tx: Db,
  id: string,
  data: { version: number; value?: LabelValue; deletedAt?: Date | null },
): Promise<void> {
  await tx.annotation.update({ where: { id }, data, select: { id: true } })
}

/** Counts a label of a trajectory anew; the trajectory has to be locked. A label that nobody gives any more goes. */
export async function recountLabel(tx: Db, trajectoryId: string, labelId: string): Promise<void> {
  await tx.trajectoryLabel.deleteMany({ where: { trajectoryId, labelId } })
  await tx.$executeRaw`insert into trajectory_label (trajectory_id, label_id, count)
    select trajectory_id, label_id, count(*)::int from annotation
    where trajectory_id = ${trajectoryId}::uuid and label_id = ${labelId}::uuid and deleted_at is null
      and value <> 'false'::jsonb group by trajectory_id, label_id`
}

/** The labels that a person has given to a trajectory or any part of it. */
export async function listGivenLabels(db: Db, trajectoryId: string, userId: string): Promise<ReadonlySet<string>> {
  const where = { trajectoryId, userId, deletedAt: null }
  const found = await db.annotation.findMany({ where, distinct: ['labelId'], select: { labelId: true } })
  return new Set(found.map(({ labelId }) => labelId))
}
