import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { Release } from './release'
import { getReleaseView } from './store'

export const GetRelease = z.object({ id: z.uuid() })

export async function getRelease(actor: Actor, { id }: z.infer<typeof GetRelease>): Promise<Release> {
  requireRole(actor, 'viewer', 'see exports')
  return getReleaseView(db, id)
}
