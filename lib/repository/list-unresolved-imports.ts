import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { requireSnapshot } from './get-snapshot'
import type { UnresolvedPage } from './repository'
import { listUnresolvedImports as listRows } from './store-graph'

export const ListUnresolvedImports = z.object({
  /** The snapshot. */
  id: z.uuid(),
  /** The `next` of the page before. */
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

/** Every import of a snapshot that should lead to one of its files and does not; packages are not among them. */
export async function listUnresolvedImports(
  actor: Actor,
  request: z.input<typeof ListUnresolvedImports>,
): Promise<UnresolvedPage> {
  requireRole(actor, 'viewer', 'see the graph')
  const { id, after, limit } = ListUnresolvedImports.parse(request)
  await requireSnapshot(db, id)
  const { rows, count } = await listRows(db, id, { after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null, count }
}
