import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { isEnded, type JobRun } from './job'
import { addToQueue, getJobRun, hasten, lockJobRun, removeFromQueue, updateJobRun } from './store'

export const CancelRequest = z.object({ id: z.uuid() })

/** Takes a waiting or paused job out of the queue, or asks a running one to stop; an ended one stays as it is. */
export function requestCancel(actor: Actor, request: z.infer<typeof CancelRequest>): Promise<JobRun> {
  requireRole(actor, 'reviewer', 'cancel jobs')
  return db.$transaction(async (tx) => {
    const { state } = await lockJobRun(tx, request.id)
    if (isEnded(state)) return getJobRun(tx, request.id)
    const now = new Date()
    await recordAudit(tx, actor, { action: 'job.cancel', subject: 'job', subjectId: request.id, before: { state } })
    if (state === 'running') {
      // For one that waits for other jobs, with no worker of its own to tell.
      await hasten(tx, [request.id])
      return updateJobRun(tx, request.id, { cancelRequestedAt: now })
    }
    await removeFromQueue(tx, request.id)
    const run = await updateJobRun(tx, request.id, { state: 'canceled', cancelRequestedAt: now, endedAt: now })
    // What goes on where it stopped may have left something behind: a worker tidies up after it.
    if (run.isPausable) await addToQueue(tx, run)
    return run
  })
}
