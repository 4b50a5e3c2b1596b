import type { StepEntry } from '@/lib/trajectory/view'

/** Where the cursor can go; positions are those of the steps. All stay where they are when there is nowhere to go. */
export type Direction = 1 | -1

export function indexOfPosition(steps: readonly StepEntry[], position: number): number {
  const exact = steps[position]
  if (exact?.position === position) return position
  const found = steps.findIndex((step) => step.position >= position)
  return found === -1 ? Math.max(0, steps.length - 1) : found
}

export function moveBy(steps: readonly StepEntry[], position: number, by: number): number {
  const index = indexOfPosition(steps, position) + by
  return steps[Math.max(0, Math.min(steps.length - 1, index))]?.position ?? position
}

/** The next step, in one direction, for which something holds. */
export function moveTo(
  steps: readonly StepEntry[],
  position: number,
  direction: Direction,
  holds: (step: StepEntry) => boolean,
): number {
  for (let index = indexOfPosition(steps, position) + direction; ; index += direction) {
    const step = steps[index]
    if (!step) return position
    if (holds(step)) return step.position
  }
}

/** Forward: where the next stretch of another run begins. Backward: the beginning of this stretch, then of the last. */
export function moveToRun(steps: readonly StepEntry[], position: number, direction: Direction): number {
  const begins = (index: number) => index === 0 || steps[index]?.runId !== steps[index - 1]?.runId
  const from = indexOfPosition(steps, position)
  for (let index = from + direction; index >= 0 && index < steps.length; index += direction) {
    if (begins(index)) return steps[index]?.position ?? position
  }
  return position
}

export function isWrite({ kind, tool }: StepEntry): boolean {
  return kind === 'act' && (tool === 'write' || tool === 'edit')
}
