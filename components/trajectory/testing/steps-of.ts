import type { StepKind, Tool } from '@/lib/trajectory/trajectory'
import type { StepEntry } from '@/lib/trajectory/view'

type Short = readonly [runId: string, kind: StepKind, tool?: Tool | null, path?: string | null, bytes?: number]

/** The index of a trajectory from the little that a test is about. */
export function stepsOf(short: readonly Short[]): StepEntry[] {
  return short.map(([runId, kind, tool = null, path = null, bytes = 1], position) => ({
    id: `step-${position}`,
    position,
    runId,
    kind,
    tool,
    path,
    bytes,
    tokens: null,
    sha256: null,
    isError: false,
    candidates: 0,
    isOptimized: false,
    openSearch: null,
  }))
}
