import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { JobRun } from '@/lib/jobs/job'
import { listJobRuns } from '@/lib/jobs/store'
import { importJob } from './job'
import { requestImport } from './request-import'

export const SampleRequest = z.object({ path: z.string(), folder: z.string().optional() })

/**
 * On an empty database: imports a folder as the sample. Its later stages follow by themselves (lib/jobs/handlers.ts), so
 * that the first screen shows something real. Undefined when anything was ever imported.
 */
export async function requestSample(actor: Actor, request: z.infer<typeof SampleRequest>): Promise<JobRun | undefined> {
  requireRole(actor, 'admin', 'import the sample')
  const imports = await listJobRuns(db, { kind: importJob.kind, limit: 1 })
  if (imports.length > 0) return undefined
  return requestImport(actor, { source: request.path, folder: request.folder }, { isSample: true })
}
