import type { Run } from '@/lib/trajectory/trajectory'
import type { StepEntry } from '@/lib/trajectory/view'

export type OutlineRow =
  | { kind: 'run'; run: Run; depth: number; steps: number; isOpen: boolean; optimized: number; first: number }
  | { kind: 'step'; step: StepEntry; depth: number }

/**
 * The tree of runs and steps as the lines of a list, in the order of the work: a run stands where its first step is,
 * its steps one level deeper. Steps of a closed run, and of runs inside it, are left out.
 */
export function outlineRows(runs: readonly Run[], steps: readonly StepEntry[], closed: ReadonlySet<string>) {
  const runById = new Map(runs.map((run) => [run.id, run]))
  const sizes = new Map<string, { steps: number; optimized: number }>()
  for (const { runId, isOptimized } of steps) {
    const size = sizes.get(runId) ?? { steps: 0, optimized: 0 }
    sizes.set(runId, { steps: size.steps + 1, optimized: size.optimized + Number(isOptimized) })
  }
  const seen = new Set<string>()
  const rows: OutlineRow[] = []
  for (const step of steps) {
    const line = lineage(runById, step.runId)
    const depth = line.length
    const isHidden = line.slice(0, -1).some((run) => closed.has(run.id))
    const run = line.at(-1)
    if (run && !seen.has(run.id)) {
      seen.add(run.id)
      const size = sizes.get(run.id) ?? { steps: 0, optimized: 0 }
      if (!isHidden)
        rows.push({ kind: 'run', run, depth: depth - 1, ...size, isOpen: !closed.has(run.id), first: step.position })
    }
    if (!isHidden && !closed.has(step.runId)) rows.push({ kind: 'step', step, depth })
  }
  return rows
}

/** The run and those that delegated to it, outermost first. */
function lineage(runById: ReadonlyMap<string, Run>, id: string): Run[] {
  const run = runById.get(id)
  if (!run) return []
  return run.parentId === null ? [run] : [...lineage(runById, run.parentId), run]
}

/** What people look for in the outline: the path, the tool or the kind. */
export function matchesOutline(step: StepEntry, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  return [step.path, step.tool, step.call, step.kind].some((text) => text?.toLowerCase().includes(wanted))
}
