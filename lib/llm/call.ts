import { z } from 'zod'
import type { Outcome } from './reply'

/**
 * What calls are made for: a synthesis, a search. Its calls are found, added up and limited together. `together` are the
 * subjects of the same kind, itself among them, that share one budget.
 */
export type Subject = { kind: string; id: string; together?: readonly string[] }

/** The most that a subject may spend, over all its calls. */
export const Budget = z.object({
  calls: z.int().min(0).optional(),
  tokens: z.int().min(0).optional(),
  microdollars: z.int().min(0).optional(),
})
export type Budget = z.infer<typeof Budget>

/** `pending` is under way; `lost` ended with its process, and counts with the most that it may have spent. */
export type CallOutcome = Outcome | 'pending' | 'lost'

const total = z.coerce.number().int().min(0)

/** What calls come to. Tokens that are cached are among the input's. */
export const CallSum = z.object({
  calls: total,
  inputTokens: total,
  outputTokens: total,
  cachedTokens: total,
  microdollars: total,
  byOutcome: z.record(z.string(), total),
})
export type CallSum = z.infer<typeof CallSum>
