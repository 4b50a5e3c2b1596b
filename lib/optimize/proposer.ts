import type { ProposalKind } from '@/lib/trajectory/proposal-kind'

/** A passage of the thought that a search began with. */
export type Marked = { passage: string; start: string }

/** What a proposer is told about the thought it may replace. */
export type ProposalRequest = {
  stepId: string
  /** What the thought stands before. */
  before: 'read' | 'write' | 'edit'
  /** The file that the run writes. */
  path: string
  /** Paths of the files that the run has read before the thought, in order. */
  readPaths: string[]
  kind: ProposalKind
  /** What may be done in its place where it can do nothing. */
  kinds: readonly ProposalKind[]
  /** The thought to improve on. */
  current: string
  /** From 1. */
  round: number
  slot: number
  seed: number
  /** What a person wants to be thought of, in words. */
  hint: string | null
  /** What may be changed, and the thought that it was marked in; null when all of it may. */
  marked?: Marked | null
  /** What each line of the file costs given the present thought, in nats. */
  lineNats: readonly number[]
  guard: {
    /** Share of the target, 0 to 1, that a text would give away. */
    ratioOf(text: string): number
    maxCopyRatio: number
  }
}

/** `kind` is how it came about in the end; `promptHash` the SHA-256, in hex, of what a model was asked, null when none was. */
export type Proposal = { text: string; kind: ProposalKind; promptHash: string | null }

/** Writes other versions of a thought; the same request gives the same answer where the author can promise that. */
export interface Proposer {
  propose(request: ProposalRequest, signal: AbortSignal): Promise<Proposal>
  close(): Promise<void>
}
