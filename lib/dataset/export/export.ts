import { z } from 'zod'
import { ReleaseFormat } from '@/lib/dataset/formats/settings'
import { ReleaseRequest } from '@/lib/dataset/release'
import { JobState } from '@/lib/jobs/job'

/** What is exported once is a dataset without a name, of what was picked, which is released when nobody has to decide about anything. */
export const ExportRequest = ReleaseRequest.extend({
  /** That it may go out although nobody has looked through it. */
  isUnchecked: z.boolean().default(false),
})
export type ExportRequest = z.infer<typeof ExportRequest>

/** The look through it, or, of what goes out unchecked, the release. */
export const Export = z.object({
  /** Where its findings are; null when it goes out unchecked. */
  datasetId: z.string().nullable(),
  releaseId: z.string().nullable(),
  jobId: z.string().nullable(),
})
export type Export = z.infer<typeof Export>

/** What was to be exported and is not yet: it is looked through, or somebody has to decide. */
export const WaitingExport = z.object({
  datasetId: z.string(),
  format: ReleaseFormat,
  trajectories: z.int(),
  by: z.string(),
  createdAt: z.string(),
  /** The newest look through it. */
  jobId: z.string().nullable(),
  jobState: JobState.nullable(),
  /** Null until all was looked at. */
  endedAt: z.string().nullable(),
  documents: z.int().nullable(),
  /** How many findings somebody has to decide about. */
  open: z.int(),
})
export type WaitingExport = z.infer<typeof WaitingExport>

export const ListWaitingExports = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) })
