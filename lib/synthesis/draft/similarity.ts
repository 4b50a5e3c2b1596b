import { diffLines, linesOf } from '@/lib/trajectory/line-diff'

/** Of a draft with less, more would be thrown away than built on. */
export const leastSimilarity = 0.4

/** The share of what the draft says, white space aside, that stands on lines which the final version keeps. */
export function similarityOf(draft: string, final: string): number {
  const lines = linesOf(draft)
  const weights = lines.map((line) => line.replace(/\s+/g, '').length)
  const sum = (some: readonly number[]) => some.reduce((total, weight) => total + weight, 0)
  const lost = diffLines(lines, linesOf(final)).map(({ beforeStart, beforeEnd }) =>
    sum(weights.slice(beforeStart, beforeEnd)),
  )
  const whole = sum(weights)
  return whole === 0 ? 0 : Math.round((1 - sum(lost) / whole) * 1000) / 1000
}
