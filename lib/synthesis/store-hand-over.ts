import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { BatchSynthesis } from './batch'
import { synthesizeJob } from './job'

const LockedBatch = z.object({
  synthesis: BatchSynthesis.nullable(),
  userId: z.string().nullable(),
  userName: z.string().nullable(),
  role: z.enum(['admin', 'reviewer', 'viewer']).nullable(),
})
export type LockedBatch = z.infer<typeof LockedBatch>

/** Nobody else hands over items of the batch until the transaction ends. Undefined when its job does not go on. */
export async function lockBatchUnderWay(tx: Db, id: string): Promise<LockedBatch | undefined> {
  await lockBatch(tx, id)
  const [found] = await rows(
    tx,
    LockedBatch,
    sql`
      select b.synthesis, u.id::text as "userId", u.name as "userName", u.role::text as role
      from batch b join job_run j on j.id = b.job_run_id left join "user" u on u.id = j.user_id
      where b.id = ${id}::uuid and j.state in ('queued', 'running') and j.cancel_requested_at is null
        and j.pause_requested_at is null`,
  )
  return found
}

export async function lockBatch(tx: Db, id: string): Promise<void> {
  await tx.$executeRaw`select from batch where id = ${id}::uuid for update`
}

/** The jobs that write trajectories of the batch, queued or running; a paused one waits for a person, and for none of these. */
export async function listJobsUnderWay(tx: Db, batchId: string): Promise<string[]> {
  const found = await rows(
    tx,
    z.object({ id: z.string() }),
    sql`
      select j.id::text from job_run j join trajectory t on t.id = j.subject_id
      where j.kind = ${synthesizeJob.kind} and j.state in ('queued', 'running') and t.head = 0
        and exists (select from batch_trajectory l where l.batch_id = ${batchId}::uuid and l.trajectory_id = t.id)`,
  )
  return found.map(({ id }) => id)
}

const ReadyItem = z.object({ position: z.int(), snapshotId: z.string() })
export type ReadyItem = z.infer<typeof ReadyItem>

/** The first of the list that is imported and whose synthesis has not been asked for. */
export async function findReadyItem(tx: Db, batchId: string): Promise<ReadyItem | undefined> {
  const [found] = await rows(
    tx,
    ReadyItem,
    sql`
      select position, snapshot_id::text as "snapshotId" from batch_item
      where batch_id = ${batchId}::uuid and asked_at is null and snapshot_id is not null
        and state in ('imported', 'known')
      order by position limit 1`,
  )
  return found
}

export type Asked = { trajectoryIds: readonly string[]; refusal?: string }

/** Keeps what the synthesis of an item leads to, or why there is none. */
export async function setAsked(tx: Db, batchId: string, position: number, asked: Asked): Promise<void> {
  const { trajectoryIds, refusal = null } = asked
  await tx.batchTrajectory.createMany({
    data: trajectoryIds.map((trajectoryId) => ({ batchId, position, trajectoryId })),
    skipDuplicates: true,
  })
  const where = { batchId_position: { batchId, position } }
  await tx.batchItem.update({ where, data: { askedAt: new Date(), refusal }, select: { position: true } })
}

/** What was asked for at these places is to be asked for again. */
export async function unask(tx: Db, batchId: string, positions: readonly number[]): Promise<void> {
  await tx.$executeRaw`update batch_item set asked_at = null, refusal = null
    where batch_id = ${batchId}::uuid and position = any(${[...positions]}::int[])`
}

export async function listBatchesOf(db: Db, trajectoryId: string): Promise<string[]> {
  const found = await db.batchTrajectory.findMany({
    where: { trajectoryId },
    distinct: ['batchId'],
    select: { batchId: true },
  })
  return found.map(({ batchId }) => batchId)
}

/** Where the trajectories of these jobs are in the batch. */
export async function listPositionsOf(tx: Db, batchId: string, jobRunIds: readonly string[]): Promise<number[]> {
  const found = await rows(
    tx,
    z.object({ position: z.int() }),
    sql`
      select distinct l.position from job_run j join batch_trajectory l on l.trajectory_id = j.subject_id
      where l.batch_id = ${batchId}::uuid and j.id = any(${[...jobRunIds]}::uuid[])`,
  )
  return found.map(({ position }) => position)
}

export async function setBatchSynthesis(tx: Db, id: string, synthesis: BatchSynthesis): Promise<void> {
  await tx.batch.update({ where: { id }, data: { synthesis }, select: { id: true } })
}

export async function findBatchSynthesis(db: Db, id: string): Promise<BatchSynthesis | undefined> {
  const found = await db.batch.findUnique({ where: { id }, select: { synthesis: true } })
  return found?.synthesis ? BatchSynthesis.parse(found.synthesis) : undefined
}
