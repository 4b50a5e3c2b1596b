import { availableParallelism } from 'node:os'
import { operator } from '@/lib/auth/actor'
import { bulkJob, undoBulkJob } from '@/lib/bulk/job'
import type { ScanPool } from '@/lib/dataset/checks/scan-pool'
import { preflightJob, pushJob, releaseJob } from '@/lib/dataset/job'
import { foreignImportJob } from '@/lib/foreign/job'
import type { Scorer } from '@/lib/likelihood/scorer'
import { optimizeJob, optimizeManyJob, reviseJob } from '@/lib/optimize/job'
import type { OptimizationEffects } from '@/lib/optimize/run-optimization'
import { batchJob, importJob } from '@/lib/repository/job'
import type { ImportEffects } from '@/lib/repository/run-import'
import { removeOrphanedScratch } from '@/lib/repository/with-scratch'
import type { OutlinePool } from '@/lib/structure/outline-pool'
import { synthesizeJob } from '@/lib/synthesis/job'
import type { JobContext, JobHandler } from './job'

/**
 * The composition root of background work: which room does which kind of job, and with what. A room is loaded when its
 * first job comes: parsers, authors and scorers take longer to load than a small import takes to do.
 */
export function openHandlers(): { handlers: Record<string, JobHandler>; close(): Promise<void> } {
  const concurrency = availableParallelism()
  let scorer: Scorer | undefined
  let outlines: OutlinePool | undefined
  let scans: ScanPool | undefined
  const effects: OptimizationEffects = {
    concurrency,
    async openProposer(trajectory, options) {
      const { openProposer } = await import('@/lib/synthesis/open-proposer')
      return openProposer(trajectory, options)
    },
    // One pool of threads for all searches of this process; it ends with the process, not with the search.
    async openScorer(name, spending) {
      const { embeddedScorerName, openScorer } = await import('@/lib/likelihood/open-scorer')
      if (name !== embeddedScorerName) return openScorer(name, spending)
      const { createEmbeddedScorer } = await import('@/lib/likelihood/embedded-scorer')
      scorer ??= createEmbeddedScorer({ threads: concurrency })
      return { ...scorer, close: async () => {} }
    },
  }
  // As for the scorer: one pool for all imports.
  async function importEffects(): Promise<ImportEffects> {
    const { createOutlinePool } = await import('@/lib/structure/outline-pool')
    outlines ??= createOutlinePool({ threads: concurrency })
    return { readOutlines: outlines.read }
  }
  // What killed processes left behind; a worker need not wait for it.
  removeOrphanedScratch().catch((error) => console.error(error))
  return {
    handlers: {
      async [importJob.kind](payload, context) {
        return importAndContinue(payload, context, await importEffects())
      },
      async [batchJob.kind](payload, context) {
        return importAndSynthesize(payload, context, await importEffects())
      },
      [synthesizeJob.kind]: synthesizeAndContinue,
      async [optimizeJob.kind](payload, context) {
        const { runOptimization } = await import('@/lib/optimize/run-optimization')
        return runOptimization(payload, context, effects)
      },
      async [reviseJob.kind](payload, context) {
        const { runRevision } = await import('@/lib/optimize/run-revision')
        return runRevision(payload, context)
      },
      async [optimizeManyJob.kind](payload, context) {
        const { runOptimizations } = await import('@/lib/optimize/run-optimizations')
        return runOptimizations(payload, context)
      },
      async [bulkJob.kind](payload, context) {
        const { runBulk } = await import('@/lib/bulk/run-bulk')
        return runBulk(payload, context)
      },
      async [undoBulkJob.kind](payload, context) {
        const { runBulkUndo } = await import('@/lib/bulk/run-bulk')
        return runBulkUndo(payload, context)
      },
      async [preflightJob.kind](payload, context) {
        const { runPreflight } = await import('@/lib/dataset/preflight/run-preflight')
        const { createScanPool } = await import('@/lib/dataset/checks/scan-pool')
        scans ??= createScanPool({ threads: concurrency })
        return runPreflight(payload, context, scans)
      },
      [foreignImportJob.kind]: importTrajectories,
      [releaseJob.kind]: release,
      async [pushJob.kind](payload, context) {
        const { runPush } = await import('@/lib/dataset/push/run-push')
        return runPush(payload, context)
      },
    },
    async close() {
      await scorer?.close()
      await outlines?.close()
      await scans?.close()
    },
  }
}

const release: JobHandler = async (payload, context) => {
  const { runRelease } = await import('@/lib/dataset/write/run-release')
  return runRelease(payload, context)
}
release.onCanceled = async (payload) => {
  const { abandonRelease } = await import('@/lib/dataset/write/run-release')
  return abandonRelease(payload)
}

const importTrajectories: JobHandler = async (payload, context) => {
  const { runForeignImport } = await import('@/lib/foreign/run-foreign-import')
  return runForeignImport(payload, context)
}
importTrajectories.onCanceled = async (payload) => {
  const { abandonForeignImport } = await import('@/lib/foreign/run-foreign-import')
  return abandonForeignImport(payload)
}

/** The sample goes through all stages by itself; asking again for what was asked for changes nothing. */
async function importAndContinue(payload: unknown, context: JobContext, effects: ImportEffects) {
  const { runImport } = await import('@/lib/repository/run-import')
  const result = await runImport(payload, context, effects)
  const { isSample } = importJob.Payload.parse(payload)
  if (isSample) {
    const { requestSynthesis } = await import('@/lib/synthesis/request-synthesis')
    await requestSynthesis(operator, { snapshotId: result.snapshotId })
  }
  return result
}

/** A list: what is imported is handed over to its syntheses, if it is to be, while the rest still comes in. */
async function importAndSynthesize(payload: unknown, context: JobContext, effects: ImportEffects) {
  const { runBatch } = await import('@/lib/repository/batch/run-batch')
  const { handOverBatch } = await import('@/lib/synthesis/hand-over-batch')
  const result = await runBatch(payload, context, { ...effects, onImported: handOverBatch })
  const { continueBatch } = await import('@/lib/synthesis/continue-batch')
  await continueBatch(result.batchId, context)
  return result
}

const synthesizeAndContinue: JobHandler = async (payload, context) => {
  const { runSynthesis } = await import('@/lib/synthesis/run-synthesis')
  const result = await runSynthesis(payload, context)
  const { handOverBatchesOf } = await import('@/lib/synthesis/hand-over-batch')
  await handOverBatchesOf(result.trajectoryId)
  const { requestSampleOptimization } = await import('@/lib/optimize/request-sample-optimization')
  await requestSampleOptimization(operator, { trajectoryId: result.trajectoryId })
  return result
}
