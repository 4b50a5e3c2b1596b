import { z } from 'zod'
import { defineJob } from '@/lib/jobs/job'
import { RepositoryTwin } from './repository'

export const importJob = defineJob(
  'import',
  z.object({
    /** The `address` of a source. */
    url: z.string(),
    ref: z.string().nullish(),
    folder: z.string().nullish(),
    depth: z.int().default(1),
    isSample: z.boolean().default(false),
  }),
)

export const batchJob = defineJob('batch', z.object({ batchId: z.uuid(), depth: z.int().default(1) }), {
  isPausable: true,
})

/** What a batch leaves as the result of its job. */
export const BatchResult = z.object({
  batchId: z.string(),
  imported: z.int(),
  known: z.int(),
  failed: z.int(),
  ms: z.int(),
})

export type BatchResult = z.infer<typeof BatchResult>

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
  /** What it has in common with other repositories. */
  duplicates: z.object({
    repositories: z.array(RepositoryTwin),
    /** How many files others have too, equal to the byte and nearly the same. */
    sameFiles: z.int(),
    nearFiles: z.int(),
  }),
  ms: z.int(),
})

export type ImportResult = z.infer<typeof ImportResult>
