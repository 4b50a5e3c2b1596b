import type { z } from 'zod'
import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { enqueue } from '@/lib/jobs/enqueue'
import type { JobRun } from '@/lib/jobs/job'
import { optimizeManyJob } from './job'
import { OptimizationsRequest } from './optimizations-request'

/** Asks for a search of every trajectory under the filter; one job asks for them one after the other. */
export function requestOptimizations(actor: Actor, request: z.input<typeof OptimizationsRequest>): Promise<JobRun> {
  requireRole(actor, 'reviewer', 'optimize trajectories')
  const { filter, settings } = OptimizationsRequest.parse(request)
  return db.$transaction(async (tx) => {
    const after = { filter, settings }
    await recordAudit(tx, actor, { action: 'optimization.request-many', subject: 'trajectories', after })
    const by = { name: actor.name, userId: userIdOf(actor) }
    return enqueue(tx, actor, optimizeManyJob, { filter, settings, by }, { title: 'Optimize trajectories' })
  })
}
