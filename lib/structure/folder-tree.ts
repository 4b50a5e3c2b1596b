/** A folder, with everything below it, in a list of paths in order: these are the ones from `start` to before `end`. */
export type Folder = {
  /** Ends in `/`; the root is empty. */
  path: string
  /** What it adds to the path of its parent: `packages/core/` when `packages/` holds nothing else. */
  name: string
  parent: number
  start: number
  end: number
  /** Folders directly below it, by index, and files, by place in the list; both in order. */
  folders: number[]
  files: number[]
}

/**
 * The folders of paths that are in order, the root first and every folder before what is in it. A folder that holds
 * nothing but one folder is joined with it.
 */
export function folderTree(paths: readonly string[]): Folder[] {
  const root: Folder = { path: '', name: '', parent: -1, start: 0, end: paths.length, folders: [], files: [] }
  const tree = [root]
  fill(tree, 0, paths)
  return tree
}

function fill(tree: Folder[], index: number, paths: readonly string[]): void {
  const folder = tree[index]
  if (!folder) return
  for (let at = folder.start; at < folder.end; ) {
    const slash = paths[at]?.indexOf('/', folder.path.length) ?? -1
    if (slash === -1) {
      folder.files.push(at++)
      continue
    }
    const child = joined(paths, at, folder.end, folder.path.length)
    const added = tree.push({ ...child, parent: index, folders: [], files: [] }) - 1
    folder.folders.push(added)
    fill(tree, added, paths)
    at = child.end
  }
}

/** The folder that the path at `start` goes into, as deep as nothing else is beside the way. */
function joined(paths: readonly string[], start: number, limit: number, above: number) {
  let path = (paths[start] ?? '').slice(0, (paths[start]?.indexOf('/', above) ?? 0) + 1)
  const end = endOf(paths, path, start, limit)
  for (;;) {
    const slash = paths[start]?.indexOf('/', path.length) ?? -1
    const deeper = slash === -1 ? undefined : paths[start]?.slice(0, slash + 1)
    if (deeper === undefined || !paths[end - 1]?.startsWith(deeper)) break
    path = deeper
  }
  return { path, name: path.slice(above), start, end }
}

/** Where those with the beginning end: halving works because they are in order and stand together. */
function endOf(paths: readonly string[], beginning: string, start: number, limit: number): number {
  let low = start
  let high = limit
  while (low < high) {
    const middle = (low + high) >> 1
    if (paths[middle]?.startsWith(beginning)) low = middle + 1
    else high = middle
  }
  return low
}
