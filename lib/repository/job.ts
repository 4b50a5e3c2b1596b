import { z } from 'zod'
import { defineJob } from '@/lib/jobs/job'

export const importJob = defineJob(
  'import',
  z.object({ url: z.string(), ref: z.string().nullish(), isSample: z.boolean().default(false) }),
)

/** What an import leaves as the result of its job. */
export const ImportResult = z.object({
  repositoryId: z.string(),
  snapshotId: z.string(),
  commit: z.string(),
  files: z.int(),
  includedFiles: z.int(),
  dependencies: z.int(),
  /** How many rings of files that import each other there are. */
  cycles: z.int(),
  languages: z.record(z.string(), z.number()),
  /** An SPDX identifier or expression. */
  licence: z.string().nullable(),
  ms: z.int(),
})

export type ImportResult = z.infer<typeof ImportResult>
