import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { measureRevision, type RevisionMeasures } from './measure-revision'
import {
  findRevisionOfOptimization,
  getSelectedTexts,
  insertRevision,
  lockTrajectory,
  type Selected,
  saveCopyRatios,
} from './store'

export type NewRevision = {
  trajectoryId: string
  /** The revision it builds on, which has to be the head; 0 for the first one. */
  base: number
  reason: string
  by: string
  /** The person who made it: they may not be allowed to judge it. */
  userId?: string
  /** The thoughts that change with it. The first revision takes those that synthesis selected. */
  selected: Selected[]
  optimizationId?: string
  signal?: AbortSignal
  onStep?: (done: number) => Promise<void>
  /** What has to be saved together with it. */
  alongside?: (tx: Db, number: number) => Promise<void>
}

export type AppendedRevision = RevisionMeasures & { number: number }

/**
 * Measures what the next revision will be, then adds it in one short transaction and makes it the head. Throws
 * `conflict` when another revision came first, and leaves nothing behind then. An optimization appends at most one.
 */
export async function appendRevision(revision: NewRevision): Promise<AppendedRevision> {
  const { trajectoryId, base, reason, by, userId, selected, optimizationId } = revision
  const number = base + 1
  const replaced = await getSelectedTexts(db, trajectoryId, selected)
  const { copyRatios, ...measured } = await measureRevision(trajectoryId, Math.max(base, 1), { ...revision, replaced })
  await db.$transaction(async (tx) => {
    const trajectory = await lockTrajectory(tx, trajectoryId)
    if (optimizationId && (await findRevisionOfOptimization(tx, optimizationId)) !== undefined)
      throw new AppError('conflict', 'This search has already appended its revision.')
    if (trajectory.head !== base)
      throw new AppError('conflict', `The trajectory is at revision ${trajectory.head} by now, not at ${base}.`)
    await insertRevision(tx, trajectory, { number, reason, by, userId, optimizationId, ...measured }, selected)
    const ratios = selected.map(({ stepId, thoughtId }) => ({ thoughtId, copyRatio: copyRatios.get(stepId) ?? 0 }))
    await saveCopyRatios(tx, ratios)
    await revision.alongside?.(tx, number)
  })
  return { number, ...measured }
}
