import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { hideVerdict, withoutVerdict } from './hide-verdicts'
import { listRuns } from './store'
import { listHidden } from './store-blind'
import { listStepEntries } from './store-index'
import { getTrajectoryRow, listRevisions } from './store-rows'
import type { TrajectoryView } from './view'

export const GetTrajectory = z.object({
  id: z.uuid(),
  /** The newest one when absent. */
  revision: z.coerce.number().int().min(1).optional(),
})

/** A trajectory at a revision with the index of its steps, without their content. */
export async function getTrajectory(actor: Actor, input: z.infer<typeof GetTrajectory>): Promise<TrajectoryView> {
  requireRole(actor, 'viewer', 'see trajectories')
  const { id } = input
  const [found, all, runs, hidden] = await Promise.all([
    getTrajectoryRow(db, id),
    listRevisions(db, id),
    listRuns(db, id),
    listHidden(db, actor, [id]),
  ])
  const hiding = hidden.get(id)
  const row = hiding ? hideVerdict(found, hiding.isGold) : found
  const revisions = hiding ? all.map(withoutVerdict) : all
  if (row.isStopped)
    throw new AppError('conflict', 'The synthesis of this trajectory did not finish. Synthesize the repository again.')
  if (!row.head && row.isPaused)
    throw new AppError('unavailable', 'The synthesis of this trajectory is paused. Resume it to finish it.')
  if (!row.head) throw new AppError('unavailable', 'The trajectory is still being synthesized.')
  const number = input.revision ?? row.head.number
  const revision = revisions.find((candidate) => candidate.number === number)
  if (!revision) throw new AppError('not_found', `The trajectory has no revision ${number}.`)
  return { ...row, revision, revisions, runs, steps: await listStepEntries(db, id, number) }
}
