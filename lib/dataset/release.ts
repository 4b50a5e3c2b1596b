import { z } from 'zod'
import { JobState } from '@/lib/jobs/job'
import { ExportSettings, ReleaseFormat } from './formats/settings'

export const ReleaseFile = z.object({
  path: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** Of shards: how many lines or rows, and of which split. */
  rows: z.int().optional(),
  split: z.string().optional(),
})

/** A decision about a finding, as a release keeps it. */
export type FrozenDecision = z.infer<typeof FrozenDecision>
export const FrozenDecision = z.object({
  check: z.string(),
  rule: z.string(),
  trajectory: z.string(),
  repository: z.string(),
  position: z.int().nullable(),
  path: z.string().nullable(),
  line: z.int().nullable(),
  message: z.string(),
  decision: z.string(),
  by: z.string(),
  at: z.string(),
})

/** What was looked for before a release, when, and what people decided. */
export const FrozenPreflight = z.object({
  id: z.string(),
  checked_at: z.string(),
  checks: z.array(z.string()),
  /** How many findings ended in which decision, by check. */
  findings: z.record(z.string(), z.record(z.string(), z.int())),
  decisions: z.array(FrozenDecision),
})
export type FrozenPreflight = z.infer<typeof FrozenPreflight>

/** A dataset as it was when a release was made of it. */
export const FrozenDataset = z.object({
  id: z.string(),
  /** Null for a plain export. */
  name: z.string().nullable(),
  description: z.string(),
  filter: z.unknown(),
  picked: z.int(),
  revisions: z.string(),
  granularity: z.string(),
  required: z.array(z.string()),
  left_out: z.record(z.string(), z.int()),
})
export type FrozenDataset = z.infer<typeof FrozenDataset>

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
  /** The dataset that it was made from, as it was then; null for what went out unchecked. */
  dataset: FrozenDataset.nullable(),
  /** Null for what went out unchecked. */
  preflight: FrozenPreflight.nullable(),
  /** Documents of whose text something is masked: they do not replay. */
  masked: z.int(),
})

/** Of files for one trajectory each: more would be a burden to whoever lists the folder. */
export const mostFiles = 10_000

/** A release in a list: its files and decisions, of which there may be many thousands, are counted. */
export const ReleaseRow = Release.pick({
  id: true,
  format: true,
  by: true,
  createdAt: true,
  trajectories: true,
  documents: true,
  tokens: true,
  jobId: true,
}).extend({
  /** The name of the dataset that it was made from, as it was then; null for a plain export. */
  dataset: z.string().nullable(),
  /** Whether somebody looked through it before. */
  isChecked: z.boolean(),
  /** Null until its job is done. */
  files: z.int().nullable(),
  bytes: z.number().nullable(),
  jobState: JobState.nullable(),
})
export type ReleaseRow = z.infer<typeof ReleaseRow>

export const ReleasePage = z.object({ rows: z.array(ReleaseRow), next: z.string().nullable() })

/** Without `trajectoryIds`, everything that is approved. */
export const ReleaseRequest = z.object({
  format: ReleaseFormat.default('text'),
  trajectoryIds: z.array(z.uuid()).min(1).max(10_000).optional(),
  settings: ExportSettings.prefault({}),
  /** A release to tell the difference from. */
  against: z.uuid().optional(),
})

/** Enough of an id to know a release by: its end, as ids that are made within a minute begin alike. */
export function shortId(id: string): string {
  return id.slice(-8)
}

export const ListReleases = z.object({
  /** Of this dataset only. */
  datasetId: z.uuid().optional(),
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
