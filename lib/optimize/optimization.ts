import { z } from 'zod'
import { maxCopyRatio } from '@/lib/trajectory/copy-ratio'
import { ProposalKind, proposalKinds } from '@/lib/trajectory/proposal-kind'
import { CandidateView } from '@/lib/trajectory/view'

/**
 * How a search goes about. The defaults are those of the paper, where it names them (2 candidates, 3 rounds, strictly
 * better wins), with the guards against copying.
 */
export const OptimizationSettings = z.object({
  /** Candidates in each round, for each thought in the beam. */
  candidates: z.int().min(1).max(16).default(2),
  /** None only measures the thoughts that are there. */
  rounds: z.int().min(0).max(16).default(3),
  /** How many thoughts go on from round to round. */
  width: z.int().min(1).max(8).default(1),
  /** How candidates are made, in turn. Saying less makes code less likely: shortening pays only where thoughts have a price. */
  kinds: z
    .array(ProposalKind)
    .min(1)
    .default(proposalKinds.filter((kind) => kind !== 'shorten')),
  /** Which scorer measures the likelihood of the target: `embedded`, or the id or name of a scoring endpoint. */
  scorer: z.string().min(1).default('embedded'),
  /** Who proposes: the trajectory's own author when absent, else `embedded` or the id or name of an endpoint. */
  proposer: z.string().min(1).optional(),
  /** Think steps by position or id; all that have a target when absent. */
  steps: z
    .array(z.union([z.uuid(), z.int().min(0)]))
    .min(1)
    .max(100_000)
    .optional(),
  /** Only the think steps of these runs. */
  runs: z.array(z.uuid()).min(1).max(10_000).optional(),
  /** Which think steps of a run are searched: all, or only the one before its file is written. */
  thoughts: z.enum(['all', 'write']).default('all'),
  /** What a person wants to be thought of. */
  hint: z.string().trim().min(1).max(500).optional(),
  /** What a person has marked of one thought, word for word: only the paragraphs that hold some of it are written anew. */
  passage: z.string().min(1).max(20_000).optional(),
  /** The most texts that may be scored, over all steps from left to right. */
  budgetCalls: z.int().min(1).optional(),
  /** The most tokens, dollars and minutes that the search may take, of model calls and in all. */
  budgetTokens: z.int().min(1).optional(),
  budgetDollars: z.number().positive().optional(),
  budgetMinutes: z.number().positive().max(100_000).optional(),
  /** A candidate that copies more of its target than this is never accepted. */
  maxCopyRatio: z.number().min(0).max(1).default(maxCopyRatio),
  /** λ: what a nat of the thought itself costs, in nats of the target (reference/paper.md, price of z). */
  priceWeight: z.number().min(0).max(10).default(0),
  /** No token of the target costs more than this, in nats, so that a few rare ones cannot decide. */
  clipNats: z.number().positive().max(100).optional(),
  /** Lines at the beginning of the target that are context and not scored. */
  skipLines: z.int().min(0).max(10_000).default(0),
  /** How much better a candidate has to be, in nats. */
  minGainNats: z.number().min(0).max(1_000_000).default(0),
  /** A candidate must gain something without what it copies. */
  needsRetained: z.boolean().default(true),
  /** A candidate must be better than the thought of another file in its place. */
  needsOwn: z.boolean().default(false),
  /** A candidate must be better than no thought at all. */
  needsBaseline: z.boolean().default(false),
  /** A candidate must also gain after the first lines of the target. */
  needsRest: z.boolean().default(false),
  /** Whether what is found becomes a revision, or waits for a person to accept it step by step. */
  adopts: z.enum(['revision', 'review']).default('revision'),
  /** The most that a scoring context may hold, in bytes of UTF-8. */
  contextBytes: z
    .int()
    .min(1024)
    .max(1 << 20)
    .default(32_768),
  /** How much of the files that are already written a scorer that learns while it reads is primed on, in bytes of UTF-8. */
  primerBytes: z
    .int()
    .min(0)
    .max(1 << 22)
    .default(262_144),
  /** The job that asked for it together with others. */
  askedBy: z.uuid().optional(),
  /** Chooses among the proposals that an author could make. */
  seed: z.int().min(0).max(0x7fffffff).default(0),
})

/** The lines whose gain is told apart from the rest: what a thought says of a file's beginning is the easiest to copy. */
export const headLines = 10

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
  /** Why it ended before all was tried. */
  stopped: z.string().nullable(),
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
      /** With the thought of another file in its place; null when there is none. */
      shuffledNats: z.number().nullable(),
      hasHeat: z.boolean(),
      decision: z.enum(['accepted', 'declined']).nullable(),
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
