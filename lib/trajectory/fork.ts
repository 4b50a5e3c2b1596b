import { z } from 'zod'

/** What a trajectory shares with the one that it goes on from: the first `steps`, with the thoughts of a revision. */
export const Fork = z.object({
  /** Null when that trajectory is gone. */
  trajectoryId: z.string().nullable(),
  revision: z.int().min(1),
  steps: z.int().min(1),
})

/**
 * Where another author can take over. Work is resumed where a file ends (decision 016), so that the steps before it are
 * whole files: `path` is the first file that is written anew, null when only the closing words are.
 */
export const ForkPoint = z.object({ steps: z.int(), files: z.int(), path: z.string().nullable() })

export type Fork = z.infer<typeof Fork>
export type ForkPoint = z.infer<typeof ForkPoint>
