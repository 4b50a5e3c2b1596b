import { z } from 'zod'

/** Tokens of one call. Cached ones are part of the input, reasoning ones part of the output. */
export const Usage = z.object({
  inputTokens: z.int().min(0),
  outputTokens: z.int().min(0),
  cachedTokens: z.int().min(0),
  reasoningTokens: z.int().min(0),
})
export type Usage = z.infer<typeof Usage>

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, cachedTokens: 0, reasoningTokens: 0 }

/** Dollars per million tokens. */
export type Prices = { inputPrice: number; outputPrice: number; cachedPrice: number | null }

/** In millionths of a dollar, rounded up: a dollar per million tokens is one of them per token. */
export function costOf(usage: Usage, prices: Prices): number {
  const cached = Math.min(usage.cachedTokens, usage.inputTokens)
  const input = (usage.inputTokens - cached) * prices.inputPrice
  const again = cached * (prices.cachedPrice ?? prices.inputPrice)
  return Math.ceil(roundOff(input + again + usage.outputTokens * prices.outputPrice))
}

/** Binary fractions such as 0.1 + 0.2 must not cost a millionth more. */
function roundOff(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

/** About how many tokens a text is, for limits and budgets: on the high side for prose, about right for code. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 3.5)
}
