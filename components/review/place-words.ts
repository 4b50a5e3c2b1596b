import type { Anchor } from '@/lib/review/anchor'
import type { TrajectoryView } from '@/lib/trajectory/view'

/** Where an anchor is, as people say it. */
export function wordsOfPlace(anchor: Anchor, { steps, runs }: Pick<TrajectoryView, 'steps' | 'runs'>): string {
  if (anchor.scope === 'trajectory') return 'the trajectory'
  if (anchor.scope === 'run') {
    const run = runs.find(({ id }) => id === anchor.runId)
    return run?.path ? `the run of ${run.path}` : 'the main run'
  }
  const step = steps.find(({ id }) => id === anchor.stepId)
  const number = step ? `step ${step.position + 1}` : 'a step'
  if (anchor.scope === 'step') return number
  if (anchor.scope === 'span') return `words of ${number}`
  const lines =
    anchor.startLine === anchor.endLine ? `line ${anchor.startLine}` : `lines ${anchor.startLine}–${anchor.endLine}`
  return `${lines} of ${anchor.path}, ${number}`
}

/** The step to go to for an anchor; its first one, of a run. */
export function positionOfPlace(anchor: Anchor, { steps }: Pick<TrajectoryView, 'steps'>): number | undefined {
  if (anchor.scope === 'trajectory') return undefined
  const step =
    anchor.scope === 'run'
      ? steps.find(({ runId }) => runId === anchor.runId)
      : steps.find(({ id }) => id === anchor.stepId)
  return step?.position
}

export function hrefOfPlace(anchor: Anchor, view: Pick<TrajectoryView, 'id' | 'steps'>, rail?: string): string {
  const query = new URLSearchParams()
  const position = positionOfPlace(anchor, view)
  if (position !== undefined) query.set('step', String(position))
  if (rail) query.set('rail', rail)
  return query.size > 0 ? `/trajectories/${view.id}?${query}` : `/trajectories/${view.id}`
}
