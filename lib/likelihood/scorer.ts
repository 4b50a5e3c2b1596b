import type { TokenScores } from './token-scores'

/**
 * One scoring request: how likely is `target` after `prefix`, each of the `thoughts`, and `suffix`?
 * The engine sees prefix + thought + suffix + target as one text; only the target (and, where the engine can, the
 * thought) is scored.
 */
export type ScoreRequest = {
  /** What a scorer that learns while it reads has read before the prefix; others leave it out. */
  primer?: string
  prefix: string
  thoughts: string[]
  suffix: string
  target: string
}

export type ThoughtScore = {
  /** −log p(target | prefix, thought, suffix), in nats. */
  targetNats: number
  /** −log p(thought | prefix), in nats: the price of the thought. Null where the engine does not tell. */
  priorNats: number | null
  targetBytes: number
  /** Of the target; their sum is `targetNats`, but for rounding. */
  tokens: TokenScores
}

export interface Scorer {
  /** Engine, model, mode and context policy; scores are comparable only under the same fingerprint. */
  readonly fingerprint: string
  readonly isEmbedded: boolean
  /** Whether it learns while it reads, so that it wants to be primed. */
  readonly isAdaptive?: boolean
  /** The most that prefix, thought, suffix and target may hold together, in UTF-8 bytes; null for no limit. */
  readonly maxPromptBytes: number | null
  /** One score per thought, in order. The common prefix is read once. Throws the signal's reason when aborted. */
  score(request: ScoreRequest, signal?: AbortSignal): Promise<ThoughtScore[]>
  close(): Promise<void>
}
