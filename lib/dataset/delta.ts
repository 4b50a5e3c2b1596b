import { z } from 'zod'

export const DeltaRow = z.object({
  change: z.enum(['added', 'changed', 'removed']),
  trajectory: z.string(),
  repository: z.string(),
  /** The revision in the release, and in the one before. */
  revision: z.int().nullable(),
  before: z.int().nullable(),
  /** Where a release holds two revisions of a trajectory: which one this is. */
  variant: z
    .string()
    .nullable()
    .transform((variant) => variant ?? undefined),
})
export type DeltaRow = z.infer<typeof DeltaRow>

export const DeltaCounts = z.object({ added: z.int(), changed: z.int(), removed: z.int() })
export type DeltaCounts = z.infer<typeof DeltaCounts>
