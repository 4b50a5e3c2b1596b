import { z } from 'zod'
import { defineJob } from '@/lib/jobs/job'

export const synthesizeJob = defineJob('synthesize', z.object({ trajectoryId: z.uuid() }))
