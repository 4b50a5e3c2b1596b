import { copyRatio, maxCopyRatio } from '@/lib/trajectory/copy-ratio'
import type { PlanEntry } from '@/lib/trajectory/trajectory'
import type { Facts, FileFacts } from './facts'

const mostListed = 12

/** Where a plan does not agree with the files that it is for and with what they use, as sentences; none when it does. */
export function findPlanProblems(entries: readonly PlanEntry[], files: readonly FileFacts[]): string[] {
  const known = new Map(files.map((file) => [file.path, file]))
  const planned = new Map(entries.map((entry) => [entry.path, entry]))
  const problems: string[] = []
  for (const path of planned.keys()) if (!known.has(path)) problems.push(`${path} is not among the files.`)
  if (planned.size < entries.length) problems.push('Some file has more than one entry.')
  for (const { path, needs } of files) {
    const entry = planned.get(path)
    if (!entry) {
      problems.push(`${path} has no entry.`)
      continue
    }
    const used = new Set(needs.filter((need) => need.isWritten).map((need) => need.path))
    const missing = [...used].filter((each) => !entry.dependencies.includes(each))
    const wrong = entry.dependencies.filter((each) => !used.has(each))
    if (missing.length > 0) problems.push(`${path} also uses ${missing.slice(0, mostListed).join(', ')}.`)
    if (wrong.length > 0) problems.push(`${path} does not use ${wrong.slice(0, mostListed).join(', ')}.`)
  }
  return problems
}

/**
 * A plan with every file once, in writing order, with what it truly uses: the order and the dependencies are the
 * graph's. A purpose that is missing, or that gives away too much of its file, is that of `own`.
 */
export function mendPlan(entries: readonly PlanEntry[], own: readonly PlanEntry[], facts: Facts): PlanEntry[] {
  const planned = new Map(entries.map((entry) => [entry.path, entry]))
  return own.map((entry) => {
    const purpose = planned.get(entry.path)?.purpose.replace(/\s+/g, ' ').trim()
    const content = facts.fileOf.get(entry.path)?.content ?? ''
    return purpose && copyRatio(content, purpose, '') <= maxCopyRatio ? { ...entry, purpose } : entry
  })
}
