import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { fromSearchParams, toSearchParams } from '@/lib/trajectory/filter'
import { utc } from '@/lib/trajectory/store-rows'
import { Dataset, type DatasetSettings } from './dataset'
import { releaseJob } from './job'

/** Whether the release `r` is written, or about to be: one that came to nothing does not count. */
export const isAlive = sql`(r.files is not null or exists (select from job_run j where j.kind = ${releaseJob.kind}
  and j.subject_id = r.id and j.state in ('queued', 'running', 'paused')))`

const datasetRow = sql`select d.id, d.name, d.description, d.filter, d.revisions, d.granularity, d.required, d.format,
    d.settings, d.checks, d.against_id as "againstId", d.version, d.by, ${utc(sql`d.created_at`)} as "createdAt", ${utc(sql`d.updated_at`)} as "updatedAt",
    (select count(*)::int from dataset_entry where dataset_id = d.id) as picked,
    (select count(*)::int from release r where dataset_id = d.id and ${isAlive}) as releases,
    (select jsonb_build_object('id', id, 'createdAt', ${utc(sql`created_at`)}, 'documents', documents)
      from release r where dataset_id = d.id and ${isAlive} order by id desc limit 1) as "lastRelease"
  from dataset d`

/** Those that have a name, by it. */
export function listDatasetRows(db: Db): Promise<Dataset[]> {
  return rows(db, Dataset, sql`${datasetRow} where d.name is not null order by lower(d.name), d.id`)
}

export async function getDatasetRow(db: Db, id: string): Promise<Dataset> {
  const [found] = await rows(db, Dataset, sql`${datasetRow} where d.id = ${id}::uuid`)
  if (!found) throw new AppError('not_found', 'There is no such dataset.')
  return found
}

/** Holds it as it is until the transaction ends. */
export async function lockDataset(tx: Db, id: string): Promise<Dataset> {
  await tx.$executeRaw`select from dataset where id = ${id}::uuid for update`
  return getDatasetRow(tx, id)
}

/** Settings as columns; a filter is kept in its shortest form. */
function toData(settings: Partial<DatasetSettings>) {
  const { filter, settings: format, checks, ...rest } = settings
  return {
    ...rest,
    ...(filter === undefined ? {} : { filter: filter === null ? null : fromSearchParams(toSearchParams(filter)) }),
    ...(format === undefined ? {} : { settings: format }),
    ...(checks === undefined ? {} : { checks }),
  }
}

export type NewRow = Omit<DatasetSettings, 'name'> & Pick<Dataset, 'name'> & Partial<Pick<Dataset, 'againstId'>>

export async function insertDataset(tx: Db, { name, againstId, ...settings }: NewRow, by: string): Promise<string> {
  const { filter, ...rest } = toData(settings)
  // A null that is left out is the null of the database, not the one of JSON.
  const data = { ...rest, ...(filter ? { filter } : {}), name, againstId, by } as Prisma.DatasetUncheckedCreateInput
  return (await tx.dataset.create({ data, select: { id: true } })).id
}

export async function updateDataset(tx: Db, id: string, change: Partial<DatasetSettings>): Promise<void> {
  const { filter, ...rest } = toData(change)
  const data = { ...rest, version: { increment: 1 } } as Prisma.DatasetUncheckedUpdateInput
  await tx.dataset.update({ where: { id }, data, select: { id: true } })
  if (filter === undefined) return
  const json = filter === null ? null : JSON.stringify(filter)
  await tx.$executeRaw`update dataset set filter = ${json}::jsonb where id = ${id}::uuid`
}

export async function deleteDatasetRow(tx: Db, id: string): Promise<void> {
  await tx.dataset.delete({ where: { id }, select: { id: true } })
}

export async function hasDatasetNamed(db: Db, name: string, exceptId?: string): Promise<boolean> {
  const where = { name, ...(exceptId ? { id: { not: exceptId } } : {}) }
  return (await db.dataset.findFirst({ where, select: { id: true } })) !== null
}

/** Those that do not exist are refused. */
export async function pickRows(tx: Db, datasetId: string, ids: readonly string[], by: string): Promise<void> {
  const known = await tx.trajectory.count({ where: { id: { in: [...ids] } } })
  if (known < new Set(ids).size) throw new AppError('not_found', 'One of the trajectories does not exist.')
  await tx.datasetEntry.createMany({
    data: ids.map((trajectoryId) => ({ datasetId, trajectoryId, by })),
    skipDuplicates: true,
  })
}

export async function unpickRows(tx: Db, datasetId: string, ids: readonly string[]): Promise<void> {
  await tx.datasetEntry.deleteMany({ where: { datasetId, trajectoryId: { in: [...ids] } } })
}
