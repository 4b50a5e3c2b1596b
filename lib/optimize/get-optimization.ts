import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { OptimizationDetail } from './optimization'
import { getOptimizationRow } from './store'
import { listSearches } from './store-shown'

export const GetOptimization = z.object({ optimizationId: z.uuid() })

/** A search with every step it has looked at and every candidate, won or lost. */
export async function getOptimization(
  actor: Actor,
  { optimizationId }: z.infer<typeof GetOptimization>,
): Promise<OptimizationDetail> {
  requireRole(actor, 'viewer', 'see searches')
  const optimization = await getOptimizationRow(db, optimizationId)
  return { ...optimization, searches: await listSearches(db, optimizationId) }
}
