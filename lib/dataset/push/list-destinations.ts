import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { Destination, ListDestinations, ListPushes, Push } from './destination'
import { listDestinationRows, listPushRows } from './store-destinations'

export async function listDestinations(actor: Actor, _: z.infer<typeof ListDestinations>): Promise<Destination[]> {
  requireRole(actor, 'reviewer', 'see destinations')
  return listDestinationRows(db)
}

/** Where a release was pushed to. */
export async function listPushes(actor: Actor, { id }: z.infer<typeof ListPushes>): Promise<Push[]> {
  requireRole(actor, 'viewer', 'see exports')
  return listPushRows(db, id)
}
