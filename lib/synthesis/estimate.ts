import { z } from 'zod'

const amount = z.int().min(0)

/** From what is likely at least to what is likely at most. */
export const Range = z.object({ low: amount, high: amount })

/** One file that a model was really asked about, and what that took. */
export const DryRun = z.object({
  path: z.string(),
  inputTokens: amount,
  outputTokens: amount,
  latencyMs: amount,
})

/**
 * What a synthesis will come to. The input is counted from the prompts, output and time follow from the dry run; the upper
 * ends have what may have to be asked again.
 */
export const Estimate = z.object({
  files: amount,
  /** Nobody is called: the embedded author writes. */
  isFree: z.boolean(),
  /** When nothing has to be asked again. */
  calls: amount,
  inputTokens: Range,
  outputTokens: Range,
  microdollars: Range,
  ms: Range,
  dryRun: DryRun.nullable(),
})

export type Range = z.infer<typeof Range>
export type DryRun = z.infer<typeof DryRun>
export type Estimate = z.infer<typeof Estimate>
