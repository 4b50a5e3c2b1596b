import type { History } from './history'
import type { SnapshotNote } from './repository'

/** One path of a snapshot, before its content is read. */
export type TreeEntry = {
  /** `/`-separated and relative; escaped as git does it when the name is not usable text. */
  path: string
  /** Why it cannot be a file of the snapshot, when it cannot: most often because of its name. */
  nameProblem?: string
  /** As git writes it: 100644, 100755, 120000 for a symbolic link, 160000 for a submodule. */
  mode: string
  /** Undefined when the content is not there. */
  bytes: number | undefined
  /** Where the content is: an object id, the path of a file, or the place in an archive. */
  address: string
}

/** What is imported, pinned: the entries, and a way to read those that are wanted. */
export type Tree = {
  commit: string
  entries: TreeEntry[]
  /**
   * Yields each of the wanted entries once; undefined when its content turns out to be missing. They must be wanted in
   * the order of `entries`: some sources can only be read from the beginning to the end.
   */
  read(wanted: readonly TreeEntry[], signal: AbortSignal): AsyncIterable<[TreeEntry, Buffer | undefined]>
  /** What was odd about the source and shows in no entry. */
  notes?: SnapshotNote[]
  /** The commits that led to this one, as many as are asked for; undefined for what has no history. */
  readHistory?: (depth: number, signal: AbortSignal) => Promise<History>
  /** To be called when nothing more is read; undefined where nothing is held open. */
  close?: () => Promise<void>
}

export const isFileMode = (mode: string) => mode.startsWith('100')
