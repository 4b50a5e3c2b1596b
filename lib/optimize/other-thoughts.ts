import type { Target } from './store'

/**
 * Whose thought is tried in place of a step's own, by step (reference/paper.md, shuffle control): one that stands at the
 * same kind of place, half the trajectory away, in the run of another file. Steps without such a counterpart are absent.
 */
export function pairWithOthers(targets: readonly Target[]): Map<string, string> {
  const pairs = new Map<string, string>()
  for (const alike of Map.groupBy(targets, ({ isBeforeWrite }) => isBeforeWrite).values()) {
    for (const [index, { stepId, runId }] of alike.entries()) {
      const far = Math.ceil(alike.length / 2)
      const other = [far, far - 1, 1, -1]
        .map((apart) => alike[(index + apart + alike.length) % alike.length])
        .find((candidate) => candidate !== undefined && candidate.runId !== runId)
      if (other) pairs.set(stepId, other.stepId)
    }
  }
  return pairs
}
