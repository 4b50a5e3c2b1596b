import { type Actor, userIdOf } from '@/lib/auth/actor'
import type { Db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { isHidden } from '@/lib/trajectory/store-blind'

/** Whether a person reviews a trajectory without seeing what others say about it. */
export function isBlind(db: Db, actor: Actor, trajectoryId: string): Promise<boolean> {
  return isHidden(db, actor, trajectoryId)
}

type Said = { trajectoryId: string; userId: string | null }

/** Refuses what somebody else said to whoever reviews its trajectory blind, as if it were not there. */
export async function requireInSight(db: Db, actor: Actor, { trajectoryId, userId }: Said): Promise<void> {
  if (userId !== userIdOf(actor) && (await isBlind(db, actor, trajectoryId)))
    throw new AppError('not_found', 'There is nothing here that you may see while you review blind.')
}
