import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { type BatchItemPage, BatchItemState } from './batch'
import { getBatchRow, listBatchItemRows } from './store-batch'

export const ListBatchItems = z.object({
  /** The batch. */
  id: z.uuid(),
  state: BatchItemState.optional(),
  /** The `next` of the page before. */
  after: z.coerce.number().int().min(-1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

/** In the order of the list. */
export async function listBatchItems(actor: Actor, request: z.input<typeof ListBatchItems>): Promise<BatchItemPage> {
  requireRole(actor, 'viewer', 'see lists of imports')
  const { id, limit, ...filter } = ListBatchItems.parse(request)
  await getBatchRow(db, id)
  const found = await listBatchItemRows(db, id, { ...filter, limit: limit + 1 })
  const page = found.slice(0, limit)
  return { rows: page, next: found.length > limit ? (page.at(-1)?.position ?? null) : null }
}
