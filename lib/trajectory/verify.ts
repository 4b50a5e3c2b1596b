import { openChecker, type ReadOutline } from '@/lib/structure/checker'
import { renderDiagnostics } from '@/lib/structure/diagnostic'
import type { Keep } from '@/lib/structure/shelf'
import { openOriginality } from './originality'
import { observe, observeMissing } from './tools'
import type { Run, Step, Tool, Trajectory } from './trajectory'
import type { VerifierName, VerifierResult, Verifiers } from './verifiers'
import { openWorkTree, type WorkTree } from './work-tree'

/** A file that the trajectory has to reproduce; `content` is its decoded UTF-8, and may be brought when it is asked for. */
export type IncludedFile = { path: string; content: string }

export type Verification = {
  verifiers: Verifiers
  /** The greatest copy ratio of any thought. */
  maxCopyRatio: number
  /** By the id of the think step. */
  copyRatios: Map<string, number>
}

export type Verifying = { add(step: Step): Promise<void>; finish(): Verification }

export async function verify(
  trajectory: Trajectory,
  files: Iterable<IncludedFile>,
  given: Iterable<IncludedFile> = [],
): Promise<Verification> {
  const verifying = openVerification(trajectory.request, trajectory.runs, files, undefined, given)
  for (const step of trajectory.steps) await verifying.add(step)
  return verifying.finish()
}

/**
 * The verifiers of DESIGN.md as a fold: `add` every step in position order, then `finish`. Contents are compared as
 * strings, which for well-formed ones is the same as comparing their UTF-8 bytes; others count as different. What a check
 * would return is found out anew, from the tree as it stands then, the plan, and the files themselves; `read` may know
 * outlines without parsing. The tree begins with the `given` files of a window, which have to stay as they are.
 */
export function openVerification(
  request: string,
  runs: Run[],
  files: Iterable<IncludedFile>,
  read?: ReadOutline,
  given: Iterable<IncludedFile> = [],
  keep?: Keep,
): Verifying {
  const existing = new Map(Array.from(given, (file) => [file.path, file]))
  const expected = new Map(Array.from(files, (file) => [file.path, file]))
  const finalOf = (path: string) => (expected.get(path) ?? existing.get(path))?.content
  const runById = new Map(runs.map((run) => [run.id, run]))
  const originality = openOriginality(request, runs, expected)
  const tree = openWorkTree(finalOf, existing.keys())
  const planned = new Set<string>()
  const checker = openChecker({ files: tree, drafts: tree.drafts, planned, promised: finalOf }, read, keep)
  const delegated = new Map<string, string>()
  const begun = new Set<string>()
  const failures = new Map<VerifierName, string>()
  const fail = (name: VerifierName, why: string) => {
    if (!failures.has(name)) failures.set(name, why)
  }
  let unanswered: Step | undefined

  const begin = (run: Run, step: Step) => {
    if (begun.has(run.id)) return
    begun.add(run.id)
    if (run.parentId === null || (run.path !== null && delegated.get(run.path) === run.parentId)) return
    fail('causal', `The run of step ${step.position} begins before its file is delegated.`)
  }
  const change = (step: Step, run: Run) => {
    if (run.role !== 'sub' || step.path !== run.path)
      fail('causal', `Step ${step.position} writes ${step.path}, which is not the file of its run.`)
    if (step.path !== null && existing.has(step.path))
      fail('replays', `Step ${step.position} changes ${step.path}, which was there before the work began.`)
    if (step.path === null || step.content === null || !step.content.isWellFormed())
      fail('replays', `Step ${step.position} writes nothing that could be replayed.`)
    else if (step.tool === 'edit' && !tree.has(step.path))
      fail('replays', `Step ${step.position} edits ${step.path} before it is written.`)
    else tree.set(step.path, step.content)
  }
  const act = (step: Step, run: Run) => {
    for (const entry of step.args.plan?.files ?? []) planned.add(entry.path)
    if (step.tool === 'delegate' && step.path !== null) delegated.set(step.path, run.id)
    if (step.tool === 'write' || step.tool === 'edit') change(step, run)
    if (isAnswered(step)) unanswered = step
  }
  const answerTo = async (asked: Step) =>
    asked.tool === 'check' && asked.path !== null
      ? renderDiagnostics(asked.path, await checker.check(asked.path))
      : observe(asked, tree)
  const answer = async (step: Step, asked: Step | undefined) => {
    if (!asked || asked.runId !== step.runId || asked.tool !== step.tool || asked.path !== step.path) {
      fail('grounded', `Step ${step.position} observes what no act before it asked for.`)
      return
    }
    const seen = step.content ?? step.text
    const isMissing = asked.tool === 'read' && !tree.has(asked.path ?? '')
    if (isMissing && seen !== observeMissing(asked.path ?? ''))
      fail('causal', `Step ${step.position} reads ${asked.path}, which is not written yet.`)
    const isSame = step.args.lines?.start === asked.args.lines?.start && step.args.lines?.end === asked.args.lines?.end
    if (!isSame || seen !== (await answerTo(asked)))
      fail('grounded', `Step ${step.position} is not what ${asked.tool} returns for ${asked.path}.`)
  }

  return {
    async add(step) {
      const run = runById.get(step.runId)
      if (!run) throw new Error(`Step ${step.position} belongs to no run of its trajectory.`)
      begin(run, step)
      const asked = unanswered
      unanswered = undefined
      if (step.kind === 'observe') await answer(step, asked)
      else if (asked) fail('grounded', `Nothing answers step ${asked.position}.`)
      if (step.kind === 'act') act(step, run)
      originality.add(step)
    },
    finish() {
      if (unanswered) fail('grounded', `Nothing answers step ${unanswered.position}.`)
      compare(expected, existing, tree, fail)
      const original = originality.finish()
      const result = (name: VerifierName): VerifierResult => ({
        holds: !failures.has(name),
        why: failures.get(name) ?? null,
      })
      return {
        verifiers: {
          replays: result('replays'),
          causal: result('causal'),
          grounded: result('grounded'),
          complete: result('complete'),
          original: original.result,
        },
        maxCopyRatio: original.maxCopyRatio,
        copyRatios: original.copyRatios,
      }
    },
  }
}

const answered: ReadonlySet<Tool> = new Set(['list', 'read', 'write', 'edit', 'check'])

function isAnswered(step: Step): boolean {
  return step.tool !== null && answered.has(step.tool)
}

function compare(
  expected: ReadonlyMap<string, unknown>,
  existing: ReadonlyMap<string, unknown>,
  tree: WorkTree,
  fail: (name: VerifierName, why: string) => void,
): void {
  for (const path of expected.keys()) {
    if (tree.isFinal(path)) continue
    const why = tree.has(path) ? `${path} does not end at its final content.` : `${path} is never written.`
    fail('complete', why)
    fail('replays', why)
  }
  for (const path of tree.keys())
    if (!expected.has(path) && !existing.has(path)) fail('replays', `${path} is not a file to be written.`)
}
