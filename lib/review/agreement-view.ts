import type { Interval, Measure } from './agreement'

export type PairAgreement = { one: string; other: string; percent: Measure; kappa: Measure }
export type LabelAgreement = {
  id: string
  label: string
  kind: string
  percent: Measure
  alpha: Measure
  /** How far apart the values are taken to be: alike or not, or as ratings on a scale. */
  metric: 'nominal' | 'ordinal'
}

/** How often a reviewer judged gold samples as they are known to be. */
export type GoldAccuracy = { userId: string; name: string; judged: number; right: number; interval: Interval }

export type AgreementView = {
  queues: { id: string; name: string; isArchived: boolean }[]
  verdicts: { percent: Measure; alpha: Measure; units: number; reviewers: number }
  pairs: PairAgreement[]
  labels: LabelAgreement[]
  /** Only administrators see it; null for all others. */
  gold: GoldAccuracy[] | null
}
