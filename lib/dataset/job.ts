import { z } from 'zod'
import { defineJob } from '@/lib/jobs/job'

export const releaseJob = defineJob('release', z.object({ releaseId: z.uuid() }), { isPausable: true })

export const preflightJob = defineJob('preflight', z.object({ preflightId: z.uuid() }), { isPausable: true })

export const pushJob = defineJob('push', z.object({ pushId: z.uuid() }), { isPausable: true })
