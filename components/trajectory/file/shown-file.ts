import { isWrite } from '@/components/trajectory/navigation'
import type { StepEntry } from '@/lib/trajectory/view'

/** Which step's file stands beside the reader, and what it has to do with the step under the cursor. */
export type ShownFile = {
  step: StepEntry
  relation: 'this step' | 'what it leads to' | 'what came before' | 'what is checked'
}

/** A thought stands beside the write it leads to, an answer beside what was asked for. Undefined: no file belongs here. */
export function shownFile(steps: readonly StepEntry[], index: number): ShownFile | undefined {
  const step = steps[index]
  if (!step) return undefined
  if (isWrite(step)) return { step, relation: 'this step' }
  if (step.tool === 'read') {
    const answer = step.kind === 'observe' ? step : steps[index + 1]
    return answer?.kind === 'observe' && answer.tool === 'read' ? { step: answer, relation: 'this step' } : undefined
  }
  if (step.kind === 'think' || step.tool === 'delegate') {
    const next = findInRun(steps, index, 1) ?? findDelegated(steps, index)
    return next && { step: next, relation: 'what it leads to' }
  }
  if (step.tool === 'check') {
    const checked = findInRun(steps, index, -1)
    return checked && { step: checked, relation: 'what is checked' }
  }
  const last = step.kind === 'observe' ? findInRun(steps, index, -1) : undefined
  return last && { step: last, relation: 'what came before' }
}

/** The write of the file that the main run is about to delegate. */
function findDelegated(steps: readonly StepEntry[], from: number): StepEntry | undefined {
  const delegation = steps[from]?.tool === 'delegate' ? steps[from] : steps[from + 1]
  if (delegation?.tool !== 'delegate' || delegation.kind !== 'act') return undefined
  return steps.find((step, index) => index > from && step.path === delegation.path && isWrite(step))
}

function findInRun(steps: readonly StepEntry[], from: number, direction: 1 | -1): StepEntry | undefined {
  const runId = steps[from]?.runId
  for (let index = from + direction; steps[index]?.runId === runId; index += direction) {
    const step = steps[index]
    if (step && isWrite(step)) return step
  }
  return undefined
}
