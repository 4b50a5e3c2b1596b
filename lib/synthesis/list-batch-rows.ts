import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { ListBatchItems } from '@/lib/repository/batch/list-batch-items'
import { getBatchRow } from '@/lib/repository/batch/store-batch'
import { findLikest } from '@/lib/repository/likeness/find-likest'
import { type BatchRowPage, BatchStage } from './batch'
import { listBatchRows as listRows } from './store-batch'

export const ListBatchRows = ListBatchItems.extend({ state: BatchStage.optional() })

/** The items of a batch with their syntheses and what each is like, in the order of the list. */
export async function listBatchRows(actor: Actor, request: z.input<typeof ListBatchRows>): Promise<BatchRowPage> {
  requireRole(actor, 'viewer', 'see lists of imports')
  const { id, limit, ...filter } = ListBatchRows.parse(request)
  await getBatchRow(db, id)
  const found = await listRows(db, id, { ...filter, limit: limit + 1 })
  const page = found.slice(0, limit)
  const likest = await findLikest(
    db,
    page.flatMap(({ snapshotId }) => snapshotId ?? []),
  )
  const rows = page.map((row) => ({ ...row, likest: likest.get(row.snapshotId ?? '') ?? null }))
  return { rows, next: found.length > limit ? (page.at(-1)?.position ?? null) : null }
}
