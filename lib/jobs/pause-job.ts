import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { isEnded, type JobRun } from './job'
import { hasten, type LockedJob, lockJobRun, removeFromQueue, updateJobRun } from './store'

export const PauseRequest = z.object({ id: z.uuid() })

/**
 * Holds a waiting job, or asks a running one to stop within 2 s and be held, until somebody resumes it. What it has done
 * stays. Throws a sentence for a job that cannot be paused, or is paused already.
 */
export function pauseJob(actor: Actor, { id }: z.infer<typeof PauseRequest>): Promise<JobRun> {
  requireRole(actor, 'reviewer', 'pause jobs')
  return db.$transaction(async (tx) => {
    const job = await lockJobRun(tx, id)
    const whyNot = whyNotPausable(job)
    if (whyNot) throw new AppError('conflict', whyNot)
    await recordAudit(tx, actor, { action: 'job.pause', subject: 'job', subjectId: id, before: { state: job.state } })
    const pauseRequestedAt = new Date()
    if (job.state === 'running') {
      // For one that waits for other jobs, with no worker of its own to tell.
      await hasten(tx, [id])
      return updateJobRun(tx, id, { pauseRequestedAt })
    }
    await removeFromQueue(tx, id)
    return updateJobRun(tx, id, { state: 'paused', pauseRequestedAt })
  })
}

function whyNotPausable({ kind, state, isPausable, isCanceling, isPausing }: LockedJob): string | undefined {
  if (isEnded(state)) return 'The job has ended.'
  if (state === 'paused') return 'The job is paused already.'
  if (isPausing) return 'The job is being paused already.'
  if (isCanceling) return 'The job is being canceled.'
  if (!isPausable) return `A job of the kind ${kind} cannot go on where it stopped: it can only be canceled.`
  return undefined
}
