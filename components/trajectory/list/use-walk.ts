'use client'

import { useMemo } from 'react'
import { isShown, type Shown } from '@/components/trajectory/use-shown-kinds'
import { useAddress } from '@/components/ui/use-address'
import { useCommands } from '@/components/ui/use-commands'
import type { StepEntry } from '@/lib/trajectory/view'

export type Walk = {
  /** The steps that the cursor goes to, in order; never none. */
  steps: readonly StepEntry[]
  /** Tokens up to the end of each of them. */
  tokens: readonly number[]
  /** The run that is looked at alone. */
  focusedRun: string | undefined
  toggleFocus: () => void
}

/**
 * What keys and playback walk: the steps of the kinds that are shown and, while one run is looked at alone (`?focus=run`),
 * of the run under the cursor.
 */
export function useWalk(
  steps: readonly StepEntry[],
  tokens: readonly number[],
  entry: StepEntry | undefined,
  shown: Shown,
): Walk {
  const [focus, setFocus] = useAddress('focus')
  const focusedRun = focus === 'run' ? entry?.runId : undefined
  const toggleFocus = () => setFocus(focus === 'run' ? undefined : 'run')
  const title = focusedRun ? 'Show all runs' : 'Focus on this run'
  useCommands([{ id: 'focus-run', title, group: 'Replay', keys: 'f', run: toggleFocus }])
  const { thoughts, calls, output } = shown
  const walked = useMemo(() => {
    const kinds = { thoughts, calls, output, metadata: false }
    const kept = steps.filter((step) => isShown(step, kinds) && (!focusedRun || step.runId === focusedRun))
    if (kept.length === 0 || kept.length === steps.length) return { steps, tokens }
    let sum = 0
    const sums = kept.map(({ position }) => {
      sum += (tokens[position] ?? 0) - (tokens[position - 1] ?? 0)
      return sum
    })
    return { steps: kept, tokens: sums }
  }, [steps, tokens, focusedRun, thoughts, calls, output])
  return { ...walked, focusedRun, toggleFocus }
}
