import { z } from 'zod'
import { TrajectoryFilter } from '@/lib/trajectory/filter'
import { OptimizationSettings } from './optimization'

/** Searches of all trajectories that a list shows. */
export const OptimizationsRequest = z.object({
  /** As in the list: nothing that is left out limits it. */
  filter: TrajectoryFilter,
  settings: OptimizationSettings.omit({ steps: true, runs: true }),
})
