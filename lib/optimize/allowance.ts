import type { OptimizationSettings } from './optimization'
import type { Target } from './store'

/**
 * How many candidates each step may have scored, by step, in trajectory order: all of them, or what the budget leaves
 * when every file pays one call for its baseline and every step one for the thought it has. Dealt out beforehand, so
 * that files can be searched side by side and still share one budget in order. Steps that get nothing are left out.
 */
export function dealBudget(targets: Target[], settings: OptimizationSettings): Map<string, number> {
  const allowance = new Map<string, number>()
  const opened = new Set<string>()
  let left = settings.budgetCalls ?? Number.POSITIVE_INFINITY
  for (const { stepId, runId } of targets) {
    const fixed = opened.has(runId) ? 1 : 2
    const candidates = Math.min(settings.candidates * settings.rounds, left - fixed)
    if (candidates < 1) break
    opened.add(runId)
    allowance.set(stepId, candidates)
    left -= fixed + candidates
  }
  return allowance
}

/** The steps that the settings choose, by position or id; those that are no such step are named in `unknown`. */
export function chooseTargets(
  targets: Target[],
  steps: OptimizationSettings['steps'],
): { chosen: Target[]; unknown: (string | number)[] } {
  if (!steps) return { chosen: targets, unknown: [] }
  const wanted = new Set(steps)
  const chosen = targets.filter(({ stepId, position }) => wanted.has(stepId) || wanted.has(position))
  const met = new Set(chosen.flatMap(({ stepId, position }) => [stepId, position] as (string | number)[]))
  return { chosen, unknown: steps.filter((step) => !met.has(step)) }
}
