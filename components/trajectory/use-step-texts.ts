'use client'

import { useQueries } from '@tanstack/react-query'
import type { ComparedSide, StepText } from '@/lib/trajectory/comparison'
import { stepsPerWindow, stepTextsQuery } from './compare/compare-queries'

export type StepTexts = {
  /** Undefined while it is on its way, null for a step without words. */
  textAt: (position: number) => StepText | null | undefined
  error: Error | undefined
}

/** The words of the steps at these positions, read by window: what is not looked at is not loaded. */
export function useStepTexts({ trajectory, revision }: ComparedSide, positions: readonly number[]): StepTexts {
  const windows = [...new Set(positions.filter((at) => at >= 0).map((at) => Math.floor(at / stepsPerWindow)))]
  const queries = useQueries({
    queries: windows.map((window) => stepTextsQuery(trajectory.id, revision.number, window)),
  })
  return {
    textAt: (position) => {
      const found = queries[windows.indexOf(Math.floor(position / stepsPerWindow))]?.data
      return found && (found.find((one) => one.position === position) ?? null)
    },
    error: queries.find(({ error }) => error)?.error ?? undefined,
  }
}
