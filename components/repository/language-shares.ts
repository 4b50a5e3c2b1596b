import type { z } from 'zod'
import { formatPercent } from '@/components/ui/number-format'
import type { Languages } from '@/lib/repository/repository'

/** What one language has of the content; `ratio` is from 0 to 1. */
export type Share = { language: string; bytes: number; ratio: number }

const mostListed = 6
/** What is less is neither drawn nor listed by itself. */
export const leastRatio = 0.005

/** The largest first. */
export function sharesOf(languages: z.infer<typeof Languages>): Share[] {
  const total = Object.values(languages).reduce((sum, bytes) => sum + bytes, 0)
  return Object.entries(languages)
    .map(([language, bytes]) => ({ language, bytes, ratio: total === 0 ? 0 : bytes / total }))
    .sort((a, b) => b.bytes - a.bytes)
}

/** Those with a name beside the bar: the first one in any case. */
export function listedOf(shares: readonly Share[]): Share[] {
  return shares.filter(({ ratio }, at) => at === 0 || ratio >= leastRatio).slice(0, mostListed)
}

/** `12.3%`; what is there is never said to be nothing. */
export function shareWords(ratio: number): string {
  return ratio > 0 && ratio < 0.001 ? '<0.1%' : formatPercent(ratio)
}
