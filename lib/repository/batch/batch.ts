import { z } from 'zod'

export const BatchItemState = z.enum(['waiting', 'imported', 'known', 'failed'])

/** A list of repositories that is imported, and perhaps synthesized, as one job. */
export const Batch = z.object({
  id: z.string(),
  /** The job that imports it, or did so last. */
  jobId: z.string().nullable(),
  createdAt: z.string(),
  /** Whether each repository is synthesized once it is imported. */
  isSynthesized: z.boolean(),
  total: z.int(),
  /** How many items are in each state. */
  counts: z.record(BatchItemState, z.int()),
})

export const BatchItem = z.object({
  position: z.int(),
  url: z.string(),
  ref: z.string().nullable(),
  state: BatchItemState,
  /** Why it failed, as a sentence. */
  message: z.string().nullable(),
  repositoryId: z.string().nullable(),
  snapshotId: z.string().nullable(),
  ms: z.int().nullable(),
})

export const BatchItemPage = z.object({ rows: z.array(BatchItem), next: z.int().nullable() })

export const BatchPage = z.object({ rows: z.array(Batch), next: z.string().nullable() })

export type BatchItemState = z.infer<typeof BatchItemState>
export type Batch = z.infer<typeof Batch>
export type BatchItem = z.infer<typeof BatchItem>
export type BatchItemPage = z.infer<typeof BatchItemPage>
export type BatchPage = z.infer<typeof BatchPage>
