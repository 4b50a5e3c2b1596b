import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import { parseTarget } from '@/lib/repository/import-target'
import { type BatchResult, batchJob } from '@/lib/repository/job'
import { limits } from '@/lib/repository/limits'
import { type ImportEffects, importTarget } from '@/lib/repository/run-import'
import { readOutlines } from '@/lib/structure/read-outlines'
import type { BatchItem } from './batch'
import { getBatchRow, listBatchItemRows, type SettledItem, updateBatchItem } from './store-batch'

/** `onImported` is told of the batch whenever one more of its repositories is here. */
export type BatchEffects = ImportEffects & { onImported?: (batchId: string) => Promise<void> }

/**
 * The work of `batchJob`: imports what waits, a few at a time. Each item is stored and settled on its own, so that a
 * process killed at any moment loses only what was under way; the next attempt does what still waits. An item that
 * fails stops no other.
 */
export async function runBatch(
  given: unknown,
  context: JobContext,
  effects: BatchEffects = { readOutlines },
): Promise<BatchResult> {
  const started = performance.now()
  const { batchId, depth } = batchJob.Payload.parse(given)
  const { total, counts } = await getBatchRow(db, batchId)
  const progress = { done: total - counts.waiting, failed: counts.failed }
  const report = () =>
    context.report({
      unit: 'repositories',
      done: progress.done,
      total,
      message: progress.failed === 0 ? 'Importing' : `Importing · ${progress.failed} failed`,
    })
  if (counts.waiting > 0) await report()
  const items = waitingItems(batchId)
  const work = async () => {
    for await (const item of items) {
      const settled = await importItem(item, depth, context, effects)
      await updateBatchItem(db, batchId, item.position, settled)
      progress.done += 1
      if (settled.state === 'failed') progress.failed += 1
      else await effects.onImported?.(batchId)
      await report()
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: limits.batchAtOnce }, work))
  const broken = ended.find((end) => end.status === 'rejected')
  if (broken) throw broken.reason
  const { imported, known, failed } = (await getBatchRow(db, batchId)).counts
  return { batchId, imported, known, failed, ms: Math.round(performance.now() - started) }
}

const itemsAtOnce = 500

/** Each waiting item once, however many take from it; whoever breaks off ends it for all. */
async function* waitingItems(batchId: string): AsyncGenerator<BatchItem> {
  for (let after = -1; ; ) {
    const items = await listBatchItemRows(db, batchId, { state: 'waiting', after, limit: itemsAtOnce })
    const last = items.at(-1)
    if (!last) return
    yield* items
    after = last.position
  }
}

async function importItem(
  { position, url, ref }: BatchItem,
  depth: number,
  context: JobContext,
  effects: ImportEffects,
): Promise<SettledItem> {
  const started = performance.now()
  const elapsed = () => Math.round(performance.now() - started)
  context.signal.throwIfAborted()
  try {
    const target = { ...parseTarget({ source: url, ref, depth }), isSample: false }
    const own = { jobRunId: `${context.jobRunId}-${position}`, signal: context.signal, report: async () => {} }
    const { snapshot, isKnown } = await importTarget(target, own, effects)
    return { state: isKnown ? 'known' : 'imported', message: null, snapshotId: snapshot.id, ms: elapsed() }
  } catch (error) {
    context.signal.throwIfAborted()
    if (!(error instanceof AppError)) console.error(`The import of ${url} failed.`, error)
    const message = error instanceof AppError ? error.message : 'Something went wrong.'
    return { state: 'failed', message, snapshotId: null, ms: elapsed() }
  }
}
