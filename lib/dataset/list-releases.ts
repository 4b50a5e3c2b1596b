import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { ListReleases, ReleasePage } from './release'
import { listReleaseRows } from './store'

/** Newest first. */
export async function listReleases(actor: Actor, filter: z.infer<typeof ListReleases>): Promise<ReleasePage> {
  requireRole(actor, 'viewer', 'see exports')
  const rows = await listReleaseRows(db, filter)
  return { rows, next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null }
}
