import { bisector } from 'd3'
import { isWrite } from '@/components/trajectory/navigation'
import type { Run } from '@/lib/trajectory/trajectory'
import type { StepEntry } from '@/lib/trajectory/view'

/** What each step made of each file, so that the repository can be told as it stands after any of them. */
export type FileHistory = {
  /** Every file that there ever is, in the order of their paths. */
  paths: readonly string[]
  changes: ReadonlyMap<string, readonly StepEntry[]>
  given: ReadonlySet<string>
  orderOfRun: ReadonlyMap<string, number>
}

/** A file as it stands after a step; what is not there yet has neither size nor author. */
export type FileState = {
  path: string
  state: 'absent' | 'given' | 'written'
  bytes: number
  /** The step that wrote it last, and the one that wrote it first. */
  last: StepEntry | undefined
  first: StepEntry | undefined
  /** The step that will change it next. */
  next: StepEntry | undefined
  /** How many steps have changed it so far, and in all. */
  changes: number
  allChanges: number
  /** Place of the run that changed it last among the runs, for its colour. */
  runOrder: number | undefined
}

/** Goes through the steps once; 10,000 steps take a few milliseconds. */
export function fileHistory(
  steps: readonly StepEntry[],
  runs: readonly Run[],
  given: readonly string[] = [],
): FileHistory {
  const changes = new Map<string, StepEntry[]>()
  for (const step of steps) {
    if (!isWrite(step) || step.path === null) continue
    const known = changes.get(step.path)
    if (known) known.push(step)
    else changes.set(step.path, [step])
  }
  return {
    paths: [...new Set([...changes.keys(), ...given])].sort((a, b) => (a < b ? -1 : 1)),
    changes,
    given: new Set(given),
    orderOfRun: new Map(runs.map(({ id }, order) => [id, order])),
  }
}

const byPosition = bisector<StepEntry, number>(({ position }) => position)
const none: readonly StepEntry[] = []

/** One file after the step at a position: nothing before it is gone through. */
export function fileAt(history: FileHistory, path: string, position: number): FileState {
  const all = history.changes.get(path) ?? none
  const changes = byPosition.right(all, position)
  const last = all[changes - 1]
  const isThere = last !== undefined || history.given.has(path)
  return {
    path,
    state: last ? 'written' : isThere ? 'given' : 'absent',
    bytes: last?.bytes ?? 0,
    last,
    first: changes > 0 ? all[0] : undefined,
    next: all[changes],
    changes,
    allChanges: all.length,
    runOrder: last && history.orderOfRun.get(last.runId),
  }
}

/** Every file that there ever is, as it stands after the step at a position. */
export function filesAt(history: FileHistory, position: number): FileState[] {
  return history.paths.map((path) => fileAt(history, path, position))
}

/** The files that a run changes, in the order of its first changes. */
export type RunChanges = { run: Run; order: number; files: { path: string; steps: StepEntry[] }[] }

/** What every run changes in all; runs that change nothing are left out. */
export function changesByRun(history: FileHistory, runs: readonly Run[]): RunChanges[] {
  const filesOf = new Map<string, Map<string, StepEntry[]>>()
  const all = [...history.changes.values()].flat().sort((a, b) => a.position - b.position)
  for (const step of all) {
    if (step.path === null) continue
    const files = filesOf.get(step.runId) ?? new Map<string, StepEntry[]>()
    filesOf.set(step.runId, files)
    files.set(step.path, [...(files.get(step.path) ?? []), step])
  }
  return runs.flatMap((run, order) => {
    const files = filesOf.get(run.id)
    return files ? [{ run, order, files: [...files].map(([path, steps]) => ({ path, steps })) }] : []
  })
}
