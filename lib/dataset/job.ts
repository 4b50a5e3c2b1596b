import { z } from 'zod'
import { defineJob } from '@/lib/jobs/job'

export const releaseJob = defineJob('release', z.object({ releaseId: z.uuid() }), { isPausable: true })
