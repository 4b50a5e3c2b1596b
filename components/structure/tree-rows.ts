import { folderTree } from '@/lib/structure/folder-tree'

/** What the tree needs to know of a file. */
export type TreeFile = { path: string; bytes: number }

/** A line of the tree: a file, or a folder with what is below it. */
export type TreeRow<File extends TreeFile> = {
  id: string
  label: string
  depth: number
  bytes: number
  /** Its share of the folder it is in, from 0 to 1. */
  share: number
} & ({ kind: 'file'; file: File } | { kind: 'folder'; files: number; isOpen: boolean })

/** The lines of the tree from top to bottom: folders before files, and only what is in open folders. */
export function treeRows<File extends TreeFile>(
  files: readonly File[],
  isOpen: (folder: string) => boolean,
): TreeRow<File>[] {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  const tree = folderTree(sorted.map(({ path }) => path))
  const sums = new Float64Array(sorted.length + 1)
  for (const [place, { bytes }] of sorted.entries()) sums[place + 1] = (sums[place] ?? 0) + bytes
  const sizeOf = (index: number) => (sums[tree[index]?.end ?? 0] ?? 0) - (sums[tree[index]?.start ?? 0] ?? 0)
  const rows: TreeRow<File>[] = []
  const visit = (index: number, depth: number) => {
    const folder = tree[index]
    const whole = Math.max(1, sizeOf(index))
    for (const child of folder?.folders ?? []) {
      const { path: id = '', name: label = '', start = 0, end = 0 } = tree[child] ?? {}
      const bytes = sizeOf(child)
      rows.push({
        kind: 'folder',
        id,
        label,
        depth,
        bytes,
        share: bytes / whole,
        files: end - start,
        isOpen: isOpen(id),
      })
      if (isOpen(id)) visit(child, depth + 1)
    }
    for (const place of folder?.files ?? []) {
      const file = sorted[place]
      if (!file) continue
      const { path: id, bytes } = file
      rows.push({
        kind: 'file',
        id,
        label: id.slice(id.lastIndexOf('/') + 1),
        depth,
        bytes,
        share: bytes / whole,
        file,
      })
    }
  }
  visit(0, 0)
  return rows
}

/** The next line from a place on, round the end, whose name begins with what was typed. */
export function findTyped(rows: readonly { label: string }[], typed: string, from: number): number | undefined {
  const wanted = typed.toLowerCase()
  for (let step = 0; step < rows.length; step++) {
    const at = (from + step) % rows.length
    if (rows[at]?.label.toLowerCase().startsWith(wanted)) return at
  }
  return undefined
}
