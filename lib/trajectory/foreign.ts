import { z } from 'zod'
import { noneApplies } from './verifiers'

/**
 * The settings of a trajectory that another agent made and that was imported: where it comes from. Its own kind of mode is
 * how everything else tells it from a synthesis.
 */
export const ForeignSettings = z.object({
  mode: z.literal('foreign'),
  /** The format that it was read from. */
  format: z.string(),
  importId: z.string(),
  /** The file, and the line or row in it. */
  file: z.string(),
  row: z.int(),
  model: z.string().nullable(),
  /** What its own data set calls it. */
  instance: z.string().nullable(),
  licence: z.string().nullable(),
})
export type ForeignSettings = z.infer<typeof ForeignSettings>

const Mode = z.object({ mode: z.literal('foreign') })

export function isForeign(settings: unknown): boolean {
  return Mode.safeParse(settings).success
}

/** What every revision of a foreign trajectory says of the verifiers. */
export const foreignVerifiers = noneApplies(
  'Another agent made this trajectory: there is no snapshot with the files that it began and ended with to hold it against. It is approved and released without verifiers.',
)
