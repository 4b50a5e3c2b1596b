import { z } from 'zod'

const total = z.int().min(0)

/** What the calls of models for a trajectory came to. Tokens that are cached are among the input's. */
export const CallTotal = z.object({
  calls: total,
  inputTokens: total,
  outputTokens: total,
  cachedTokens: total,
  microdollars: total,
  /** How many ended in each way; `ok` is well. */
  byOutcome: z.record(z.string(), total),
})
export type CallTotal = z.infer<typeof CallTotal>
