import type { z } from 'zod'
import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { ListViews, SavedView } from './saved-view'
import { listViewRows } from './store-views'

/** One's own views and those that others share. */
export async function listViews(actor: Actor, _: z.infer<typeof ListViews>): Promise<SavedView[]> {
  requireRole(actor, 'viewer', 'see trajectories')
  return listViewRows(db, userIdOf(actor))
}
