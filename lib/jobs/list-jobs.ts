import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { JobRun } from './job'
import { listJobRuns } from './store'

export const ListJobs = z.object({
  subjectId: z.uuid().optional(),
  kind: z.string().optional(),
  isActive: z.stringbool().optional(),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export async function listJobs(actor: Actor, filter: z.infer<typeof ListJobs>): Promise<JobRun[]> {
  requireRole(actor, 'viewer', 'see jobs')
  return listJobRuns(db, filter)
}
