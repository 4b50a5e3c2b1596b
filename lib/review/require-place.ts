import type { Db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { getStepAt, listRuns, listThoughtTexts } from '@/lib/trajectory/store'
import type { Anchor } from './anchor'

/**
 * Refuses an anchor that is not of the trajectory, or quotes what is not there. A step that thinks is held to the
 * thought that it uses at the revision.
 */
export async function requirePlace(db: Db, trajectoryId: string, revision: number, anchor: Anchor): Promise<Anchor> {
  if (anchor.scope === 'trajectory') return anchor
  if (anchor.scope === 'run') {
    if (!(await listRuns(db, trajectoryId)).some(({ id }) => id === anchor.runId))
      throw new AppError('not_found', 'There is no such run in this trajectory.')
    return anchor
  }
  const step = await getStepAt(db, trajectoryId, anchor.stepId, revision)
  if (anchor.scope === 'step') return { ...anchor, thoughtId: step.thoughtId }
  if (anchor.scope === 'hunk') {
    if (anchor.endLine < anchor.startLine) throw new AppError('invalid', 'The last line comes before the first.')
    return anchor
  }
  const texts = anchor.thoughtId
    ? await listThoughtTexts(db, anchor.stepId, anchor.thoughtId)
    : [step.text, step.content].filter((text) => text !== null)
  if (!texts.some((text) => text.startsWith(anchor.quote, anchor.start)))
    throw new AppError('invalid', 'The words that were chosen are not in this step.')
  return anchor
}
