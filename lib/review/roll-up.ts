import type { Run } from '@/lib/trajectory/trajectory'
import type { Anchor } from './anchor'
import { isCarried, type LabelColor, type LabelValue } from './label'

export type Carried = {
  anchor: Anchor
  labelId: string
  label: { name: string; color: LabelColor }
  value: LabelValue
}

/** A label that a part carries, itself or through what it is made of, and how often. */
export type Mark = { labelId: string; name: string; color: LabelColor; count: number }

export type RollUp = {
  byStep: ReadonlyMap<string, readonly Mark[]>
  /** Of a run: its own labels, those of its steps, and those of the runs that it delegated to. */
  byRun: ReadonlyMap<string, readonly Mark[]>
  trajectory: readonly Mark[]
}

/** Labels count for what they were given to and for all that contains it: span and hunk, step, run, trajectory. */
export function rollUp(
  annotations: readonly Carried[],
  steps: readonly { id: string; runId: string }[],
  runs: readonly Pick<Run, 'id' | 'parentId'>[],
): RollUp {
  const runOfStep = new Map(steps.map(({ id, runId }) => [id, runId]))
  const parentOf = new Map(runs.map(({ id, parentId }) => [id, parentId]))
  const byStep = new Map<string, Mark[]>()
  const byRun = new Map<string, Mark[]>()
  const trajectory: Mark[] = []
  for (const annotation of annotations) {
    if (!isCarried(annotation.value)) continue
    const { anchor } = annotation
    const stepId = 'stepId' in anchor ? anchor.stepId : undefined
    if (stepId) count(marksOf(byStep, stepId), annotation)
    let runId = anchor.scope === 'run' ? anchor.runId : stepId ? runOfStep.get(stepId) : undefined
    while (runId) {
      count(marksOf(byRun, runId), annotation)
      runId = parentOf.get(runId) ?? undefined
    }
    count(trajectory, annotation)
  }
  return { byStep, byRun, trajectory }
}

function marksOf(marks: Map<string, Mark[]>, id: string): Mark[] {
  const found = marks.get(id)
  if (found) return found
  const created: Mark[] = []
  marks.set(id, created)
  return created
}

function count(marks: Mark[], { labelId, label }: Carried): void {
  const mark = marks.find((candidate) => candidate.labelId === labelId)
  if (mark) mark.count += 1
  else marks.push({ labelId, name: label.name, color: label.color, count: 1 })
}
