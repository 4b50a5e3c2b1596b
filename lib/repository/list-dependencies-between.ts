import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { requireSnapshot } from './get-snapshot'
import type { DependencyPage } from './repository'
import { listDependenciesBetween as listRows } from './store-graph'

const most = 500

/** Ends are files, or folders with their `/`. */
export const ListDependenciesBetween = z.object({
  id: z.uuid(),
  from: z.string().max(2000),
  to: z.string().max(2000),
})

/** The imports behind an arrow of the graph, with their lines and names. */
export async function listDependenciesBetween(
  actor: Actor,
  { id, from, to }: z.infer<typeof ListDependenciesBetween>,
): Promise<DependencyPage> {
  requireRole(actor, 'viewer', 'see the graph')
  await requireSnapshot(db, id)
  return listRows(db, id, { from, to, limit: most })
}
