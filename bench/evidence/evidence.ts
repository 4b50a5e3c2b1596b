import type { Costs } from './panel'

/** A candidate against the thought that the step began with, in nats of the target by the search's own scorer. */
export type CandidateEvidence = {
  round: number
  kind: string
  isAccepted: boolean
  isNew: boolean
  gainNats: number
  retainedNats: number | null
  headNats: number | null
}

export type StepEvidence = {
  beforeNats: number
  afterNats: number
  /** With the thought of another file in its place. */
  shuffledNats: number | null
  candidates: CandidateEvidence[]
  /** The file with the thought before and with the one accepted; null when none was. */
  accepted: { before: Costs; after: Costs } | null
  /** The file with the thought before and with the first candidate that says something else, whatever it is worth. */
  first: { before: Costs; after: Costs } | null
}

/** All that was found out about one file; nats are of its whole text. */
export type FileEvidence = {
  repository: string
  language: string
  path: string
  bytes: number
  /** Share of the bytes that stand in the first lines. */
  headShare: number
  /** Bytes that stand before its thoughts. */
  contextBytes: number
  none: Costs
  before: Costs
  after: Costs
  /** With the thoughts found, less every word that only the file holds. */
  nameless: Costs
  steps: StepEvidence[]
}

/** How far the last thought of one file gets with so many candidates in each round, round after round, from 0. */
export type RoundsEvidence = {
  candidates: number
  beforeNats: number
  afterNats: number[]
  /** The candidates themselves, which come in all kinds alike where there are enough of them. */
  tried: CandidateEvidence[]
}

export type RepositoryEvidence = {
  name: string
  commit: string
  files: FileEvidence[]
  rounds: RoundsEvidence[]
  scoringCalls: number
}
