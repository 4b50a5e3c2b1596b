import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import { CanceledError } from '@/lib/jobs/run-job'
import type { Scorer } from '@/lib/likelihood/scorer'
import type { Budget, Subject } from '@/lib/llm/call'
import { appendRevision } from '@/lib/trajectory/append-revision'
import { getTrajectoryHead } from '@/lib/trajectory/store'
import { searchPolicy } from './file-context'
import { optimizeJob } from './job'
import { type Optimization, OptimizationResult, type OptimizationSettings } from './optimization'
import type { Proposer } from './proposer'
import { searchTrajectory } from './search-trajectory'
import {
  countCandidates,
  finishOptimization,
  getOptimizationRow,
  listOutcomes,
  listTargets,
  saveStopped,
  setState,
  startOptimization,
} from './store'
import { sumOutcomes } from './sum-outcomes'

/** What model calls are made for, and the most that they may take. */
export type Spending = { subject: Subject; budget: Budget | undefined }

export type OptimizationEffects = {
  openScorer(name: string, spending: Spending): Promise<Scorer>
  openProposer(
    trajectory: { id: string; snapshotId: string; author: string },
    options: Spending & { proposer?: string },
  ): Promise<Proposer>
  /** Files searched at the same time; as many as the scorer can serve. The outcome does not depend on it. */
  concurrency: number
}

/**
 * Does a search: every candidate is kept when it is scored, every step when it is settled, and in the end one
 * transaction appends the revision that uses what was found and closes the search. When nothing was better there is no
 * new revision. Run again after it was killed, it goes on from what is kept.
 */
export async function runOptimization(
  payload: unknown,
  context: JobContext,
  effects: OptimizationEffects,
): Promise<OptimizationResult> {
  const startedAt = performance.now()
  const { optimizationId } = optimizeJob.Payload.parse(payload)
  const optimization = await getOptimizationRow(db, optimizationId)
  try {
    if (optimization.state !== 'done') {
      await saveStopped(db, optimizationId, await search(optimization, context, effects))
      await finish(optimization, context.signal)
    }
    return toResult(await getOptimizationRow(db, optimizationId), performance.now() - startedAt)
  } catch (error) {
    if (context.signal.reason instanceof CanceledError) await setState(db, optimizationId, 'canceled')
    throw error
  }
}

async function search(
  optimization: Optimization,
  context: JobContext,
  effects: OptimizationEffects,
): Promise<string | null> {
  const { settings } = optimization
  const trajectory = await getTrajectoryHead(db, optimization.trajectoryId)
  if (trajectory.head !== optimization.baseRevision)
    throw new AppError('conflict', 'The trajectory has changed since the search was asked for.')
  const spending = { subject: { kind: 'optimization', id: optimization.id }, budget: budgetOf(settings) }
  const scorer = await effects.openScorer(settings.scorer, spending)
  try {
    const fingerprint = `${scorer.fingerprint}/${searchPolicy}`
    if (optimization.scorer !== null && optimization.scorer !== fingerprint)
      throw new AppError(
        'conflict',
        'The scorer has changed since the search began, so that scores cannot be compared.',
      )
    const startedAt = await startOptimization(db, optimization.id, fingerprint)
    const deadline = startedAt.getTime() + (settings.budgetMinutes ?? Number.POSITIVE_INFINITY) * 60_000
    const proposer = await effects.openProposer(trajectory, { ...spending, proposer: settings.proposer })
    const { concurrency } = effects
    const searching = searchTrajectory(optimization, { scorer, proposer, concurrency, deadline }, context)
    return await searching.finally(proposer.close)
  } finally {
    await scorer.close()
  }
}

function budgetOf({ budgetTokens, budgetDollars }: OptimizationSettings): Budget | undefined {
  if (budgetTokens === undefined && budgetDollars === undefined) return undefined
  return { tokens: budgetTokens, microdollars: budgetDollars && Math.round(budgetDollars * 1e6) }
}

async function finish({ id, trajectoryId, baseRevision, settings }: Optimization, signal: AbortSignal): Promise<void> {
  const outcomes = await listOutcomes(db, id)
  const candidateCount = await countCandidates(db, id)
  const sums = { ...sumOutcomes(await listTargets(db, trajectoryId), outcomes), candidateCount }
  const selected = outcomes.flatMap(({ stepId, thoughtId }) => (thoughtId ? [{ stepId, thoughtId }] : []))
  if (selected.length === 0 || settings.adopts === 'review') return finishOptimization(db, id, sums)
  await appendRevision({
    trajectoryId,
    base: baseRevision,
    reason: `A search replaced ${selected.length} of ${outcomes.length} thoughts.`,
    by: 'search',
    selected,
    optimizationId: id,
    signal,
    alongside: (tx) => finishOptimization(tx, id, sums),
  })
}

function toResult(optimization: Optimization, ms: number): OptimizationResult {
  const { id, revision, baseRevision } = optimization
  return OptimizationResult.parse({
    ...optimization,
    optimizationId: id,
    revision: revision ?? baseRevision,
    ms: Math.round(ms),
  })
}
