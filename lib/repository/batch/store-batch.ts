import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { type Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { jsonChunksOf } from '@/lib/repository/chunks'
import { Batch, BatchItem, BatchItemState } from './batch'

export type NewBatchItem = { url: string; ref: string | undefined; state: 'waiting' | 'failed'; message?: string }

/** `synthesis` says how the repositories are synthesized, in words that this room does not know. */
export async function createBatch(
  tx: Db,
  items: readonly NewBatchItem[],
  synthesis?: Prisma.InputJsonValue,
): Promise<string> {
  const data = { id: uuid(), synthesis: synthesis ?? Prisma.DbNull }
  const { id } = await tx.batch.create({ data, select: { id: true } })
  const records = items.map((item, position) => ({ ...item, position }))
  for (const chunk of jsonChunksOf(records)) {
    await tx.$executeRaw`
      insert into batch_item (batch_id, position, url, ref, state, message)
      select ${id}::uuid, position, url, ref, state, message
      from jsonb_to_recordset(${chunk}::jsonb) as t(position int, url text, ref text, state text, message text)`
  }
  return id
}

export async function setBatchJob(tx: Db, id: string, jobRunId: string): Promise<void> {
  await tx.batch.update({ where: { id }, data: { jobRunId }, select: { id: true } })
}

/** Which job works on the batch, or did so last; another one cannot be given to it meanwhile. */
export async function lockBatchJob(tx: Db, id: string): Promise<string | undefined> {
  const Row = z.object({ jobId: z.string().nullable() })
  const query = sql`select job_run_id::text as "jobId" from batch where id = ${id}::uuid for update`
  const [found] = await rows(tx, Row, query)
  if (!found) throw new AppError('not_found', 'There is no such list.')
  return found.jobId ?? undefined
}

const BatchRow = Batch.omit({ total: true, createdAt: true, counts: true }).extend({
  createdAt: z.date(),
  counts: z.partialRecord(BatchItemState, z.int()),
})

/** Newest first; `id` finds one, `after` is the id of the last one of the page before. */
export async function listBatchRows(
  db: Db,
  { id, after, limit }: { id?: string; after?: string; limit: number },
): Promise<Batch[]> {
  const found = await rows(
    db,
    BatchRow,
    sql`
      select b.id::text, b.job_run_id::text as "jobId", b.created_at as "createdAt",
        b.synthesis is not null as "isSynthesized", coalesce(item.counts, '{}') as counts
      from batch b
      cross join lateral (
        select jsonb_object_agg(state, count) as counts
        from (select state, count(*)::int as count from batch_item where batch_id = b.id group by state) as by_state) item
      where (${id ?? null}::uuid is null or b.id = ${id ?? null}::uuid)
        and (${after ?? null}::uuid is null or b.id < ${after ?? null}::uuid)
      order by b.id desc limit ${limit}::int`,
  )
  return found.map(({ counts, createdAt, ...batch }) => {
    const all = { waiting: 0, imported: 0, known: 0, failed: 0, ...counts }
    const total = Object.values(all).reduce((sum, count) => sum + count, 0)
    return { ...batch, createdAt: createdAt.toISOString(), counts: all, total }
  })
}

export async function getBatchRow(db: Db, id: string): Promise<Batch> {
  const [found] = await listBatchRows(db, { id, limit: 1 })
  if (!found) throw new AppError('not_found', 'There is no such list.')
  return found
}

export type BatchItemFilter = { state?: BatchItemState; after?: number; limit: number }

/** In the order of the list; `after` is the position of the last one of the page before. */
export function listBatchItemRows(db: Db, batchId: string, filter: BatchItemFilter): Promise<BatchItem[]> {
  return rows(
    db,
    BatchItem,
    sql`
      select i.position, i.url, i.ref, i.state, i.message, i.ms, s.id::text as "snapshotId",
             s.repository_id::text as "repositoryId"
      from batch_item i left join snapshot s on s.id = i.snapshot_id
      where i.batch_id = ${batchId}::uuid and i.position > ${filter.after ?? -1}::int
        and (${filter.state ?? null}::text is null or i.state = ${filter.state ?? null})
      order by i.position limit ${filter.limit}::int`,
  )
}

export type SettledItem = Pick<BatchItem, 'state' | 'message' | 'snapshotId' | 'ms'>

export async function updateBatchItem(db: Db, batchId: string, position: number, settled: SettledItem): Promise<void> {
  const where = { batchId_position: { batchId, position } }
  await db.batchItem.update({ where, data: settled, select: { position: true } })
}

/** Gives items another state, all at once. */
export async function resetBatchItems(
  tx: Db,
  batchId: string,
  items: readonly { position: number; state: string; message: string | undefined }[],
): Promise<void> {
  for (const chunk of jsonChunksOf(items)) {
    await tx.$executeRaw`
      update batch_item i set state = t.state, message = t.message, ms = null
      from jsonb_to_recordset(${chunk}::jsonb) as t(position int, state text, message text)
      where i.batch_id = ${batchId}::uuid and i.position = t.position`
  }
}
