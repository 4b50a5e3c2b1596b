/** The files of a trajectory as they are by now. */
export type WorkTree = {
  has(path: string): boolean
  get(path: string): string | undefined
  keys(): MapIterator<string>
  readonly size: number
  set(path: string, content: string): void
  /** Whether it is there, and as it will be in the end. */
  isFinal(path: string): boolean
  /** Those that are not as they will be in the end. */
  drafts: ReadonlyMap<string, string>
}

/**
 * Holds drafts alone: a file that is as it will be in the end is looked up with `finalOf` when it is asked for, so that
 * the tree takes no room for contents. The `existing` files are there from the beginning, as they will be.
 */
export function openWorkTree(finalOf: (path: string) => string | undefined, existing: Iterable<string> = []): WorkTree {
  const paths = new Set(existing)
  const drafts = new Map<string, string>()
  return {
    drafts,
    get size() {
      return paths.size
    },
    has: (path) => paths.has(path),
    get: (path) => drafts.get(path) ?? (paths.has(path) ? finalOf(path) : undefined),
    keys: () => paths.keys(),
    set(path, content) {
      paths.add(path)
      if (content === finalOf(path)) drafts.delete(path)
      else drafts.set(path, content)
    },
    isFinal: (path) => paths.has(path) && !drafts.has(path),
  }
}
