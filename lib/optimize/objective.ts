import { AppError } from '@/lib/errors'
import type { ThoughtScore } from '@/lib/likelihood/scorer'
import type { TokenScores } from '@/lib/likelihood/token-scores'
import type { OptimizationSettings } from './optimization'

type Terms = Pick<OptimizationSettings, 'clipNats' | 'skipLines' | 'priceWeight'>

/**
 * What a search minimizes, in nats: the target from `skipLines` on, each token clipped (REER, arXiv 2509.06160), and λ times
 * the price of the thought (reference/paper.md, price of z). With the paper's own settings it is −log p(target). Throws where
 * thoughts are to pay and the scorer does not tell their price.
 */
export function objectiveOf({ targetNats, priorNats, tokens }: ThoughtScore, target: string, terms: Terms): number {
  const { clipNats = Number.POSITIVE_INFINITY, skipLines, priceWeight } = terms
  if (priceWeight > 0 && priorNats === null)
    throw new AppError('invalid', 'This scorer does not tell the price of a thought: search with a λ of 0.')
  const price = priceWeight * (priorNats ?? 0)
  if (clipNats === Number.POSITIVE_INFINITY && skipLines === 0) return targetNats + price
  const from = lineStart(target, skipLines)
  return tokens.starts.reduce(
    (sum, start, index) => (start < from ? sum : sum + Math.min(clipNats, tokens.nats[index] ?? 0)),
    price,
  )
}

/** What the tokens that begin in the first lines of the target cost, in nats. */
export function headNatsOf({ starts, nats }: TokenScores, target: string, lines: number): number {
  const until = lineStart(target, lines)
  return starts.reduce((sum, start, index) => (start < until ? sum + (nats[index] ?? 0) : sum), 0)
}

/** Where a line begins, counted from 0; the end of a text that has no such line. */
function lineStart(text: string, line: number): number {
  let at = 0
  for (let passed = 0; passed < line; passed += 1) {
    const end = text.indexOf('\n', at)
    if (end === -1) return text.length
    at = end + 1
  }
  return at
}
