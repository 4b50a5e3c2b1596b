import { z } from 'zod'
import { ForeignFormatName } from './formats/catalog'

/** What became of a row: `known` when the same trajectory was here before. */
export const ForeignOutcome = z.enum(['imported', 'known', 'failed'])

/** A file of trajectories of other agents, and how far it has been read. */
export const ForeignImport = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number(),
  asked: ForeignFormatName.nullable(),
  /** Null until a record has told it. */
  format: ForeignFormatName.nullable(),
  licence: z.string().nullable(),
  by: z.string(),
  jobId: z.string().nullable(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  counts: z.record(ForeignOutcome, z.int()),
  /** Of those that were imported: how many have something odd about them. */
  remarks: z.int(),
})

export const ForeignRow = z.object({
  /** The line or row that it begins at, from 1. */
  number: z.int(),
  outcome: ForeignOutcome,
  message: z.string().nullable(),
  trajectoryId: z.string().nullable(),
  repositoryName: z.string().nullable(),
  instance: z.string().nullable(),
  author: z.string().nullable(),
  steps: z.int().nullable(),
})

export const ForeignImportPage = z.object({ rows: z.array(ForeignImport), next: z.string().nullable() })
export const ForeignRowPage = z.object({ rows: z.array(ForeignRow), next: z.int().nullable() })

export const ForeignImportRequest = z.object({
  /** A file that was sent before. */
  uploadId: z.uuid(),
  /** Absent when the content is to tell. */
  format: ForeignFormatName.optional(),
  /** What is known of the licence of the trajectories: best an SPDX expression. */
  licence: z
    .string()
    .trim()
    .max(200)
    .optional()
    .transform((text) => text || undefined),
})

export type ForeignOutcome = z.infer<typeof ForeignOutcome>
export type ForeignImport = z.infer<typeof ForeignImport>
export type ForeignRow = z.infer<typeof ForeignRow>
export type ForeignImportPage = z.infer<typeof ForeignImportPage>
export type ForeignRowPage = z.infer<typeof ForeignRowPage>
