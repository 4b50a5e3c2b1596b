import type { CandidateView, SearchSummary, StepOutcome } from '@/lib/trajectory/view'

/** How much less likely the search made a wrong guess: the change of the targets' nats, as a share; negative is better. */
export function relativeChange({ beforeNats, afterNats }: SearchSummary): number | undefined {
  return beforeNats > 0 ? (afterNats - beforeNats) / beforeNats : undefined
}

/**
 * Nats that a candidate saves on the target against the thought that its search began with; positive is better. Undefined
 * for what another search measured, perhaps by another scorer.
 */
export function gainNats(candidate: CandidateView, search: StepOutcome | undefined): number | undefined {
  if (!search || candidate.optimizationId !== search.optimizationId) return undefined
  if (candidate.targetNats === null || search.beforeNats === null) return undefined
  return search.beforeNats - candidate.targetNats
}

/** Nats that one thought saves against another, or why that cannot be told, as a sentence. */
export type Comparison = { nats: number } | { refusal: string }

/**
 * A candidate against the thought in use. Only scores of one scorer can be compared. Undefined when they are the same
 * thought, or one of them is not measured.
 */
export function compareWithCurrent(
  candidate: CandidateView,
  candidates: readonly CandidateView[],
  searches: readonly StepOutcome[],
): Comparison | undefined {
  const current = candidates.find(({ isCurrent }) => isCurrent)
  const searchOf = ({ optimizationId }: CandidateView) => searches.find((one) => one.optimizationId === optimizationId)
  const search = searchOf(candidate)
  if (!current || current.id === candidate.id || !search || candidate.targetNats === null) return undefined
  if (search.beforeNats !== null && isStartOf(search, current, candidates))
    return { nats: search.beforeNats - candidate.targetNats }
  const other = searchOf(current)
  if (!other || current.targetNats === null) return undefined
  if (other.scorer !== search.scorer)
    return {
      refusal: `It cannot be compared with the thought in use, which another scorer measured: ${other.scorer} instead of ${search.scorer}.`,
    }
  return { nats: current.targetNats - candidate.targetNats }
}

/** Whether a search began with a thought: then its first candidates were made from it. */
function isStartOf(search: StepOutcome, thought: CandidateView, candidates: readonly CandidateView[]): boolean {
  return (
    thought.optimizationId !== search.optimizationId &&
    candidates.some(
      ({ optimizationId, parentId }) => optimizationId === search.optimizationId && parentId === thought.id,
    )
  )
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

/** How a thought is called among those of its step. */
export function nameOfCandidate({ origin, round, slot }: CandidateView): string {
  if (round !== null) return `Round ${round}, candidate ${slot ?? 1}`
  return origin === 'person' ? 'Written by a person' : 'As synthesized'
}
