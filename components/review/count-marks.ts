import { stepOfAnchor } from '@/lib/review/anchor'
import type { ThreadView } from '@/lib/review/comment'
import type { RollUp } from '@/lib/review/roll-up'
import type { Run } from '@/lib/trajectory/trajectory'

export type MarkCounts = ReadonlyMap<string, { annotations: number; comments: number }>

type Whole = { steps: readonly { id: string; runId: string }[]; runs: readonly Pick<Run, 'id' | 'parentId'>[] }

/** How many labels and open threads steps and runs carry; a run has what its steps and its own runs have. */
export function countMarks(
  { byStep, byRun }: RollUp,
  threads: readonly Pick<ThreadView, 'anchor' | 'resolvedAt'>[],
  { steps, runs }: Whole,
): { marksByStep: MarkCounts; marksByRun: MarkCounts; openThreads: number } {
  const [marksByStep, marksByRun] = [countsOf(byStep), countsOf(byRun)]
  const runOfStep = new Map(steps.map(({ id, runId }) => [id, runId]))
  const parentOf = new Map(runs.map(({ id, parentId }) => [id, parentId]))
  const open = threads.filter(({ resolvedAt }) => !resolvedAt)
  for (const { anchor } of open) {
    const stepId = stepOfAnchor(anchor)
    if (stepId) addThread(marksByStep, stepId)
    let runId = anchor.scope === 'run' ? anchor.runId : stepId ? runOfStep.get(stepId) : undefined
    for (; runId; runId = parentOf.get(runId) ?? undefined) addThread(marksByRun, runId)
  }
  return { marksByStep, marksByRun, openThreads: open.length }
}

type Counts = Map<string, { annotations: number; comments: number }>

function countsOf(marks: RollUp['byStep']): Counts {
  return new Map(
    [...marks].map(([id, all]) => [id, { annotations: all.reduce((sum, { count }) => sum + count, 0), comments: 0 }]),
  )
}

function addThread(counts: Counts, id: string): void {
  const found = counts.get(id)
  if (found) found.comments += 1
  else counts.set(id, { annotations: 0, comments: 1 })
}
