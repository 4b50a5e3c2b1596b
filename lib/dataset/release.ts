import { z } from 'zod'

export const ReleaseFormat = z.enum(['text'])

export const ReleaseFile = z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })

/** A frozen export. `files` is null until its job is done. */
export const Release = z.object({
  id: z.string(),
  format: ReleaseFormat,
  by: z.string(),
  createdAt: z.string(),
  trajectories: z.int(),
  documents: z.int().nullable(),
  tokens: z.number().nullable(),
  files: z.array(ReleaseFile).nullable(),
  /** The job that writes it. */
  jobId: z.string().nullable(),
})

export type ReleaseFormat = z.infer<typeof ReleaseFormat>
export type ReleaseFile = z.infer<typeof ReleaseFile>
export type Release = z.infer<typeof Release>
