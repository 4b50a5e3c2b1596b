/** One path of a snapshot, before its content is read. */
export type TreeEntry = {
  /** `/`-separated and relative; escaped as git does it when the name is not usable text. */
  path: string
  /** Why a file of this name cannot be rebuilt, when it cannot. */
  nameProblem?: string
  /** As git writes it: 100644, 100755, 120000 for a symbolic link, 160000 for a submodule. */
  mode: string
  /** Undefined when the content is not there. */
  bytes: number | undefined
  /** Where the content is: an object id, or the path of a file. */
  address: string
}

/** What is imported, pinned: the entries, and a way to read those that are wanted. */
export type Tree = {
  commit: string
  entries: TreeEntry[]
  /** Yields each given entry once, in the given order; undefined when its content turns out to be missing. */
  read(entries: readonly TreeEntry[], signal: AbortSignal): AsyncIterable<[TreeEntry, Buffer | undefined]>
}

export const isFileMode = (mode: string) => mode.startsWith('100')
