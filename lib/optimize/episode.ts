import type { PlanEntry, Run, Step } from '@/lib/trajectory/trajectory'

/** The work on one file: the steps of its sub-run with what the main run said about it. */
export type Episode = {
  run: Run
  path: string
  /** The words with which the file was delegated. */
  task: string
  planEntry: PlanEntry | undefined
  steps: Step[]
}

/** Takes a trajectory apart into its sub-runs, in order; one of them is in memory at a time. */
export async function* streamEpisodes(runs: Run[], steps: AsyncIterable<Step>): AsyncGenerator<Episode> {
  const runById = new Map(runs.map((run) => [run.id, run]))
  const planned = new Map<string, PlanEntry>()
  const tasks = new Map<string, string>()
  let open: Episode | undefined
  for await (const step of steps) {
    if (open && open.run.id !== step.runId) {
      yield open
      open = undefined
    }
    const run = runById.get(step.runId)
    if (!run || run.path === null) {
      for (const entry of step.args.plan?.files ?? []) planned.set(entry.path, entry)
      if (step.tool === 'delegate' && step.path !== null) tasks.set(step.path, step.text ?? '')
      continue
    }
    open ??= { run, path: run.path, task: tasks.get(run.path) ?? '', planEntry: planned.get(run.path), steps: [] }
    open.steps.push(step)
  }
  if (open) yield open
}

export type Read = { path: string; text: string }

/** What a search needs to know about an episode. */
export type WrittenFile = {
  /** The true content of the file: what the last write or edit leaves. */
  content: string
  /** The thoughts before it, in order, each with what the run had read by then, and what it does next. */
  thoughts: { step: Step; reads: Read[]; before: 'read' | 'write' | 'edit' }[]
  /** Everything that was read before it. */
  reads: Read[]
}

/** Undefined when the episode writes nothing, or an empty file. */
export function findWrittenFile({ path, steps }: Episode): WrittenFile | undefined {
  const last = steps.findLastIndex((step) => isChange(step) && step.path === path)
  const content = steps[last]?.content
  if (!content) return undefined
  const reads: Read[] = []
  const thoughts: WrittenFile['thoughts'] = []
  for (const [index, step] of steps.slice(0, last).entries()) {
    if (step.kind === 'think') thoughts.push({ step, reads: [...reads], before: nextAct(steps, index) })
    if (step.kind === 'observe' && step.tool === 'read') reads.push({ path: step.path ?? '', text: step.content ?? '' })
  }
  return { content, thoughts, reads }
}

function nextAct(steps: readonly Step[], index: number): 'read' | 'write' | 'edit' {
  const tool = steps.find(({ kind }, at) => at > index && kind === 'act')?.tool
  if (tool === 'write') return 'write'
  return tool === 'edit' || tool === 'check' ? 'edit' : 'read'
}

function isChange(step: Step): boolean {
  return step.kind === 'act' && (step.tool === 'write' || step.tool === 'edit')
}
