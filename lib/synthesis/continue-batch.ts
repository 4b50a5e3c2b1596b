import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import { LaterError } from '@/lib/jobs/run-job'
import { findSpentBudget } from './batch'
import { handOverBatch } from './hand-over-batch'
import { countStages, readSpentOfBatch } from './store-batch'
import { findBatchSynthesis } from './store-hand-over'

/** How soon the job of a batch looks again; a trajectory that is written begins the next one at once, without it. */
const lookAgainMs = 2_000

/**
 * What the job of a batch does once all is imported: it begins syntheses and, while any is under way, ends with a
 * `LaterError`, so that it holds no worker. Whatever becomes of its syntheses (one is canceled, a worker is killed), it
 * looks again and goes on. Returns when all is done; throws the sentence when the budget leaves a rest.
 */
export async function continueBatch(batchId: string, context: JobContext): Promise<void> {
  const synthesis = await findBatchSynthesis(db, batchId)
  if (!synthesis) return
  await handOverBatch(batchId)
  const counts = await countStages(db, batchId)
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const ready = counts.imported + counts.known
  const failed = counts.failed === 0 ? '' : ` · ${counts.failed.toLocaleString('en')} failed`
  await context.report({
    unit: 'repositories',
    done: total - ready - counts.synthesizing,
    total,
    message: `Synthesizing${failed}`,
  })
  const held = ready > 0 ? findSpentBudget(synthesis.totalBudget, await readSpentOfBatch(db, batchId)) : undefined
  // Counting a long list takes a while: it is done less often.
  if (counts.synthesizing > 0 || (ready > 0 && !held)) throw new LaterError(Math.max(lookAgainMs, total / 10))
  if (held) throw new AppError('conflict', held)
}
