import { z } from 'zod'
import { defineJob } from '@/lib/jobs/job'
import { OptimizationsRequest } from './optimizations-request'

export const optimizeJob = defineJob('optimize', z.object({ optimizationId: z.uuid() }), { isPausable: true })

/** Makes a revision of thoughts that a person has chosen. */
export const reviseJob = defineJob(
  'revise',
  z.object({
    trajectoryId: z.uuid(),
    /** The revision that it builds on. */
    base: z.int().min(1),
    reason: z.string(),
    by: z.string(),
    userId: z.uuid().optional(),
    choices: z.array(z.object({ stepId: z.uuid(), thoughtId: z.uuid() })).min(1),
    /** The search whose findings they are: they are marked as accepted with the revision. */
    acceptedOf: z.uuid().optional(),
    /** Whether the new thoughts are measured afterwards, and how. */
    measure: z.object({ scorer: z.string() }).optional(),
  }),
)

/** Asks for the searches of all trajectories under a filter. */
export const optimizeManyJob = defineJob(
  'optimize-many',
  OptimizationsRequest.extend({ by: z.object({ name: z.string(), userId: z.uuid().nullable() }) }),
)
