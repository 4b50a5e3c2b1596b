import type { OptimizationSettings } from './optimization'
import type { Target } from './store'

/** The thought that is there, the same without what it copies, and that of another file in its place. */
const callsPerStep = 3
const callsPerFile = 1
/** A candidate and, where it copies something, the same without that. */
const callsPerCandidate = 2

/**
 * How many texts may be scored for the candidates of each step, by step, in trajectory order: all that it can come to,
 * or what the budget leaves when every file pays for its baseline and every step for what its candidates are held
 * against. Dealt out beforehand, so that files can be searched side by side and still share one budget in order. Steps
 * that get nothing are left out.
 */
export function dealBudget(targets: Target[], settings: OptimizationSettings): Map<string, number> {
  const allowance = new Map<string, number>()
  const opened = new Set<string>()
  const most = mostCandidates(settings) * callsPerCandidate
  let left = settings.budgetCalls ?? Number.POSITIVE_INFINITY
  for (const { stepId, runId } of targets) {
    const fixed = callsPerStep + (opened.has(runId) ? 0 : callsPerFile)
    const calls = Math.min(most, left - fixed)
    if (calls < Math.min(1, most)) break
    opened.add(runId)
    allowance.set(stepId, calls)
    left -= fixed + calls
  }
  return allowance
}

/** The beam is one thought in the first round, and full from then on. */
function mostCandidates({ candidates, rounds, width }: OptimizationSettings): number {
  return rounds === 0 ? 0 : candidates * (1 + width * (rounds - 1))
}

/** The steps that the settings choose; those that are asked for and are no such step are named in `unknown`. */
export function chooseTargets(
  targets: Target[],
  { steps, runs, thoughts }: Pick<OptimizationSettings, 'steps' | 'runs' | 'thoughts'>,
): { chosen: Target[]; unknown: (string | number)[] } {
  if (!steps) {
    const wanted = runs && new Set(runs)
    const chosen = targets.filter(
      ({ runId, isBeforeWrite }) => (!wanted || wanted.has(runId)) && (thoughts === 'all' || isBeforeWrite),
    )
    return { chosen, unknown: [] }
  }
  const wanted = new Set(steps)
  const chosen = targets.filter(({ stepId, position }) => wanted.has(stepId) || wanted.has(position))
  const met = new Set(chosen.flatMap(({ stepId, position }) => [stepId, position] as (string | number)[]))
  return { chosen, unknown: steps.filter((step) => !met.has(step)) }
}
