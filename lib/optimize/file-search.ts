import type { TokenScores } from '@/lib/likelihood/token-scores'
import type { Episode } from './episode'
import type { Meter } from './meter'
import type { OptimizationSettings } from './optimization'
import type { Proposer } from './proposer'
import type { Decision, NewCandidate, Outcome, StoredCandidate } from './store'

/** What is to be done for one file, and what an earlier run of the same search has already done. */
export type FileSearch = {
  episode: Episode
  /** The files that are written before, for a scorer that learns from them. */
  primer: string | undefined
  /** The request of the trajectory: thoughts may repeat it without copying. */
  request: string
  settings: OptimizationSettings
  /** How many texts may be scored for the candidates of each step; a step that is not in it keeps its thought. */
  allowance: ReadonlyMap<string, number>
  /** The ids of the thoughts that the base revision uses, by step. */
  thoughtIds: ReadonlyMap<string, string>
  /** Thoughts of other files, by the step in whose place they are tried. */
  others: ReadonlyMap<string, string>
  scored: StoredCandidate[]
  settled: ReadonlyMap<string, Outcome>
}

/** What each token of a step's target costs; the baseline is null where an earlier step of the file has it. */
export type StepTokens = { baseline: TokenScores | null; before: TokenScores }

/** Where a search leaves what it finds, as soon as it is found. `calls` are the texts scored since the last time. */
export type Findings = {
  /** `tokens` are kept of candidates that may win. */
  addCandidate(candidate: NewCandidate, tokens: TokenScores | undefined, calls: number): Promise<string>
  decide(decisions: Decision[]): Promise<void>
  settle(outcome: Outcome, tokens: StepTokens, calls: number): Promise<void>
}

export type Effects = {
  meter: Meter
  /** The most that a scored text may hold, in UTF-8 bytes. */
  maxPromptBytes: number | null
  proposer: Proposer
  findings: Findings
  signal: AbortSignal
}
