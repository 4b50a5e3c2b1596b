import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { lockTrajectory } from '@/lib/trajectory/store'
import type { ReopenRequest } from './revision-request'
import { reopenFindings as reopen } from './store-choices'

/** Takes back that findings were declined: they wait for a person again. */
export function reopenFindings(actor: Actor, request: z.infer<typeof ReopenRequest>): Promise<{ reopened: number }> {
  requireRole(actor, 'reviewer', 'change trajectories')
  return db.$transaction(async (tx) => {
    await lockTrajectory(tx, request.id)
    const reopened = await reopen(tx, request)
    if (reopened === 0) throw new AppError('conflict', 'None of this was declined.')
    const after = { optimizationId: request.optimizationId, steps: reopened }
    await recordAudit(tx, actor, { action: 'finding.reopen', subject: 'trajectory', subjectId: request.id, after })
    return { reopened }
  })
}
