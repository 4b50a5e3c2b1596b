import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { isEnded, type JobRun } from './job'
import { addToQueue, type LockedJob, lockJobRun, updateJobRun } from './store'

export const ResumeRequest = z.object({ id: z.uuid() })

/** Puts a paused job back into the queue: it goes on where it stopped. Throws a sentence for one that is not paused. */
export function resumeJob(actor: Actor, { id }: z.infer<typeof ResumeRequest>): Promise<JobRun> {
  requireRole(actor, 'reviewer', 'resume jobs')
  return db.$transaction(async (tx) => {
    const job = await lockJobRun(tx, id)
    const whyNot = whyNotResumable(job)
    if (whyNot) throw new AppError('conflict', whyNot)
    await recordAudit(tx, actor, { action: 'job.resume', subject: 'job', subjectId: id })
    await addToQueue(tx, { id, kind: job.kind })
    return updateJobRun(tx, id, { state: 'queued', pauseRequestedAt: null })
  })
}

function whyNotResumable({ state, isPausing }: LockedJob): string | undefined {
  if (isEnded(state)) return 'The job has ended.'
  if (isPausing) return 'The job is still being paused. Resume it when it has stopped.'
  if (state === 'running') return 'The job is not paused: it runs.'
  if (state === 'queued') return 'The job is not paused: it waits for a worker.'
  return undefined
}
