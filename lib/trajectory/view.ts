import { z } from 'zod'
import { Fork } from './fork'
import { WindowName } from './scope'
import { Run, StepArgs, StepKind, Tool } from './trajectory'
import { Verifiers } from './verifiers'

export const TrajectoryState = z.enum([
  'synthesizing',
  'draft',
  'in_review',
  'returned',
  'approved',
  'rejected',
  'released',
])
export const Judgement = z.enum(['approve', 'reject', 'return'])

export const VerdictView = z.object({
  revision: z.int(),
  judgement: Judgement,
  reason: z.string().nullable(),
  by: z.string(),
  createdAt: z.string(),
})

/** Sums of one search over its targets, in nats: without any thought, with the thoughts before, and after. */
export const SearchSummary = z.object({
  optimizationId: z.string(),
  scorer: z.string(),
  isEmbedded: z.boolean(),
  baselineNats: z.number(),
  beforeNats: z.number(),
  afterNats: z.number(),
  targetBytes: z.number(),
  candidates: z.int(),
  accepted: z.int(),
})

export const RevisionView = z.object({
  number: z.int(),
  reason: z.string(),
  by: z.string(),
  createdAt: z.string(),
  contentHash: z.string(),
  verifiers: Verifiers,
  tokens: z.int(),
  trainedTokens: z.int(),
  maxCopyRatio: z.number(),
  search: SearchSummary.nullable(),
  /** The newest verdict on this very revision. */
  verdict: VerdictView.nullable(),
})

export const TrajectoryRow = z.object({
  id: z.string(),
  snapshotId: z.string(),
  repositoryId: z.string(),
  repositoryName: z.string(),
  commit: z.string(),
  author: z.string(),
  /** The part of the snapshot that it is about; null for all of it. */
  window: WindowName.nullable(),
  state: TrajectoryState,
  /** Whether its synthesis ended before it was done, and nothing works on it. */
  isStopped: z.boolean(),
  /** Whether a person holds its synthesis, or a search of it. */
  isPaused: z.boolean(),
  stepCount: z.int(),
  runCount: z.int(),
  /** The newest revision; null while it is being synthesized. */
  head: RevisionView.nullable(),
  updatedAt: z.string(),
})

/** A row of a list: what else there is to show, order and filter by. */
export const ListRow = TrajectoryRow.extend({
  createdAt: z.string(),
  language: z.string().nullable(),
  mode: z.string(),
  /** The model behind the author, where there was one. */
  model: z.string().nullable(),
  windows: z.int(),
  /** What it and its parts carry. */
  labels: z.array(z.object({ name: z.string(), count: z.int() })),
})

/** `next` and `previous` are where to go on, and where to go back from; null at the ends. */
export const TrajectoryPage = z.object({
  rows: z.array(ListRow),
  next: z.string().nullable(),
  previous: z.string().nullable(),
})

/** One step without its content: what outlines, lanes and minimaps need. */
export const StepEntry = z.object({
  id: z.string(),
  position: z.int(),
  runId: z.string(),
  kind: StepKind,
  tool: Tool.nullable(),
  path: z.string().nullable(),
  /** The tool that a foreign agent called. */
  call: z.string().nullish(),
  /** Size of the text or content. */
  bytes: z.int(),
  /** Of a thought; those of other steps are not counted one by one. */
  tokens: z.int().nullable(),
  /** Of the content, if it has one: where it is found (`ContentWindow`). A partial read has that of the whole file. */
  sha256: z.string().nullable(),
  /** Whether it observes that something is wrong: a check that finds problems, a file that is not there. */
  isError: z.boolean(),
  candidates: z.int(),
  /** Whether the thought in use at this revision was found by a search. */
  isOptimized: z.boolean(),
  /** The search whose finding for this step waits for a person. */
  openSearch: z.string().nullable(),
})

export const TrajectoryView = TrajectoryRow.extend({
  request: z.string(),
  /** What exists when the work begins. */
  given: z.array(z.string()),
  /** The trajectory that it goes on from; null when it began with nothing. */
  fork: Fork.nullable(),
  revision: RevisionView,
  revisions: z.array(RevisionView),
  runs: z.array(Run),
  steps: z.array(StepEntry),
})

/** A thought that was proposed for a step, with its scores. */
export const CandidateView = z.object({
  id: z.string(),
  origin: z.enum(['synthesis', 'search', 'person']),
  /** The search that proposed it; null for all others. */
  optimizationId: z.string().nullable(),
  round: z.int().nullable(),
  slot: z.int().nullable(),
  text: z.string(),
  tokens: z.int(),
  targetNats: z.number().nullable(),
  priorNats: z.number().nullable(),
  copyRatio: z.number().nullable(),
  /** Characters of the longest text that it shares with the target and that was not visible before. */
  longestCopy: z.int().nullable(),
  /** The thought that it was made from, and how: rewrite, segment, shorten, ground or reorder. */
  parentId: z.string().nullable(),
  kind: z.string().nullable(),
  /** What the search minimizes: the scored part of the target, clipped, with the price of the thought. */
  valueNats: z.number().nullable(),
  /** The gain over the search's start when what they copy is taken out of both. */
  retainedNats: z.number().nullable(),
  /** The part of the gain that falls on the first lines of the target. */
  headNats: z.number().nullable(),
  isAccepted: z.boolean().nullable(),
  whyNot: z.string().nullable(),
  isCurrent: z.boolean(),
})

/** What one search found out about a step's target, in nats; null is what it does not know yet. */
export const StepOutcome = z.object({
  optimizationId: z.string(),
  /** The scorer's fingerprint: only scores of the same one can be compared. */
  scorer: z.string(),
  isEmbedded: z.boolean(),
  baselineNats: z.number().nullable(),
  /** With the thought that the search began with. */
  beforeNats: z.number().nullable(),
  afterNats: z.number().nullable(),
  targetBytes: z.int().nullable(),
  /** With the thought of another file in its place. */
  shuffledNats: z.number().nullable(),
  /** The thought that it found; null while it is at work, and when the start stayed. */
  thoughtId: z.string().nullable(),
  hasHeat: z.boolean(),
  /** Whether a person is to accept or decline what it found, and what came of it. */
  needsDecision: z.boolean(),
  decision: z.enum(['accepted', 'declined']).nullable(),
  state: z.string(),
  createdAt: z.string(),
})

/** A step with its content at one revision. */
export const StepView = z.object({
  id: z.string(),
  position: z.int(),
  runId: z.string(),
  kind: StepKind,
  tool: Tool.nullable(),
  path: z.string().nullable(),
  args: StepArgs,
  text: z.string().nullable(),
  /** Null when there is none, and when it has more bytes than were asked for. */
  content: z.string().nullable(),
  /** Of the whole content; a partial read has those of the whole file. */
  sha256: z.string().nullable(),
  contentBytes: z.int().nullable(),
  /** For a write or edit: the file as it was before; null when there was none, and when it is too long. */
  before: z.string().nullable(),
  beforeSha256: z.string().nullable(),
  beforeBytes: z.int().nullable(),
  candidates: z.array(CandidateView),
  /** The searches that looked at it, oldest first. */
  searches: z.array(StepOutcome),
})

/** A trajectory that writes a file, with the first step that does and how many do. */
export const Writer = z.object({
  trajectoryId: z.string(),
  author: z.string(),
  state: TrajectoryState,
  revision: z.int(),
  position: z.int(),
  steps: z.int(),
})

export type Writer = z.infer<typeof Writer>
export type TrajectoryState = z.infer<typeof TrajectoryState>
export type Judgement = z.infer<typeof Judgement>
export type VerdictView = z.infer<typeof VerdictView>
export type SearchSummary = z.infer<typeof SearchSummary>
export type RevisionView = z.infer<typeof RevisionView>
export type TrajectoryRow = z.infer<typeof TrajectoryRow>
export type ListRow = z.infer<typeof ListRow>
export type TrajectoryPage = z.infer<typeof TrajectoryPage>
export type StepEntry = z.infer<typeof StepEntry>
export type TrajectoryView = z.infer<typeof TrajectoryView>
export type CandidateView = z.infer<typeof CandidateView>
export type StepOutcome = z.infer<typeof StepOutcome>
export type StepView = z.infer<typeof StepView>
