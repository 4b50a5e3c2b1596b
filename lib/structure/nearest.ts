import { folderOf } from './folder'

/** Of several paths the one with most folders in common with `from`, then the shortest, then the first by name. */
export function nearest(paths: readonly string[], from: string): string | undefined {
  if (paths.length < 2) return paths[0]
  return [...paths].sort(
    (a, b) => sharedFolders(b, from) - sharedFolders(a, from) || a.length - b.length || (a < b ? -1 : 1),
  )[0]
}

function sharedFolders(path: string, other: string): number {
  const [a, b] = [folderOf(path).split('/'), folderOf(other).split('/')]
  const differs = a.findIndex((part, depth) => part !== b[depth])
  return differs === -1 ? a.length : differs
}
