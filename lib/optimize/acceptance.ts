import type { Measures, Score } from './beam'
import type { OptimizationSettings } from './optimization'

type Rules = Pick<OptimizationSettings, 'maxCopyRatio' | 'needsRetained' | 'needsOwn' | 'needsBaseline' | 'needsRest'>

/** What a candidate is held against, in nats of the target; null where there is nothing of the kind. */
export type References = { baselineNats: number; shuffledNats: number | null }

/**
 * Why a candidate may not win, whatever its value: the first of the rules that it breaks, as a clause (reference/paper.md,
 * guards); null when it keeps to them all.
 */
export function refusalOf(
  candidate: Pick<Score, 'targetNats'> & Measures,
  start: Pick<Score, 'targetNats'>,
  references: References,
  rules: Rules,
): string | null {
  const { targetNats, copyRatio, retainedNats, headNats } = candidate
  const gain = start.targetNats - targetNats
  if (copyRatio > rules.maxCopyRatio)
    return `copies ${percent(copyRatio)} of the target, over the limit of ${percent(rules.maxCopyRatio)}`
  if (rules.needsRetained && retainedNats !== null && retainedNats <= 0)
    return `gains nothing without what it copies: ${signed(retainedNats)}`
  if (rules.needsBaseline && targetNats >= references.baselineNats)
    return `not better than no thought: ${signed(references.baselineNats - targetNats)}`
  if (rules.needsOwn && references.shuffledNats !== null && targetNats >= references.shuffledNats)
    return `not better than the thought of another file: ${signed(references.shuffledNats - targetNats)}`
  if (rules.needsRest && headNats !== null && gain > 0 && gain <= headNats)
    return `gains nothing after the first lines: ${signed(gain - headNats)}`
  return null
}

function signed(nats: number): string {
  return `${nats < 0 ? '−' : '+'}${Math.abs(nats).toFixed(1)} nats`
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(share < 0.01 ? 1 : 3))}%`
}
