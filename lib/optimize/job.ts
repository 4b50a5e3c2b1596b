import { z } from 'zod'
import { defineJob } from '@/lib/jobs/job'

export const optimizeJob = defineJob('optimize', z.object({ optimizationId: z.uuid() }), { isPausable: true })
