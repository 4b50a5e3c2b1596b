import type { RevisionView, TrajectoryRow, TrajectoryState } from './view'

/** The row without what others said about it; a gold sample looks as if it were in review. */
export function hideVerdict<Row extends Pick<TrajectoryRow, 'state' | 'head'>>(row: Row, isGold: boolean): Row {
  const state: TrajectoryState = isGold ? 'in_review' : row.state
  return { ...row, state, head: row.head && withoutVerdict(row.head) }
}

export function withoutVerdict(revision: RevisionView): RevisionView {
  return { ...revision, verdict: null }
}
