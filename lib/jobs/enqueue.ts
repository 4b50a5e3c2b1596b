import type { z } from 'zod'
import { type Actor, userIdOf } from '@/lib/auth/actor'
import type { Db } from '@/lib/db/client'
import type { Job, JobRun } from './job'
import { addToQueue, createJobRun } from './store'

export type EnqueueOptions = {
  /** What people read in the list of jobs: "Import sindresorhus/p-queue". */
  title: string
  /** The row that the job is about. */
  subjectId?: string
}

/** Puts work into the queue in the caller's transaction, so that the row and its job are committed together. */
export async function enqueue<Payload extends z.ZodType>(
  tx: Db,
  actor: Actor,
  job: Job<Payload>,
  payload: z.input<Payload>,
  options: EnqueueOptions,
): Promise<JobRun> {
  const run = await createJobRun(tx, {
    kind: job.kind,
    title: options.title,
    subjectId: options.subjectId,
    userId: userIdOf(actor),
    isPausable: job.isPausable,
    payload: JSON.parse(JSON.stringify(job.Payload.parse(payload))),
  })
  await addToQueue(tx, run)
  return run
}
