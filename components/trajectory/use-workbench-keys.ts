'use client'

import { useKeys } from '@/components/ui/use-keys'
import type { StepEntry } from '@/lib/trajectory/view'
import { isWrite, moveBy, moveTo, moveToRun } from './navigation'
import type { Playback } from './replay/use-playback'

export type WorkbenchKeys = {
  /** What is walked, and all there is. */
  steps: readonly StepEntry[]
  allSteps: readonly StepEntry[]
  position: number
  move: (position: number) => void
  playback: Playback
  onFindPath: () => void
  onFind: () => void
}

const isOptimized = (step: StepEntry) => step.isOptimized
const isError = (step: StepEntry) => step.isError

export function useWorkbenchKeys({
  steps,
  allSteps,
  position,
  move,
  playback,
  onFindPath,
  onFind,
}: WorkbenchKeys): void {
  const group = 'Replay'
  const bind = (title: string, run: () => void) => ({ title, group, run })
  const byStep = (by: number) => () => move(moveBy(steps, position, by))
  useKeys({
    j: bind('Next step', byStep(1)),
    k: bind('Previous step', byStep(-1)),
    down: byStep(1),
    up: byStep(-1),
    l: bind('Next run', () => move(moveToRun(allSteps, position, 1))),
    h: bind('Previous run', () => move(moveToRun(allSteps, position, -1))),
    'g g': bind('First step', () => move(steps[0]?.position ?? 0)),
    G: bind('Last step', () => move(steps.at(-1)?.position ?? 0)),
    e: bind('Next write', () => move(moveTo(allSteps, position, 1, isWrite))),
    E: bind('Previous write', () => move(moveTo(allSteps, position, -1, isWrite))),
    o: bind('Next optimized step', () => move(moveTo(allSteps, position, 1, isOptimized))),
    O: bind('Previous optimized step', () => move(moveTo(allSteps, position, -1, isOptimized))),
    n: bind('Next error', () => move(moveTo(allSteps, position, 1, isError))),
    p: bind('Previous error', () => move(moveTo(allSteps, position, -1, isError))),
    '/': bind('Find in the trajectory', onFind),
    'm /': bind('Find a path in the outline', onFindPath),
    space: bind('Play or pause', () => pressFocused() || playback.toggle()),
    '>': bind('Play faster', () => playback.changeSpeed(1)),
    '<': bind('Play slower', () => playback.changeSpeed(-1)),
  })
}

/** A control that has the focus keeps its own meaning of the space bar. */
function pressFocused(): boolean {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || !focused.matches('button, summary, [role=button]')) return false
  focused.click()
  return true
}
