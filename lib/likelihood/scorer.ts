/**
 * One scoring request: how likely is `target` after `prefix`, each of the `thoughts`, and `suffix`?
 * The engine sees prefix + thought + suffix + target as one text; only the target (and, where the engine can, the
 * thought) is scored.
 */
export type ScoreRequest = { prefix: string; thoughts: string[]; suffix: string; target: string }

export type ThoughtScore = {
  /** −log p(target | prefix, thought, suffix), in nats. */
  targetNats: number
  /** −log p(thought | prefix), in nats: the price of the thought. */
  priorNats: number
  targetBytes: number
}

export interface Scorer {
  /** Engine, model and context policy; scores are comparable only under the same fingerprint. */
  readonly fingerprint: string
  readonly isEmbedded: boolean
  /** One score per thought, in order. The common prefix is read once. Throws the signal's reason when aborted. */
  score(request: ScoreRequest, signal?: AbortSignal): Promise<ThoughtScore[]>
  close(): Promise<void>
}
