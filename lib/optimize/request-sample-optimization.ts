import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { Optimization } from './optimization'
import { requestOptimization } from './request-optimization'
import { isFreshSample, listTargets } from './store'

export const SampleOptimizationRequest = z.object({ trajectoryId: z.uuid() })

const stepCount = 8

/**
 * Searches the first few thoughts of the sample's first trajectory, so that the first visit shows what a search finds.
 * Undefined, and no change, for every other trajectory, and for one that was ever searched.
 */
export async function requestSampleOptimization(
  actor: Actor,
  { trajectoryId }: z.infer<typeof SampleOptimizationRequest>,
): Promise<Optimization | undefined> {
  if (!(await isFreshSample(db, trajectoryId))) return undefined
  const targets = await listTargets(db, trajectoryId)
  const steps = targets.slice(0, stepCount).map(({ position }) => position)
  if (steps.length === 0) return undefined
  return requestOptimization(actor, { id: trajectoryId, revision: 1, steps })
}
