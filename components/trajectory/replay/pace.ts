import type { StepEntry } from '@/lib/trajectory/view'

export const speeds = [0.5, 1, 2, 4, 8] as const
export type Speed = (typeof speeds)[number]

const tokensPerSecond = 90
const shortestMs = 350
const longestMs = 9000

/**
 * Tokens up to the end of every step. Those of thoughts are known; the rest of the document's is shared out among the
 * other steps by bytes.
 */
export function tokensByStep(steps: readonly StepEntry[], totalTokens: number): number[] {
  const counted = steps.reduce((sum, step) => sum + (step.tokens ?? 0), 0)
  const otherBytes = steps.reduce((sum, step) => sum + (step.tokens === null ? step.bytes : 0), 0)
  const tokensPerByte = otherBytes === 0 ? 0 : Math.max(0, totalTokens - counted) / otherBytes
  let tokens = 0
  return steps.map((step) => {
    tokens += step.tokens ?? step.bytes * tokensPerByte
    return Math.round(tokens)
  })
}

/** How long a step stays on screen while playing. */
export function dwellMs(tokens: number, speed: Speed): number {
  const readingMs = Math.max(shortestMs, Math.min(longestMs, (tokens / tokensPerSecond) * 1000))
  return readingMs / speed
}
