import { type CopyTarget, copyRatio, maxCopyRatio, prepareCopyTarget } from './copy-ratio'
import type { PlanEntry, Run, Step } from './trajectory'
import type { VerifierResult } from './verifiers'

export type Originality = {
  result: VerifierResult
  /** The greatest copy ratio of any thought. */
  maxCopyRatio: number
  copyRatios: Map<string, number>
}

/** What a run has before it from then on: what it reads, what it has written itself, and what a check says of that. */
function isSeen({ kind, tool }: Step): boolean {
  return kind === 'observe' ? tool === 'read' || tool === 'check' : tool === 'write' || tool === 'edit'
}

type Visible = { task: string; reads: string[] }

/**
 * What a thought about one file may repeat without copying: the request, the file's entry in the plan, the task, and
 * what its run has read and written so far (reference/paper.md, guards).
 */
export function visibleContext(request: string, entry: PlanEntry | undefined, task: string, reads: string[]): string {
  const planned = entry ? [entry.path, ...wordsOf(entry), ...entry.dependencies].join('\n') : ''
  return [request, planned, task, ...reads].join('\n')
}

/**
 * How much of its file a plan's entry gives away. Since all that it says may be repeated without copying, nothing counts
 * as visible before it.
 */
export function entryCopyRatio(content: string, entry: PlanEntry): number {
  return copyRatio(content, wordsOf(entry).join('\n'), '')
}

function wordsOf({ purpose, interface: offers, check }: PlanEntry): string[] {
  return [purpose, offers, check].filter((words) => words !== undefined)
}

/**
 * Follows the steps and measures how much of its target each thought copies. The target of a thought in a sub-run is the
 * file of the run; in the main run it is the file that is delegated next. The thoughts before the plan and before the
 * end have no file of their own: they are held against the files of the top folder, where a README, a manifest and the
 * entry points lie, since those are what they could have been taken from.
 */
export function openOriginality(
  request: string,
  runs: Run[],
  files: ReadonlyMap<string, { content: string }>,
): { add(step: Step): void; finish(): Originality } {
  const runById = new Map(runs.map((run) => [run.id, run]))
  const entries = new Map<string, PlanEntry>()
  const visible = new Map<string, Visible>()
  const copyRatios = new Map<string, number>()
  const waiting: Step[] = []
  let most = 0
  let why: string | null = null
  let task = ''
  // The thoughts about one file follow each other, so that one prepared file is enough.
  let prepared: { path: string; target: CopyTarget } | undefined

  const targetOf = (path: string): CopyTarget => {
    if (prepared?.path !== path) prepared = { path, target: prepareCopyTarget(files.get(path)?.content ?? '') }
    return prepared.target
  }
  const record = (step: Step, ratio: number, path: string) => {
    copyRatios.set(step.id, Math.max(ratio, copyRatios.get(step.id) ?? 0))
    most = Math.max(most, ratio)
    if (ratio > maxCopyRatio)
      why ??= `The thought of step ${step.position} repeats ${Math.round(ratio * 100)}% of ${path}.`
  }
  const measure = (step: Step, path: string, seen: string) => {
    record(step, targetOf(path).besides(seen)(step.text ?? ''), path)
  }
  const measureWithoutFile = (step: Step) => {
    record(step, 0, '')
    for (const [path, file] of files)
      if (!path.includes('/')) record(step, copyRatio(file.content, step.text ?? '', request), path)
  }
  /** Plans from before interfaces were asked for are left as they were judged then. */
  const measureEntry = (path: string) => {
    const entry = entries.get(path)
    const ratio = entry?.interface === undefined ? 0 : targetOf(path).besides('')(wordsOf(entry).join('\n'))
    if (ratio > maxCopyRatio) why ??= `The plan of ${path} repeats ${Math.round(ratio * 100)}% of it.`
  }
  const addMain = (step: Step) => {
    visible.clear()
    if (step.kind === 'think') waiting.push(step)
    if (step.kind !== 'act') return
    for (const entry of step.args.plan?.files ?? []) entries.set(entry.path, entry)
    for (const thought of waiting.splice(0)) {
      const path = step.tool === 'delegate' ? step.path : null
      if (path === null) measureWithoutFile(thought)
      else measure(thought, path, visibleContext(request, entries.get(path), '', []))
    }
    if (step.tool !== 'delegate') return
    task = step.text ?? ''
    if (step.path !== null) measureEntry(step.path)
  }
  const addSub = (step: Step, path: string) => {
    const seen = visible.get(step.runId) ?? { task, reads: [] }
    visible.set(step.runId, seen)
    if (step.kind === 'think') measure(step, path, visibleContext(request, entries.get(path), seen.task, seen.reads))
    if (isSeen(step)) seen.reads.push(step.content ?? step.text ?? '')
  }
  return {
    add(step) {
      const path = runById.get(step.runId)?.path ?? null
      if (path === null) addMain(step)
      else addSub(step, path)
    },
    finish() {
      for (const thought of waiting.splice(0)) measureWithoutFile(thought)
      return { result: { holds: why === null, why }, maxCopyRatio: most, copyRatios }
    },
  }
}
