import { compareWithCurrent, gainNats } from '@/components/trajectory/gain'
import { formatCount, formatFixed, formatPercent, formatSigned, formatUnit } from '@/components/ui/number-format'
import { headLines } from '@/lib/optimize/optimization'
import { ProposalKind, proposalWords } from '@/lib/trajectory/proposal-kind'
import type { CandidateView, StepOutcome } from '@/lib/trajectory/view'

export type Fact = { name: string; value: string; hint: string }

type Step = { candidates: readonly CandidateView[]; searches: readonly StepOutcome[] }

/** What is known of a candidate, in words with units, in the order in which it is judged; what was not measured is left out. */
export function candidateFacts(candidate: CandidateView, search: StepOutcome | undefined, step: Step): Fact[] {
  const { targetNats, priorNats, copyRatio, longestCopy, retainedNats, headNats, tokens } = candidate
  const gain = gainNats(candidate, search)
  const comparison = compareWithCurrent(candidate, step.candidates, step.searches)
  const kind = ProposalKind.safeParse(candidate.kind).data
  const facts: (Fact | false | undefined)[] = [
    gain !== undefined && {
      name: 'Gain',
      value: `${nats(gain)} over the start`,
      hint: 'How much less surprising the code is than after the thought that the search began with',
    },
    comparison && {
      name: 'Against the one in use',
      value: 'nats' in comparison ? nats(comparison.nats) : comparison.refusal,
      hint: 'How much less surprising the code is than after the thought in use',
    },
    retainedNats !== null && {
      name: 'Retained',
      value: `${nats(retainedNats)} without what it copies`,
      hint: 'The gain over the start when everything that they share with the code is taken out of both',
    },
    headNats !== null &&
      gain !== undefined && {
        name: 'Where it gains',
        value: `${formatSigned(headNats)} in the first ${headLines} lines, ${formatSigned(gain - headNats)} in the rest`,
        hint: 'The first lines are the easiest to give away',
      },
    targetNats !== null && {
      name: 'Code',
      value: `${formatFixed(targetNats)} nats after it`,
      hint: 'Negative log-likelihood of the code after this thought',
    },
    priorNats !== null && {
      name: 'Price',
      value: `${formatFixed(priorNats)} nats`,
      hint: 'Negative log-likelihood of the thought itself',
    },
    copyRatio !== null && {
      name: 'Copied',
      value: `${formatPercent(copyRatio)}${longestCopy === null ? '' : `, at most ${formatUnit(longestCopy, 'character')} at a stretch`}`,
      hint: 'How much of the thought is in the code and was not visible before',
    },
    { name: 'Length', value: formatUnit(tokens, 'token'), hint: `${formatCount(candidate.text.length)} characters` },
    kind && { name: 'Proposal', value: proposalWords[kind], hint: `A proposal of the kind “${kind}”` },
  ]
  return facts.filter((fact) => fact !== undefined && fact !== false)
}

/** The references that a search measured with the same scorer, in nats of the code. */
export function searchFacts({ baselineNats, beforeNats, afterNats, shuffledNats }: StepOutcome): string[] {
  const named: [string, number | null][] = [
    ['without a thought', baselineNats],
    ['with another file’s thought', shuffledNats],
    ['at the start', beforeNats],
    ['at the end', afterNats],
  ]
  return named.flatMap(([name, value]) => (value === null ? [] : [`${formatFixed(value)} ${name}`]))
}

function nats(value: number): string {
  return `${formatSigned(value)} nats`
}
