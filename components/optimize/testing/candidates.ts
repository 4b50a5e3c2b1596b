import type { CandidateView, StepOutcome } from '@/lib/trajectory/view'

/** A candidate of a search that is not decided upon, but for what is given. */
export function candidateOf(given: Partial<CandidateView> & { id: string }): CandidateView {
  return {
    origin: given.optimizationId === null ? 'synthesis' : 'search',
    optimizationId: 'search',
    round: 1,
    slot: 1,
    text: given.id,
    tokens: 1,
    targetNats: 90,
    priorNats: null,
    copyRatio: null,
    longestCopy: null,
    parentId: null,
    kind: null,
    valueNats: null,
    retainedNats: null,
    headNats: null,
    isAccepted: null,
    whyNot: null,
    isCurrent: false,
    ...given,
  }
}

/** The thought that a search starts with. */
export function startOf(given: Partial<CandidateView> & { id: string }): CandidateView {
  return candidateOf({ optimizationId: null, round: null, slot: null, targetNats: null, ...given })
}

/** A search that began at 100 nats and is done, but for what is given. */
export function outcomeOf(given: Partial<StepOutcome> = {}): StepOutcome {
  return {
    optimizationId: 'search',
    scorer: 'one',
    isEmbedded: true,
    baselineNats: 120,
    beforeNats: 100,
    afterNats: 100,
    targetBytes: 500,
    shuffledNats: null,
    thoughtId: null,
    hasHeat: false,
    needsDecision: false,
    decision: null,
    state: 'done',
    createdAt: '2026-11-22T00:00:00.000Z',
    ...given,
  }
}
