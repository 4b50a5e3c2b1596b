import { z } from 'zod'
import { db } from '@/lib/db/client'
import { type Actor, requireRole } from './actor'
import { listUserViews } from './store'
import type { UserView } from './user'

export const ListUsers = z.object({})

export async function listUsers(actor: Actor, _request: z.infer<typeof ListUsers>): Promise<UserView[]> {
  requireRole(actor, 'admin', 'see the people')
  return listUserViews(db)
}
