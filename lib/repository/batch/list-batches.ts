import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { BatchPage } from './batch'
import { listBatchRows } from './store-batch'

export const ListBatches = z.object({
  /** The `next` of the page before. */
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** Newest first. */
export async function listBatches(actor: Actor, filter: z.input<typeof ListBatches> = {}): Promise<BatchPage> {
  requireRole(actor, 'viewer', 'see lists of imports')
  const { after, limit } = ListBatches.parse(filter)
  const found = await listBatchRows(db, { after, limit: limit + 1 })
  const page = found.slice(0, limit)
  return { rows: page, next: found.length > limit ? (page.at(-1)?.id ?? null) : null }
}
