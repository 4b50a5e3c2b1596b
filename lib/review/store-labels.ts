import { z } from 'zod'
import { type Actor, userIdOf } from '@/lib/auth/actor'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { type LabelFields, LabelView } from './label'

const Row = LabelView.extend({ createdAt: z.date().transform((date) => date.toISOString()) })

const columns = sql`l.id, v.version, l.position, l.archived_at is not null as "isArchived", v.name, v.description,
  v.kind::text, v.scopes::text[] as scopes, v.key, v.color, v.options, v.is_required as "isRequired", v.by, v.created_at as "createdAt"`

/** Every label at its newest version, in their order; those in the archive come last. */
export function listLabelRows(db: Db): Promise<LabelView[]> {
  return rows(
    db,
    Row,
    sql`select ${columns} from label l join label_version v on v.label_id = l.id and v.version = l.version
      order by l.archived_at is not null, l.position, l.id`,
  )
}

/** All versions of a label, newest first. */
export function listLabelVersionRows(db: Db, id: string): Promise<LabelView[]> {
  return rows(
    db,
    Row,
    sql`select ${columns} from label l join label_version v on v.label_id = l.id
      where l.id = ${id}::uuid order by v.version desc`,
  )
}

export async function findLabelVersion(db: Db, id: string, version: number): Promise<LabelView | undefined> {
  const query = sql`select ${columns} from label l join label_version v on v.label_id = l.id
    where l.id = ${id}::uuid and v.version = ${version}`
  return (await rows(db, Row, query))[0]
}

/** The newest version of a label; nobody else changes labels until the transaction ends. */
export async function lockLabel(tx: Db, id: string): Promise<LabelView> {
  await lockLabels(tx)
  const label = (await listLabelVersionRows(tx, id))[0]
  if (!label) throw new AppError('not_found', 'There is no such label.')
  return label
}

/** Changes of labels come one after another, so that no two get the same key or place. */
export async function lockLabels(tx: Db): Promise<void> {
  await tx.$executeRaw`lock table label in share row exclusive mode`
}

/** At the end of the list. */
export async function insertLabel(tx: Db, actor: Actor, fields: LabelFields): Promise<LabelView> {
  const { _max } = await tx.label.aggregate({ _max: { position: true } })
  const { id } = await tx.label.create({ data: { position: (_max.position ?? 0) + 1 }, select: { id: true } })
  return insertVersion(tx, actor, { id, version: 1, fields })
}

export async function appendLabelVersion(
  tx: Db,
  actor: Actor,
  id: string,
  version: number,
  fields: LabelFields,
): Promise<LabelView> {
  await tx.label.update({ where: { id }, data: { version }, select: { id: true } })
  return insertVersion(tx, actor, { id, version, fields })
}

async function insertVersion(
  tx: Db,
  actor: Actor,
  { id, version, fields }: { id: string; version: number; fields: LabelFields },
): Promise<LabelView> {
  const data = { ...fields, labelId: id, version, by: actor.name, userId: userIdOf(actor) }
  await tx.labelVersion.create({ data, select: { version: true } })
  const created = await findLabelVersion(tx, id, version)
  if (!created) throw new Error('The version of the label that was added is not there.')
  return created
}

export async function setLabelArchived(tx: Db, id: string, archivedAt: Date | null): Promise<void> {
  await tx.label.update({ where: { id }, data: { archivedAt }, select: { id: true } })
}

export async function setLabelOrder(tx: Db, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`update label set position = place.ordinality
    from unnest(${[...ids]}::uuid[]) with ordinality as place(id, ordinality) where label.id = place.id`
}
