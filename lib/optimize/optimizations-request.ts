import { z } from 'zod'
import { verifierNames } from '@/lib/trajectory/verifiers'
import { TrajectoryState } from '@/lib/trajectory/view'
import { OptimizationSettings } from './optimization'

/** Searches of all trajectories that a list shows. */
export const OptimizationsRequest = z.object({
  /** As in the list: nothing that is left out limits it. */
  filter: z.object({
    repositoryId: z.uuid().optional(),
    snapshotId: z.uuid().optional(),
    state: TrajectoryState.optional(),
    failing: z.enum(verifierNames).optional(),
    search: z.string().trim().max(200).optional(),
  }),
  settings: OptimizationSettings.omit({ steps: true, runs: true }),
})

export type ManyFilter = z.input<typeof OptimizationsRequest>['filter']
