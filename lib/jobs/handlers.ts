import { availableParallelism } from 'node:os'
import { operator } from '@/lib/auth/actor'
import { releaseJob } from '@/lib/dataset/job'
import { runRelease } from '@/lib/dataset/run-release'
import { AppError } from '@/lib/errors'
import { createEmbeddedScorer } from '@/lib/likelihood/embedded-scorer'
import type { Scorer } from '@/lib/likelihood/scorer'
import { optimizeJob } from '@/lib/optimize/job'
import { requestSampleOptimization } from '@/lib/optimize/request-sample-optimization'
import { type OptimizationEffects, runOptimization } from '@/lib/optimize/run-optimization'
import { importJob } from '@/lib/repository/job'
import { runImport } from '@/lib/repository/run-import'
import { synthesizeJob } from '@/lib/synthesis/job'
import { openProposer } from '@/lib/synthesis/open-proposer'
import { requestSynthesis } from '@/lib/synthesis/request-synthesis'
import { runSynthesis } from '@/lib/synthesis/run-synthesis'
import { closeTokenCounter } from '@/lib/trajectory/count-tokens'
import type { JobHandler } from './job'

/** The composition root of background work: which room does which kind of job, and with what. */
export function openHandlers(): { handlers: Record<string, JobHandler>; close(): Promise<void> } {
  const concurrency = availableParallelism()
  let scorer: Scorer | undefined
  const effects: OptimizationEffects = {
    concurrency,
    openProposer,
    // One pool of threads for all searches of this process; it ends with the process, not with the search.
    async openScorer(name) {
      if (name !== 'embedded') throw new AppError('invalid', `There is no scorer named ${name}: use "embedded".`)
      scorer ??= createEmbeddedScorer({ threads: concurrency })
      return { ...scorer, close: async () => {} }
    },
  }
  return {
    handlers: {
      [importJob.kind]: importAndContinue,
      [synthesizeJob.kind]: synthesizeAndContinue,
      [optimizeJob.kind]: (payload, context) => runOptimization(payload, context, effects),
      [releaseJob.kind]: runRelease,
    },
    async close() {
      await scorer?.close()
      await closeTokenCounter()
    },
  }
}

/** The sample goes through all stages by itself; asking again for what was asked for changes nothing. */
const importAndContinue: JobHandler = async (payload, context) => {
  const result = await runImport(payload, context)
  const { isSample } = importJob.Payload.parse(payload)
  if (isSample) await requestSynthesis(operator, { snapshotId: result.snapshotId })
  return result
}

const synthesizeAndContinue: JobHandler = async (payload, context) => {
  const result = await runSynthesis(payload, context)
  await requestSampleOptimization(operator, { trajectoryId: result.trajectoryId })
  return result
}
