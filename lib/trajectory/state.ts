import { AppError } from '@/lib/errors'
import type { Judgement, TrajectoryState } from './view'

/**
 * What happens to a trajectory: `revise` (a revision is appended), `claim` (a reviewer begins), `put back` (nobody
 * reviews it any more), a judgement, `withdraw` (no verdict on its newest revision counts any more), `release` (its
 * newest revision is frozen in a release) and `recall` (no release holds it any more).
 */
export type StateChange = 'revise' | 'claim' | 'put back' | Judgement | 'withdraw' | 'release' | 'recall'

const judged = { approve: 'approved', reject: 'rejected', return: 'returned' } as const
const settled = { ...judged, revise: 'draft', withdraw: 'draft' } as const

/** draft → in review → returned, approved or rejected → released. What is not here cannot happen. */
const transitions: Record<TrajectoryState, Partial<Record<StateChange, TrajectoryState>>> = {
  synthesizing: { revise: 'draft' },
  draft: { ...judged, revise: 'draft', claim: 'in_review' },
  // Who reviews may also mend: the work stays in their hands.
  in_review: { ...judged, revise: 'in_review', claim: 'in_review', 'put back': 'draft' },
  returned: { ...settled, claim: 'in_review' },
  approved: { ...settled, release: 'released' },
  rejected: settled,
  // The verdict stays under what was released; a new revision is a new draft, and needs a new one.
  released: { revise: 'draft', release: 'released', recall: 'approved' },
}

/** The state after the change; undefined when it cannot happen. */
export function findStateAfter(state: TrajectoryState, change: StateChange): TrajectoryState | undefined {
  return transitions[state][change]
}

/** The states in which the change can happen, for updates of many rows. */
export function statesBefore(change: StateChange): TrajectoryState[] {
  return (Object.keys(transitions) as TrajectoryState[]).filter((state) => change in transitions[state])
}

/** Throws `conflict` with the reason when the change cannot happen. */
export function stateAfter(state: TrajectoryState, change: StateChange): TrajectoryState {
  const next = findStateAfter(state, change)
  if (next === undefined) throw new AppError('conflict', whyNotChanged(state, change))
  return next
}

export const stateWords: Record<TrajectoryState, string> = {
  synthesizing: 'synthesizing',
  draft: 'draft',
  in_review: 'in review',
  returned: 'returned',
  approved: 'approved',
  rejected: 'rejected',
  released: 'released',
}

/** Why the change cannot happen, as a sentence. */
export function whyNotChanged(state: TrajectoryState, change: StateChange): string {
  if (state === 'synthesizing') return 'The trajectory is still being synthesized.'
  if (state === 'released' && (change in judged || change === 'withdraw'))
    return 'This revision is released: its verdict stays as it is. A new revision can be judged anew.'
  if (change === 'release') return `Only an approved trajectory can be released, and this one is ${stateWords[state]}.`
  return `This cannot be done to a trajectory that is ${stateWords[state]}.`
}
