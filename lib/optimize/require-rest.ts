import type { Db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { findActive } from './store'
import { isBeingRevised } from './store-choices'

/** Refuses while something else is about to append a revision: what was asked for would build on the wrong one. */
export async function requireRest(tx: Db, trajectoryId: string): Promise<void> {
  const active = await findActive(tx, trajectoryId)
  if (active?.state === 'paused')
    throw new AppError('conflict', 'A search of this trajectory is paused. Resume or cancel it first.')
  if (active) throw new AppError('conflict', 'A search is at work on this trajectory.')
  if (await isBeingRevised(tx, trajectoryId))
    throw new AppError('conflict', 'A revision of this trajectory is being made.')
}
