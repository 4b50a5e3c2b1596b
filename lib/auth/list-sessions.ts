import { z } from 'zod'
import { db } from '@/lib/db/client'
import { type Actor, userIdOf } from './actor'
import { listSessionViews } from './store'
import type { SessionView } from './user'

export const ListSessions = z.object({})

/** The actor's own sessions that are still good, the newest use first. */
export async function listSessions(actor: Actor, _request: z.infer<typeof ListSessions>): Promise<SessionView[]> {
  const userId = userIdOf(actor)
  return userId ? listSessionViews(db, userId, new Date()) : []
}
