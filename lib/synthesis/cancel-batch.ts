import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { requestCancel } from '@/lib/jobs/request-cancel'
import type { Batch } from '@/lib/repository/batch/batch'
import { getBatchRow } from '@/lib/repository/batch/store-batch'
import { listJobsUnderWay, listPositionsOf, lockBatch, unask } from './store-hand-over'

export const CancelBatch = z.object({ id: z.uuid() })

/**
 * Ends the work on a list: its imports, and the syntheses that are queued or run. What is done stays, and the rest can be
 * gone on with later.
 */
export async function cancelBatch(actor: Actor, { id }: z.infer<typeof CancelBatch>): Promise<Batch> {
  requireRole(actor, 'reviewer', 'cancel jobs')
  const { jobId } = await getBatchRow(db, id)
  if (jobId) await requestCancel(actor, { id: jobId })
  // Whoever hands over right now ends before this lock is given, and nobody does so after it.
  const jobIds = await db.$transaction(async (tx) => {
    await lockBatch(tx, id)
    const underWay = await listJobsUnderWay(tx, id)
    await unask(tx, id, await listPositionsOf(tx, id, underWay))
    await recordAudit(tx, actor, {
      action: 'batch.cancel',
      subject: 'list',
      subjectId: id,
      after: { jobs: underWay.length },
    })
    return underWay
  })
  for (const jobId of jobIds) await requestCancel(actor, { id: jobId })
  return getBatchRow(db, id)
}
