import type { CandidateView, SearchSummary } from '@/lib/trajectory/view'

/** How much less likely the search made a wrong guess: the change of the targets' nats, as a share; negative is better. */
export function relativeChange({ beforeNats, afterNats }: SearchSummary): number | undefined {
  return beforeNats > 0 ? (afterNats - beforeNats) / beforeNats : undefined
}

/** Nats that a candidate saves on the target against the thought that the search began with; positive is better. */
export function gainNats({ targetNats }: CandidateView, startNats: number | undefined): number | undefined {
  return targetNats === null || startNats === undefined ? undefined : startNats - targetNats
}
