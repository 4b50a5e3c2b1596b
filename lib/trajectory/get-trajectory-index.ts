import type { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { type GetTrajectory, getTrajectory } from './get-trajectory'
import { packSteps, type TrajectoryIndex } from './step-index'

/** A trajectory at a revision with its steps packed: all that the workbench needs to open, however many there are. */
export async function getTrajectoryIndex(actor: Actor, input: z.infer<typeof GetTrajectory>): Promise<TrajectoryIndex> {
  const { steps, ...view } = await getTrajectory(actor, input)
  return { ...view, steps: packSteps(steps, view.runs) }
}
