import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { JobRun } from './job'
import { getJobRun } from './store'

export const GetJob = z.object({ id: z.uuid() })

export async function getJob(actor: Actor, { id }: z.infer<typeof GetJob>): Promise<JobRun> {
  requireRole(actor, 'viewer', 'see jobs')
  return getJobRun(db, id)
}
