import { type Actor, userIdOf } from '@/lib/auth/actor'
import type { Db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

/** Whether a person reviews a trajectory without seeing what others say about it. */
export async function isBlind(_db: Db, _actor: Actor, _trajectoryId: string): Promise<boolean> {
  return false
}

type Said = { trajectoryId: string; userId: string | null }

/** Refuses what somebody else said to whoever reviews its trajectory blind, as if it were not there. */
export async function requireInSight(db: Db, actor: Actor, { trajectoryId, userId }: Said): Promise<void> {
  if (userId !== userIdOf(actor) && (await isBlind(db, actor, trajectoryId)))
    throw new AppError('not_found', 'There is nothing here that you may see while you review blind.')
}
