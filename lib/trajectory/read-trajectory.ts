import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { GetTrajectory } from './get-trajectory'
import { loadTrajectory } from './load-trajectory'
import { getTrajectoryHead } from './store'
import type { Run, Step } from './trajectory'

export const ReadTrajectory = GetTrajectory

export type WholeTrajectory = {
  trajectoryId: string
  revision: number
  request: string
  runs: Run[]
  /** `trained` says whether loss falls on the step. */
  steps: (Step & { trained: boolean })[]
}

/** The whole trajectory at a revision, as the command line prints it. */
export async function readTrajectory(actor: Actor, input: z.infer<typeof ReadTrajectory>): Promise<WholeTrajectory> {
  requireRole(actor, 'viewer', 'see trajectories')
  const { head } = await getTrajectoryHead(db, input.id)
  const revision = input.revision ?? head
  if (head === 0) throw new AppError('unavailable', 'The trajectory is still being synthesized.')
  if (revision > head) throw new AppError('not_found', `The trajectory has no revision ${revision}.`)
  const { request, runs, steps } = await loadTrajectory(input.id, revision)
  const trained = steps.map((step) => ({ ...step, trained: step.kind !== 'observe' }))
  return { trajectoryId: input.id, revision, request, runs, steps: trained }
}
