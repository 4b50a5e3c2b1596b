import type { Finding } from '@/lib/dataset/preflight/finding'
import type { FindingChoice } from './dataset-queries'

/** What was decided since the findings were read, by fingerprint. */
export type Made = ReadonlyMap<string, Pick<Finding, 'decision' | 'decidedBy' | 'decidedAt'>>

/** The chosen ones of those that are known, with what was decided since they were read: also about their neighbours. */
export function shownFindings(known: readonly Finding[], { check, rule, state }: FindingChoice, made: Made): Finding[] {
  const rows = known.map((row) => ({ ...row, ...made.get(row.fingerprint) }))
  const trajectories = new Set(rows.filter(({ decision }) => decision === 'drop').map((row) => row.trajectoryId))
  const repositories = new Set(
    rows.filter(({ decision }) => decision === 'drop_repository').map((row) => row.repositoryId),
  )
  return rows.flatMap((row) => {
    const isOut = row.isDropped || trajectories.has(row.trajectoryId) || repositories.has(row.repositoryId)
    const isDropped = row.decision === null && isOut
    const isOpen = row.decision === null && !isOut
    const isChosen = (!check || row.check === check) && (!rule || row.rule === rule)
    const isShown = { open: isOpen, decided: row.decision !== null, all: true }[state]
    return isChosen && isShown ? [{ ...row, isDropped }] : []
  })
}
