import type { ForeignTrajectory, Origin } from '@/lib/foreign/foreign'

/** What a record is to a format: a trajectory by itself, or a part of one. */
export type RecordKind = 'trajectory' | 'event'

/** How one way of writing trajectories down is recognised and read. */
export type ForeignFormat = {
  title: string
  /** Where such files come from, and what they are called. */
  hint: string
  /** What a record is when it is not recognised and somebody says that it is of this format. */
  usual: RecordKind
  recognize(record: unknown): RecordKind | undefined
  /** Whether an event begins another trajectory; without it a file of events is one. */
  begins?(record: unknown): boolean
  /** Of one trajectory: the one record, or all of its events. Throws `invalid` with a sentence. */
  read(records: readonly unknown[], origin: Origin): ForeignTrajectory
}
