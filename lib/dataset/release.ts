import { z } from 'zod'
import { ExportSettings, ReleaseFormat } from './formats/settings'

export const ReleaseFile = z.object({
  path: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** Of shards: how many lines or rows, and of which split. */
  rows: z.int().optional(),
  split: z.string().optional(),
})

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
  /** The release that it tells its difference from. */
  againstId: z.string().nullable(),
  settings: ExportSettings,
})

export const ReleasePage = z.object({ rows: z.array(Release), next: z.string().nullable() })

/** Without `trajectoryIds`, everything that is approved. */
export const ReleaseRequest = z.object({
  format: ReleaseFormat.default('text'),
  trajectoryIds: z.array(z.uuid()).min(1).max(10_000).optional(),
  settings: ExportSettings.prefault({}),
  /** A release to tell the difference from. */
  against: z.uuid().optional(),
})

export const ListReleases = z.object({
  /** The id of the last release of the page before. */
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What the job of a release leaves as its result. */
export const ReleaseResult = z.object({
  releaseId: z.string(),
  documents: z.int(),
  tokens: z.number(),
  files: z.array(ReleaseFile),
})

export type ReleaseFile = z.infer<typeof ReleaseFile>
export type Release = z.infer<typeof Release>
export type ReleasePage = z.infer<typeof ReleasePage>
export type ReleaseRequest = z.infer<typeof ReleaseRequest>
export type ReleaseResult = z.infer<typeof ReleaseResult>
