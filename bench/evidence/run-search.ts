import type { z } from 'zod'
import { operator } from '@/lib/auth/actor'
import type { JobContext } from '@/lib/jobs/job'
import type { Scorer } from '@/lib/likelihood/scorer'
import { getOptimization } from '@/lib/optimize/get-optimization'
import type { OptimizationDetail, OptimizeRequest, StepSearch } from '@/lib/optimize/optimization'
import { requestOptimization } from '@/lib/optimize/request-optimization'
import { runOptimization } from '@/lib/optimize/run-optimization'
import { openProposer } from '@/lib/synthesis/open-proposer'
import type { CandidateEvidence } from './evidence'

export const jobContext: JobContext = {
  jobRunId: 'bench',
  signal: new AbortController().signal,
  report: async () => {},
}

/** A search as a worker does it, with everything that it kept; the trajectory stays as it was. */
export async function runSearch(
  scorer: Scorer,
  concurrency: number,
  request: z.input<typeof OptimizeRequest>,
): Promise<OptimizationDetail & { ms: number }> {
  const { id: optimizationId } = await requestOptimization(operator, { ...request, adopts: 'review' })
  const openScorer = async () => ({ ...scorer, close: async () => {} })
  const { ms } = await runOptimization({ optimizationId }, jobContext, { openScorer, openProposer, concurrency })
  return { ...(await getOptimization(operator, { optimizationId })), ms }
}

export function readCandidates({ candidates, outcome }: StepSearch): CandidateEvidence[] {
  return candidates.map(({ round, kind, isAccepted, whyNot, targetNats, retainedNats, headNats }) => ({
    round: round ?? 0,
    kind: kind ?? '',
    isAccepted: isAccepted === true,
    isNew: !whyNot?.startsWith('same as'),
    gainNats: (outcome?.beforeNats ?? Number.NaN) - (targetNats ?? Number.NaN),
    retainedNats,
    headNats,
  }))
}
