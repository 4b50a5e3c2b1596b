import { z } from 'zod'
import { defineJob } from '@/lib/jobs/job'

const Payload = z.object({
  bulkId: z.uuid(),
  by: z.object({ name: z.string(), userId: z.uuid().nullable(), role: z.enum(['admin', 'reviewer']) }),
})

/** Does a bulk action to what still waits for it. */
export const bulkJob = defineJob('bulk', Payload, { isPausable: true })
/** Takes it back where it was done and nothing else has happened since. */
export const undoBulkJob = defineJob('bulk-undo', Payload, { isPausable: true })
