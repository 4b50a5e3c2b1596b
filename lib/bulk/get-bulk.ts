import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { Bulk, BulkItemPage, GetBulk, ListBulkItems } from './bulk'
import { getBulkView, listItems } from './store'

export async function getBulk(actor: Actor, { id }: z.infer<typeof GetBulk>): Promise<Bulk> {
  requireRole(actor, 'viewer', 'see trajectories')
  return getBulkView(db, id)
}

/** What became of each trajectory, by its id. */
export async function listBulkItems(actor: Actor, input: z.infer<typeof ListBulkItems>): Promise<BulkItemPage> {
  requireRole(actor, 'viewer', 'see trajectories')
  const found = await listItems(db, { ...input, limit: input.limit + 1 })
  const rows = found.slice(0, input.limit)
  return { rows, next: found.length > input.limit ? (rows.at(-1)?.trajectoryId ?? null) : null }
}
