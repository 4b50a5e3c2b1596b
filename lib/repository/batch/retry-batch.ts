import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { isEnded } from '@/lib/jobs/job'
import { getJobPayload, getJobRun } from '@/lib/jobs/store'
import { batchJob } from '@/lib/repository/job'
import { limits } from '@/lib/repository/limits'
import type { Batch } from './batch'
import { titleOf, toItem } from './request-batch'
import { getBatchRow, listBatchItemRows, lockBatchJob, resetBatchItems, setBatchJob } from './store-batch'

export const RetryBatch = z.object({ id: z.uuid() })

/**
 * Queues what has failed and what was never tried, in a new job. Each failed line is judged again for whoever asks now:
 * what they may not import stays failed.
 */
export async function retryBatch(actor: Actor, { id }: z.infer<typeof RetryBatch>): Promise<Batch> {
  requireRole(actor, 'reviewer', 'import repositories')
  return db.$transaction((tx) => retryBatchIn(tx, actor, id))
}

/** The same, and `others` says how many more repositories of the batch the new job will have to do with. */
export async function retryBatchIn(
  tx: Db,
  actor: Actor,
  id: string,
  others: () => Promise<number> = async () => 0,
): Promise<Batch> {
  const lastJobId = await lockBatchJob(tx, id)
  const last = lastJobId ? await getJobRun(tx, lastJobId) : undefined
  if (last?.state === 'paused') throw new AppError('conflict', 'The list is paused: resume it to go on.')
  if (last && !isEnded(last.state)) throw new AppError('conflict', 'The list is being imported right now.')
  const failed = await listBatchItemRows(tx, id, { state: 'failed', limit: limits.batchItems })
  const judged = failed.map(({ position, url, ref }) => {
    const { state, message } = toItem(actor, { source: url, ref: ref ?? undefined })
    return { position, state, message }
  })
  await resetBatchItems(tx, id, judged)
  const { counts, isSynthesized } = await getBatchRow(tx, id)
  const count = counts.waiting + (await others())
  if (count === 0) throw new AppError('conflict', 'Nothing is left to import: every other line can never work.')
  const { depth } = batchJob.Payload.parse(lastJobId ? await getJobPayload(tx, lastJobId) : { batchId: id })
  const title = `${titleOf(count, isSynthesized)} again`
  const job = await enqueue(tx, actor, batchJob, { batchId: id, depth }, { title, subjectId: id })
  await setBatchJob(tx, id, job.id)
  await recordAudit(tx, actor, {
    action: 'batch.retry',
    subject: 'batch',
    subjectId: id,
    after: { repositories: count },
  })
  return getBatchRow(tx, id)
}
