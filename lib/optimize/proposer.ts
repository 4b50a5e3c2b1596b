/** What a proposer is told about the thought it may replace. */
export type ProposalRequest = {
  stepId: string
  /** The file that is written right after the thought. */
  path: string
  /** Paths of the files that the run has read before the thought, in order. */
  readPaths: string[]
  /** The thought to improve on. */
  current: string
  /** From 1. */
  round: number
  slot: number
  seed: number
  guard: {
    /** Share of the target, 0 to 1, that a text would give away. */
    ratioOf(text: string): number
    maxCopyRatio: number
  }
}

/** Writes other versions of a thought; the same request gives the same answer where the author can promise that. */
export interface Proposer {
  propose(request: ProposalRequest, signal: AbortSignal): Promise<string>
  close(): Promise<void>
}
