import { z } from 'zod'
import { defineJob } from '@/lib/jobs/job'
import { Budget } from '@/lib/llm/call'

export const synthesizeJob = defineJob('synthesize', z.object({ trajectoryId: z.uuid(), budget: Budget.default({}) }), {
  isPausable: true,
})
