import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { BatchSummary } from './batch'
import { getBatchSummary } from './store-batch'

export const SummarizeBatch = z.object({ id: z.uuid() })

/** What a list comes to: repositories by state, sizes, what its calls cost, and the verifiers that do not hold. */
export async function summarizeBatch(actor: Actor, { id }: z.infer<typeof SummarizeBatch>): Promise<BatchSummary> {
  requireRole(actor, 'viewer', 'see lists of imports')
  return getBatchSummary(db, id)
}
