import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { type Db, db } from '@/lib/db/client'
import type { Batch } from '@/lib/repository/batch/batch'
import { retryBatchIn } from '@/lib/repository/batch/retry-batch'
import { limits } from '@/lib/repository/limits'
import { BatchSynthesis } from './batch'
import { countStages, listBatchRows } from './store-batch'
import { findBatchSynthesis, setBatchSynthesis, unask } from './store-hand-over'

export const RetrySynthesisBatch = z.object({
  id: z.uuid(),
  /** In place of the budgets that it had; left out, they stay. */
  budget: BatchSynthesis.shape.budget.unwrap().optional(),
  totalBudget: BatchSynthesis.shape.totalBudget.unwrap().optional(),
})

/**
 * Goes on with a list in a new job: what failed, in its import or its synthesis, is tried again, and what a budget or a
 * cancel left waiting is done.
 */
export async function retrySynthesisBatch(
  actor: Actor,
  { id, ...budgets }: z.infer<typeof RetrySynthesisBatch>,
): Promise<Batch> {
  requireRole(actor, 'reviewer', 'import repositories')
  return db.$transaction((tx) => retryBatchIn(tx, actor, id, () => reset(tx, id, budgets)))
}

async function reset(tx: Db, id: string, budgets: Omit<z.infer<typeof RetrySynthesisBatch>, 'id'>): Promise<number> {
  const synthesis = await findBatchSynthesis(tx, id)
  if (!synthesis) return 0
  await setBatchSynthesis(tx, id, BatchSynthesis.parse({ ...synthesis, ...budgets }))
  const failed = await listBatchRows(tx, id, { state: 'failed', limit: limits.batchItems })
  await unask(
    tx,
    id,
    failed.flatMap(({ snapshotId, position }) => (snapshotId ? [position] : [])),
  )
  const { imported, known } = await countStages(tx, id)
  return imported + known
}
