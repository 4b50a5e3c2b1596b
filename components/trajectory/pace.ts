import type { StepEntry } from '@/lib/trajectory/view'

export const speeds = [0.5, 1, 2, 4, 8] as const
export type Speed = (typeof speeds)[number]

const tokensPerSecond = 90
const shortestMs = 350
const longestMs = 9000

/**
 * Tokens up to the end of every step. The index of steps knows bytes only, so the tokens of the whole document are
 * shared out by bytes.
 */
export function tokensByStep(steps: readonly StepEntry[], totalTokens: number): number[] {
  const totalBytes = steps.reduce((sum, step) => sum + step.bytes, 0)
  let bytes = 0
  return steps.map((step) => {
    bytes += step.bytes
    return totalBytes === 0 ? 0 : Math.round((bytes / totalBytes) * totalTokens)
  })
}

/** How long a step stays on screen while playing. */
export function dwellMs(tokens: number, speed: Speed): number {
  const readingMs = Math.max(shortestMs, Math.min(longestMs, (tokens / tokensPerSecond) * 1000))
  return readingMs / speed
}
