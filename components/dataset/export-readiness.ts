import { verifierNames } from '@/lib/trajectory/verifiers'
import type { TrajectoryRow, TrajectoryState } from '@/lib/trajectory/view'

const reasons: Record<Exclude<TrajectoryState, 'approved' | 'released'>, string> = {
  synthesizing: 'still being synthesized',
  draft: 'not judged at the newest revision',
  in_review: 'still in review',
  rejected: 'rejected',
  returned: 'returned for changes',
}

/** Why a trajectory cannot be exported; undefined when it can: approved or released before, and every verifier holds. */
export function whyNotExported({ state, head }: TrajectoryRow): string | undefined {
  if (state !== 'approved' && state !== 'released') return reasons[state]
  const failing = verifierNames.find((name) => head?.verifiers[name].holds === false)
  return failing && `${state}, but the verifier “${failing}” does not hold`
}

/** How many cannot be exported, reason by reason. */
export function countLeftOut(rows: readonly TrajectoryRow[]): { why: string; count: number }[] {
  const byReason = Map.groupBy(rows, whyNotExported)
  return Array.from(byReason, ([why, found]) => (why ? [{ why, count: found.length }] : [])).flat()
}
