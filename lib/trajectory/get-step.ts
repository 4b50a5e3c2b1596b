import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { findContentBefore, getStepAt, getTrajectoryHead } from './store'
import { listCandidates, listStepOutcomes } from './store-rows'
import type { StepView } from './view'

export const GetStep = z.object({
  /** The trajectory's. */
  id: z.uuid(),
  stepId: z.uuid(),
  /** The newest one when absent. */
  revision: z.coerce.number().int().min(1).optional(),
  /** Contents of more bytes are left out, and read in windows by their hashes (`getContent`). */
  most: z.coerce.number().int().min(0).optional(),
})

/** A step with its content at a revision, the file before it, and every thought ever proposed for it with its search. */
export async function getStep(actor: Actor, input: z.infer<typeof GetStep>): Promise<StepView> {
  requireRole(actor, 'viewer', 'see trajectories')
  const { id, stepId, most } = input
  const revision = input.revision ?? (await getTrajectoryHead(db, id)).head
  const { thoughtId, snapshotId: _, ...step } = await getStepAt(db, id, stepId, revision, most)
  const isChange = step.kind === 'act' && (step.tool === 'write' || step.tool === 'edit')
  const isThink = step.kind === 'think'
  const [before, candidates, searches] = await Promise.all([
    isChange && step.path !== null ? findContentBefore(db, id, step.path, step.position, most) : undefined,
    isThink ? listCandidates(db, stepId, thoughtId) : [],
    isThink ? listStepOutcomes(db, id, stepId) : [],
  ])
  const old = { before: before?.content ?? null, beforeSha256: before?.sha256 ?? null }
  return { ...step, ...old, beforeBytes: before?.contentBytes ?? null, candidates, searches }
}
