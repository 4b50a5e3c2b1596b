import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { GetOptimization } from './get-optimization'
import { type SearchSeries, toSeries } from './series'
import { getOptimizationRow } from './store'
import { listCandidateNumbers, listSettledSteps } from './store-series'

/** What a search has found so far, as numbers for pictures. */
export async function getSearchSeries(
  actor: Actor,
  { optimizationId }: z.infer<typeof GetOptimization>,
): Promise<SearchSeries> {
  requireRole(actor, 'viewer', 'see searches')
  const { scoringCalls } = await getOptimizationRow(db, optimizationId)
  const steps = await listSettledSteps(db, optimizationId)
  return toSeries(steps, await listCandidateNumbers(db, optimizationId), scoringCalls)
}
