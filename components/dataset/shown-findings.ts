import type { Finding } from '@/lib/dataset/preflight/finding'
import type { FindingChoice } from './dataset-queries'

/** Findings as they were decided about here, by fingerprint: a list that is read meanwhile may say otherwise, or lack them. */
export type Made = ReadonlyMap<string, Finding>

/** The chosen ones of those that are known, with what was decided about them here: also about their neighbours. */
export function shownFindings(known: readonly Finding[], { check, rule, state }: FindingChoice, made: Made): Finding[] {
  const listed = new Set(known.map(({ fingerprint }) => fingerprint))
  const missing = [...made.values()].filter(({ fingerprint }) => !listed.has(fingerprint))
  const rows = [...missing, ...known.map((row) => made.get(row.fingerprint) ?? row)]
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
