import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { alignSteps } from './align-steps'
import { type ComparedSide, type Comparison, RevisionPlace } from './comparison'
import { hideVerdict, withoutVerdict } from './hide-verdicts'
import { listRuns } from './store'
import { listHidden } from './store-blind'
import { type ComparableStep, listComparableSteps } from './store-comparison'
import { getTrajectoryRow, listRevisions } from './store-rows'
import type { Run } from './trajectory'

export const CompareTrajectories = z.object({ left: RevisionPlace, right: RevisionPlace })

/**
 * Two revisions of a trajectory, or of two trajectories of one snapshot, step beside step, without their words. Refuses
 * trajectories of different snapshots: their steps are about different files.
 */
export async function compareTrajectories(
  actor: Actor,
  { left, right }: z.infer<typeof CompareTrajectories>,
): Promise<Comparison> {
  requireRole(actor, 'viewer', 'see trajectories')
  const hidden = await listHidden(db, actor, [left.id, right.id])
  const [ours, theirs] = await Promise.all([loadSide(left, hidden.get(left.id)), loadSide(right, hidden.get(right.id))])
  if (ours.snapshotId !== theirs.snapshotId)
    throw new AppError('invalid', 'These trajectories are of different snapshots: only those of one can be compared.')
  const pairs = alignSteps(ours, theirs).map(([at, to]): Comparison['pairs'][number] => {
    const [own, other] = [ours.steps[at], theirs.steps[to]]
    return [at, to, own !== undefined && own.hash === other?.hash]
  })
  return {
    left: ours.view,
    right: theirs.view,
    pairs,
    differences: pairs.filter(([, , isSame]) => !isSame).length,
  }
}

type Side = { snapshotId: string; runs: Run[]; steps: ComparableStep[]; view: ComparedSide }

/** What others said about a hidden one is left out. */
async function loadSide({ id, revision: asked }: RevisionPlace, hiding?: { isGold: boolean }): Promise<Side> {
  const [found, revisions, runs] = await Promise.all([
    getTrajectoryRow(db, id),
    listRevisions(db, id),
    listRuns(db, id),
  ])
  const row = hiding ? hideVerdict(found, hiding.isGold) : found
  const number = asked ?? row.head?.number
  if (number === undefined) throw new AppError('unavailable', 'The trajectory is still being synthesized.')
  const revision = revisions.find((one) => one.number === number)
  if (!revision) throw new AppError('not_found', `The trajectory has no revision ${number}.`)
  const steps = await listComparableSteps(db, id, number)
  const { snapshotId, repositoryId, repositoryName, author, state, stepCount } = row
  const placeOfRun = new Map(runs.map((run, place) => [run.id, place]))
  const gains = steps.flatMap(({ gainNats }) => gainNats ?? [])
  const view: ComparedSide = {
    trajectory: { id, repositoryId, repositoryName, author, state, stepCount },
    revision: hiding ? withoutVerdict(revision) : revision,
    revisions: revisions.map(({ number, reason, by, createdAt }) => ({ number, reason, by, createdAt })),
    steps: steps.map(({ runId: _, hash: __, ...step }) => step),
    runOf: steps.map(({ runId }) => placeOfRun.get(runId) ?? -1),
    runs: runs.map(({ role, path }) => ({ role, path })),
    gainNats: gains.reduce((sum, gain) => sum + gain, 0),
    gains: gains.length,
  }
  return { snapshotId, runs, steps, view }
}
