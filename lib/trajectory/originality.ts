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
  const planned = entry ? [entry.path, entry.purpose, ...entry.dependencies].join('\n') : ''
  return [request, planned, task, ...reads].join('\n')
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
  contentOf: ReadonlyMap<string, string>,
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
    if (prepared?.path !== path) prepared = { path, target: prepareCopyTarget(contentOf.get(path) ?? '') }
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
    for (const [path, content] of contentOf)
      if (!path.includes('/')) record(step, copyRatio(content, step.text ?? '', request), path)
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
    if (step.tool === 'delegate') task = step.text ?? ''
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
