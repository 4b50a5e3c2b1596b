import type { Outcome, Sums, Target } from './store'

/**
 * The sums of a search over its files, each file once: without any thought, with the thoughts before and with those
 * after. All the scores of a file are about one text, in which one step begins where the one before it ended.
 */
export function sumOutcomes(targets: Target[], outcomes: Outcome[]): Omit<Sums, 'candidateCount'> {
  const byStep = new Map(outcomes.map((outcome) => [outcome.stepId, outcome]))
  const files = new Map<string, Outcome[]>()
  for (const { stepId, runId } of targets) {
    const outcome = byStep.get(stepId)
    if (outcome) files.set(runId, [...(files.get(runId) ?? []), outcome])
  }
  const sums = { baselineNats: 0, beforeNats: 0, afterNats: 0, targetBytes: 0 }
  for (const steps of files.values()) {
    const first = steps[0]
    const last = steps.at(-1)
    if (!first || !last) continue
    sums.baselineNats += first.baselineNats
    sums.beforeNats += first.beforeNats
    sums.afterNats += last.afterNats
    sums.targetBytes += first.targetBytes
  }
  const acceptedCount = outcomes.filter(({ thoughtId }) => thoughtId !== null).length
  return { ...sums, stepCount: outcomes.length, acceptedCount }
}
