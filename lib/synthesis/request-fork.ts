import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { Budget } from '@/lib/llm/call'
import { requireSnapshot } from '@/lib/repository/get-snapshot'
import { getRepositoryName } from '@/lib/repository/store'
import { getTrajectoryHead } from '@/lib/trajectory/store'
import { getForkPoint } from './get-fork-point'
import { getAuthorFingerprint } from './open-author'
import { fingerprintOf, openTrajectory, type RequestedTrajectory } from './open-trajectory'
import { requireFeasible } from './require-feasible'
import { SynthesisSettings } from './settings'

export const ForkRequest = z.object({
  id: z.uuid(),
  /** The step from which on another author is to go on. */
  position: z.coerce.number().int().min(0),
  /** Whose thoughts are shared; the newest one when absent. */
  revision: z.coerce.number().int().min(1).optional(),
  /** As in the trajectory that it goes on from where they are absent. */
  author: SynthesisSettings.shape.author.unwrap().optional(),
  mode: SynthesisSettings.shape.mode.unwrap().optional(),
  seed: SynthesisSettings.shape.seed.unwrap().optional(),
  budget: Budget.default({}),
})

/**
 * Asks for a trajectory that shares the beginning of another one, up to the file that the step is about, and is written
 * anew from there: by another author, in another mode, or with another seed. The same request again leads to the same
 * trajectory.
 */
export async function requestFork(actor: Actor, input: z.input<typeof ForkRequest>): Promise<RequestedTrajectory> {
  requireRole(actor, 'reviewer', 'synthesize trajectories')
  const { id, position, revision, budget, ...changed } = ForkRequest.parse(input)
  const { head, snapshotId, settings: stored, scope } = await getTrajectoryHead(db, id)
  const { steps } = await getForkPoint(actor, { id, position })
  if (revision !== undefined && revision > head)
    throw new AppError('not_found', `The trajectory has no revision ${revision}.`)
  const before = SynthesisSettings.parse(stored)
  const settings = SynthesisSettings.parse({ ...before, ...changed })
  if (settings.author === before.author && settings.mode === before.mode && settings.seed === before.seed)
    throw new AppError('invalid', 'This is how it went on already: choose another author, mode or seed.')
  const author = await getAuthorFingerprint(settings.author)
  const { depth, repositoryId } = await requireSnapshot(db, snapshotId)
  const name = await getRepositoryName(db, repositoryId)
  requireFeasible(settings, { name, depth })
  const fork = { trajectoryId: id, revision: revision ?? head, steps }
  // Its budget is its own, also where it is about the same window.
  const own = scope && { ...scope, group: fingerprintOf(snapshotId, settings, author, scope, fork) }
  return db.$transaction((tx) =>
    openTrajectory(tx, actor, { snapshotId, name, budget, author, settings, scope: own, fork }),
  )
}
