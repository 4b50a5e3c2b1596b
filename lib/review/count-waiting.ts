import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { countWaitingRows } from './home-store'
import { mostWaitingCounted, type Waiting } from './verdict'

export const CountWaiting = z.object({})

/** How many trajectories wait for a verdict, without counting on for long. */
export async function countWaiting(actor: Actor, _: z.infer<typeof CountWaiting>): Promise<Waiting> {
  requireRole(actor, 'viewer', 'see trajectories')
  return { count: await countWaitingRows(db, mostWaitingCounted) }
}
