import { z } from 'zod'
import { maxCopyRatio } from '@/lib/trajectory/copy-ratio'
import { CandidateView } from '@/lib/trajectory/view'

/** How a search goes about; the defaults are those of the paper, where it names them (2 candidates, 3 rounds). */
export const OptimizationSettings = z.object({
  /** Candidates in each round. */
  candidates: z.int().min(1).max(16).default(2),
  rounds: z.int().min(1).max(16).default(3),
  /** Which scorer measures the likelihood of the target. */
  scorer: z.string().min(1).default('embedded'),
  /** Think steps by position or id; all that have a target when absent. */
  steps: z
    .array(z.union([z.uuid(), z.int().min(0)]))
    .min(1)
    .max(100_000)
    .optional(),
  /** The most texts that may be scored, over all steps from left to right. */
  budgetCalls: z.int().min(1).optional(),
  /** A candidate that copies more of its target than this is never accepted. */
  maxCopyRatio: z.number().min(0).max(1).default(maxCopyRatio),
  /** The most that a scoring context may hold, in bytes of UTF-8. */
  contextBytes: z
    .int()
    .min(1024)
    .max(1 << 20)
    .default(32_768),
  /** Chooses among the proposals that an author could make. */
  seed: z.int().min(0).max(0x7fffffff).default(0),
})

export const OptimizeRequest = OptimizationSettings.extend({
  id: z.uuid(),
  /** The revision that the asker saw; the newest one when absent. */
  revision: z.int().min(1).optional(),
})

export const OptimizationState = z.enum(['queued', 'running', 'paused', 'done', 'canceled', 'failed'])

/** One search. Sums are over the files it worked on, in nats; null until it is done. */
export const Optimization = z.object({
  id: z.string(),
  trajectoryId: z.string(),
  baseRevision: z.int(),
  /** The revision that it appended; null while it works, and when it found nothing better. */
  revision: z.int().nullable(),
  settings: OptimizationSettings,
  /** The scorer's fingerprint; null until the search has begun. */
  scorer: z.string().nullable(),
  state: OptimizationState,
  baselineNats: z.number().nullable(),
  beforeNats: z.number().nullable(),
  afterNats: z.number().nullable(),
  targetBytes: z.number().nullable(),
  steps: z.int().nullable(),
  candidates: z.int().nullable(),
  accepted: z.int().nullable(),
  scoringCalls: z.int(),
  createdAt: z.string(),
  /** The job that does it. */
  jobId: z.string().nullable(),
})

/** What a search found out about one think step. */
export const StepSearch = z.object({
  stepId: z.string(),
  position: z.int(),
  path: z.string().nullable(),
  /** Null while the step is not settled. */
  outcome: z
    .object({
      baselineNats: z.number(),
      beforeNats: z.number(),
      afterNats: z.number(),
      targetBytes: z.int(),
      /** The winner; null when the thought that was there stayed. */
      thoughtId: z.string().nullable(),
    })
    .nullable(),
  candidates: z.array(CandidateView.omit({ isCurrent: true, origin: true, optimizationId: true })),
})

export const OptimizationDetail = Optimization.extend({ searches: z.array(StepSearch) })

export const OptimizationPage = z.object({ rows: z.array(Optimization), next: z.string().nullable() })

export const ListOptimizations = z.object({
  id: z.uuid(),
  /** The id of the last optimization of the page before. */
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What the job of a search leaves as its result. `revision` is the newest one that holds what was found. */
export const OptimizationResult = z.object({
  optimizationId: z.string(),
  revision: z.int(),
  steps: z.int(),
  baselineNats: z.number(),
  beforeNats: z.number(),
  afterNats: z.number(),
  targetBytes: z.number(),
  candidates: z.int(),
  accepted: z.int(),
  ms: z.int(),
})

export type OptimizationSettings = z.infer<typeof OptimizationSettings>
export type OptimizationState = z.infer<typeof OptimizationState>
export type Optimization = z.infer<typeof Optimization>
export type StepSearch = z.infer<typeof StepSearch>
export type OptimizationDetail = z.infer<typeof OptimizationDetail>
export type OptimizationPage = z.infer<typeof OptimizationPage>
export type OptimizationResult = z.infer<typeof OptimizationResult>
