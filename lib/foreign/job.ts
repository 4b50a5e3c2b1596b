import { z } from 'zod'
import { defineJob } from '@/lib/jobs/job'

export const foreignImportJob = defineJob('import-trajectories', z.object({ importId: z.uuid(), uploadId: z.uuid() }), {
  isPausable: true,
})

/** What an import of trajectories leaves as the result of its job. */
export const ForeignImportResult = z.object({
  importId: z.string(),
  format: z.string().nullable(),
  imported: z.int(),
  known: z.int(),
  failed: z.int(),
  ms: z.int(),
})
export type ForeignImportResult = z.infer<typeof ForeignImportResult>
