import type { CandidateView, SearchSummary } from '@/lib/trajectory/view'

/** How much less likely the search made a wrong guess: the change of the targets' nats, as a share; negative is better. */
export function relativeChange({ beforeNats, afterNats }: SearchSummary): number | undefined {
  return beforeNats > 0 ? (afterNats - beforeNats) / beforeNats : undefined
}

/** The thought that a step had before any search. */
export function startOf(candidates: readonly CandidateView[]): CandidateView | undefined {
  return candidates.find(({ origin }) => origin === 'synthesis')
}

/** Nats that a candidate saves on the target against the start; positive is better. */
export function gainNats(candidate: CandidateView, start: CandidateView | undefined): number | undefined {
  if (candidate.targetNats === null || start === undefined || start.targetNats === null) return undefined
  return start.targetNats - candidate.targetNats
}
