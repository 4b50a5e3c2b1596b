import { z } from 'zod'
import { type rangeNames, TrajectoryFilter } from '@/lib/trajectory/filter'
import { TokenizerName } from './formats/settings'

/** Why a trajectory that is selected is not in what can be released. */
export const leftOutReasons = [
  'synthesizing',
  'draft',
  'in_review',
  'returned',
  'rejected',
  'granularity',
  'no_search',
  'dropped',
  'dropped_repository',
  'verifier',
] as const
export const LeftOutReason = z.enum(leftOutReasons)
export type LeftOutReason = z.infer<typeof LeftOutReason>

export const leftOutWords: Record<LeftOutReason, string> = {
  synthesizing: 'still being synthesized',
  draft: 'not judged at the newest revision',
  in_review: 'still in review',
  returned: 'returned for changes',
  rejected: 'rejected',
  granularity: 'of another granularity',
  no_search: 'without a search to take the revision from',
  dropped: 'dropped by a decision on a finding',
  dropped_repository: 'of a repository that was dropped by a decision',
  verifier: 'failing a required verifier',
}

const Histogram = z.object({ edges: z.array(z.number()), counts: z.array(z.int()) })
const Counted = z.object({ value: z.string(), count: z.int(), tokens: z.number() })
export type Counted = z.infer<typeof Counted>

const Sums = z.object({ documents: z.int(), trajectories: z.int(), repositories: z.int(), tokens: z.number() })

/** What a dataset holds now, under the ranges that somebody looks at. */
export const Contents = z.object({
  total: Sums,
  /** Within the ranges; the same as the total without any. */
  shown: Sums.extend({ trainedTokens: z.number() }),
  /** Of the total under the tokenizer that was asked for; from a sample of the documents when `isEstimate`. */
  tokens: z.object({ tokenizer: TokenizerName, count: z.number(), isEstimate: z.boolean() }),
  languages: z.array(Counted),
  licences: z.array(Counted),
  repositories: z.array(Counted),
  /** How many of the documents fail each verifier; those that are required let none pass. */
  failing: z.array(z.object({ verifier: z.string(), count: z.int(), isRequired: z.boolean() })),
  /** How many of the documents each verifier does not apply to, required or not: they pass. */
  unapplied: z.array(z.object({ verifier: z.string(), count: z.int() })),
  ranges: z.object({ steps: Histogram, tokens: Histogram, gain: Histogram, copy: Histogram }),
  leftOut: z.array(z.object({ reason: LeftOutReason, detail: z.string(), count: z.int() })),
  splits: z.array(z.object({ split: z.string(), repositories: z.int(), documents: z.int(), tokens: z.number() })),
  /** Repositories that are nearly the same and yet in different splits. */
  leaks: z.int(),
  /** Against the last release of it; null without one. */
  delta: z.object({ releaseId: z.string(), added: z.int(), changed: z.int(), removed: z.int() }).nullable(),
})
export type Contents = z.infer<typeof Contents>

/** The ranges are of the documents, not of the dataset's own filter. */
export const GetContents = TrajectoryFilter.pick({ steps: true, tokens: true, gain: true, copy: true }).extend({
  id: z.uuid(),
  tokenizer: TokenizerName.optional(),
})
export type Ranges = Pick<TrajectoryFilter, (typeof rangeNames)[number]>

export const ContentsItem = z.object({
  trajectoryId: z.string(),
  variant: z.string(),
  revision: z.int().nullable(),
  repository: z.string(),
  state: z.string(),
  reason: LeftOutReason.nullable(),
  /** The verifier that fails, if that is the reason. */
  detail: z.string(),
  tokens: z.int().nullable(),
  gain: z.number().nullable(),
  copy: z.number().nullable(),
  language: z.string().nullable(),
  licence: z.string().nullable(),
  isPicked: z.boolean(),
  /** Against the last release: added, changed, removed, or the same. */
  change: z.enum(['added', 'changed', 'same', 'removed']).nullable(),
})
export type ContentsItem = z.infer<typeof ContentsItem>
export const ContentsPage = z.object({ rows: z.array(ContentsItem), next: z.string().nullable() })
export type ContentsPage = z.infer<typeof ContentsPage>

export const ListContents = GetContents.omit({ tokenizer: true }).extend({
  part: z.enum(['in', 'out', 'changed', 'removed']).default('in'),
  reason: LeftOutReason.optional(),
  /** `next` of the page before. */
  after: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
