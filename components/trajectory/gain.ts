import type { CandidateView, SearchSummary, StepOutcome } from '@/lib/trajectory/view'

/** How much less likely the search made a wrong guess: the change of the targets' nats, as a share; negative is better. */
export function relativeChange({ beforeNats, afterNats }: SearchSummary): number | undefined {
  return beforeNats > 0 ? (afterNats - beforeNats) / beforeNats : undefined
}

/** Nats that a candidate saves on the target against the thought that its search began with; positive is better. */
export function gainNats({ targetNats }: CandidateView, search: StepOutcome | undefined): number | undefined {
  const startNats = search?.beforeNats ?? null
  return targetNats === null || startNats === null ? undefined : startNats - targetNats
}

export type CandidateGroup = { search: StepOutcome | undefined; candidates: CandidateView[] }

/** The thoughts of a step by the search that proposed them, each in the order of its rounds; first what no search proposed. */
export function groupCandidates(
  candidates: readonly CandidateView[],
  searches: readonly StepOutcome[],
): CandidateGroup[] {
  const byRound = [...candidates].sort((a, b) => (a.round ?? 0) - (b.round ?? 0) || (a.slot ?? 0) - (b.slot ?? 0))
  const groups = [undefined, ...searches].map((search) => ({
    search,
    candidates: byRound.filter(({ optimizationId }) => optimizationId === (search?.optimizationId ?? null)),
  }))
  return groups.filter((group) => group.candidates.length > 0)
}
