import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { GetOptimization } from './get-optimization'
import { getOptimizationRow } from './store'
import { streamCandidates } from './store-series'

/** Every candidate of a search as JSON Lines, with the scorer that its numbers belong to; few are in memory at a time. */
export async function exportCandidates(
  actor: Actor,
  { optimizationId }: z.infer<typeof GetOptimization>,
): Promise<AsyncGenerator<string>> {
  requireRole(actor, 'viewer', 'see searches')
  const { scorer } = await getOptimizationRow(db, optimizationId)
  return linesOf(optimizationId, scorer)
}

async function* linesOf(optimizationId: string, scorer: string | null): AsyncGenerator<string> {
  for await (const candidate of streamCandidates(db, optimizationId))
    yield `${JSON.stringify({ ...candidate, scorer })}\n`
}
