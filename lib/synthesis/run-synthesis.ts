import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { v7 as newId } from 'uuid'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import type { Budget } from '@/lib/llm/call'
import { type Content, insertBlobs } from '@/lib/repository/store-blobs'
import { appendRevision } from '@/lib/trajectory/append-revision'
import { countTokens } from '@/lib/trajectory/count-tokens'
import { openKnownOutlines } from '@/lib/trajectory/known-outlines'
import {
  getTrajectoryHead,
  getTrajectoryRow,
  insertTrajectory,
  lockTrajectory,
  type StepRow,
  type ThoughtRow,
} from '@/lib/trajectory/store'
import type { Tool } from '@/lib/trajectory/trajectory'
import { verifierNames } from '@/lib/trajectory/verifiers'
import { synthesizeJob } from './job'
import { loadProject } from './load-project'
import { openAuthor } from './open-author'
import type { Project } from './project'
import { type SynthesisResult, SynthesisSettings } from './settings'
import { type Simulation, simulate } from './simulate'

/**
 * Does a synthesis. The steps are saved all at once or not at all, then revision 1 with its verifiers; whatever of it
 * exists already is not done again.
 */
export async function runSynthesis(payload: unknown, context: JobContext): Promise<SynthesisResult> {
  const started = performance.now()
  const { trajectoryId, budget } = synthesizeJob.Payload.parse(payload)
  const trajectory = await getTrajectoryHead(db, trajectoryId)
  if (trajectory.stepCount === 0) await synthesize(trajectoryId, budget, context)
  if (trajectory.head === 0) await seal(trajectoryId, trajectory.author, context)
  return { ...(await resultOf(trajectoryId)), ms: Math.round(performance.now() - started) }
}

async function synthesize(trajectoryId: string, budget: Budget, context: JobContext): Promise<void> {
  const { signal } = context
  const { snapshotId, settings } = await getTrajectoryHead(db, trajectoryId)
  const { author, mode, seed, readBudgetBytes, partBytes } = SynthesisSettings.parse(settings)
  const project = await loadProject(db, snapshotId, { signal, withHistory: mode === 'history' })
  const total = project.files.length
  if (total === 0)
    throw new AppError('invalid', `${project.name} has no included file, so there is nothing to reconstruct.`)
  await context.report({ done: 0, total, unit: 'files', message: 'Writing the trajectory' })
  const onFile = async (done: number) => {
    signal.throwIfAborted()
    await context.report({ done, total })
    await setImmediate()
  }
  const simulation = await simulate(project, {
    author: await openAuthor(author, { subject: { kind: 'trajectory', id: trajectoryId }, budget }),
    mode,
    seed,
    readBudgetBytes,
    partBytes,
    newId,
    readOutline: openKnownOutlines(db, snapshotId),
    signal,
    onFile,
  })
  const content = await toRows(project, simulation, signal)
  await db.$transaction(
    async (tx) => {
      const { stepCount } = await lockTrajectory(tx, trajectoryId)
      if (stepCount > 0) return
      await insertBlobs(tx, content.drafts, signal)
      await insertTrajectory(tx, trajectoryId, content)
    },
    { timeout: 300_000 },
  )
}

async function toRows(project: Project, simulation: Simulation, signal: AbortSignal) {
  const { request, runs, steps, copyRatios } = simulation
  const contents = openContents(project)
  const thinking = steps.filter((step) => step.kind === 'think')
  const tokens = await countTokens(
    thinking.map((step) => step.text ?? ''),
    signal,
  )
  const thoughts: ThoughtRow[] = thinking.map((step, index) => ({
    id: newId(),
    stepId: step.id,
    text: step.text ?? '',
    tokens: tokens[index] ?? 0,
    copyRatio: copyRatios.get(step.id) ?? 0,
  }))
  const stepRows: StepRow[] = steps.map(({ content, ...step }) => ({
    ...step,
    text: step.kind === 'think' ? null : step.text,
    sha256: content === null ? null : contents.hashOf({ ...step, content }),
  }))
  return { request, runs, steps: stepRows, thoughts, drafts: contents.drafts }
}

/** The hashes of what steps hold: that of the file where they hold its final content or read it, else of a draft. */
function openContents(project: Project) {
  const fileOf = new Map(project.files.map((file) => [file.path, file]))
  const drafts: Content[] = []
  const hashOf = ({ tool, path, content }: { tool: Tool | null; path: string | null; content: string }) => {
    const file = fileOf.get(path ?? '')
    if (file && (tool === 'read' || file.content === content)) return file.sha256
    const bytes = Buffer.from(content)
    const sha256 = createHash('sha256').update(bytes).digest()
    drafts.push({ sha256, bytes })
    return sha256.toString('hex')
  }
  return { drafts, hashOf }
}

async function seal(trajectoryId: string, author: string, context: JobContext): Promise<void> {
  const { stepCount } = await getTrajectoryHead(db, trajectoryId)
  await context.report({ done: 0, total: stepCount, unit: 'steps', message: 'Verifying' })
  const reason = 'Synthesized'
  const onStep = (done: number) => context.report({ done })
  const revision = { trajectoryId, base: 0, reason, by: author, selected: [], signal: context.signal, onStep }
  await appendRevision(revision).catch(async (error: unknown) => {
    // Another worker, taken for dead, was only slow: what it left is as good.
    const { head } = await getTrajectoryHead(db, trajectoryId)
    if (head === 0) throw error
  })
}

async function resultOf(trajectoryId: string): Promise<Omit<SynthesisResult, 'ms'>> {
  const { head, runCount, stepCount } = await getTrajectoryRow(db, trajectoryId)
  if (!head) throw new Error('The trajectory has no revision after its synthesis.')
  const verifiers = Object.fromEntries(verifierNames.map((name) => [name, head.verifiers[name].holds]))
  return { trajectoryId, revision: head.number, runs: runCount, steps: stepCount, tokens: head.tokens, verifiers }
}
