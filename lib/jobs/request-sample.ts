import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { enqueue } from './enqueue'
import { defineJob, type JobRun } from './job'

/** Imports a folder, synthesizes it and searches a few of its steps, so that the first screen shows something real. */
export const sampleJob = defineJob('sample', z.object({ path: z.string() }))

export const SampleRequest = z.object({ path: z.string() })

/** Only on an empty database; at most once. */
export function requestSample(actor: Actor, request: z.infer<typeof SampleRequest>): Promise<JobRun | undefined> {
  requireRole(actor, 'admin', 'import the sample')
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('sample'))`
    const repositories = await tx.repository.count()
    const jobs = await tx.jobRun.count({ where: { kind: { in: [sampleJob.kind, 'import'] } } })
    if (repositories + jobs > 0) return undefined
    return enqueue(tx, actor, sampleJob, request, { title: 'Prepare the sample: this project itself' })
  })
}
