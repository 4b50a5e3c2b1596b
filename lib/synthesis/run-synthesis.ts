import { setImmediate } from 'node:timers/promises'
import { v7 as newId } from 'uuid'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import type { Budget, Subject } from '@/lib/llm/call'
import { type Keep, openShelf } from '@/lib/structure/shelf'
import { appendRevision } from '@/lib/trajectory/append-revision'
import { openKnownOutlines } from '@/lib/trajectory/known-outlines'
import { findBeginning, getTrajectoryHead, listWindowIds, type TrajectoryHead } from '@/lib/trajectory/store'
import { getTrajectoryRow } from '@/lib/trajectory/store-rows'
import { verifierNames } from '@/lib/trajectory/verifiers'
import { synthesizeJob } from './job'
import { loadProject } from './load-project'
import { openAuthor } from './open-author'
import { openSaving } from './save-pieces'
import { type SynthesisResult, SynthesisSettings } from './settings'
import { shareBeginning } from './share-beginning'
import { type SimulationOptions, simulatePieces } from './simulate'

/**
 * Does a synthesis. Its steps are saved as they come, some files at a time, then revision 1 with its verifiers; whatever
 * of it exists already is not done again. Memory does not grow with the number of files.
 */
export async function runSynthesis(payload: unknown, context: JobContext): Promise<SynthesisResult> {
  const started = performance.now()
  const { trajectoryId, budget } = synthesizeJob.Payload.parse(payload)
  const trajectory = await getTrajectoryHead(db, trajectoryId)
  if (trajectory.stepCount === 0) await synthesize(trajectory, budget, context)
  if (trajectory.head === 0) await seal(trajectory, context)
  return { ...(await resultOf(trajectoryId)), ms: Math.round(performance.now() - started) }
}

async function synthesize(trajectory: TrajectoryHead, budget: Budget, context: JobContext): Promise<void> {
  const shelf = openShelf()
  try {
    await shareBeginning(trajectory)
    const write = await prepare(trajectory, budget, context, shelf.keep)
    // Where another worker, taken for dead, was only slow, this one goes on after what that one has saved.
    do await write()
    while ((await getTrajectoryHead(db, trajectory.id)).stepCount === 0)
  } finally {
    shelf.close()
  }
}

/** Loads the project; gives what writes all that is not saved yet, or as much of it as nobody else has gone on with. */
async function prepare(
  trajectory: TrajectoryHead,
  budget: Budget,
  { signal, report }: JobContext,
  keep: Keep,
): Promise<() => Promise<void>> {
  const { id, snapshotId, settings, scope } = trajectory
  const { author, mode, seed, readBudgetBytes, partBytes } = SynthesisSettings.parse(settings)
  const project = await loadProject(db, snapshotId, { signal, withHistory: mode === 'history', keep, scope })
  const total = project.files.length
  if (total === 0)
    throw new AppError('invalid', `${project.name} has no included file, so there is nothing to reconstruct.`)
  const onFile = async (done: number) => {
    signal.throwIfAborted()
    await report({ done, total })
    await setImmediate()
  }
  return async () => {
    const progress = await findBeginning(db, id)
    await report({ done: progress?.files ?? 0, total, unit: 'files', message: 'Writing the trajectory' })
    const options: SimulationOptions = {
      author: await openAuthor(author, { subject: await subjectOf(trajectory), budget }),
      mode,
      seed,
      readBudgetBytes,
      partBytes,
      newId,
      readOutline: openKnownOutlines(db, snapshotId),
      keep,
      progress,
      signal,
      onFile,
    }
    const saving = openSaving(id, project, progress)
    try {
      for await (const piece of simulatePieces(project, options)) if (!(await saving.add(piece))) return
    } catch (error) {
      // What is complete stays; why it stopped is what there is to tell.
      await saving.flush().catch(() => {})
      throw error
    }
  }
}

/** The windows of one synthesis share its budget. */
async function subjectOf(trajectory: TrajectoryHead): Promise<Subject> {
  return { kind: 'trajectory', id: trajectory.id, together: await listWindowIds(db, trajectory) }
}

async function seal({ id: trajectoryId, author, fork }: TrajectoryHead, context: JobContext): Promise<void> {
  const { stepCount } = await getTrajectoryHead(db, trajectoryId)
  await context.report({ done: 0, total: stepCount, unit: 'steps', message: 'Verifying' })
  const reason = fork ? `Synthesized from step ${fork.steps + 1} on` : 'Synthesized'
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
