/** The folder of a repository path, '' for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash === -1 ? '' : path.slice(0, slash)
}

/** A folder and those above it, nearest first; the last is '', the root. */
export function foldersFrom(folder: string): string[] {
  const found = [folder]
  for (let at = folder; at !== ''; ) {
    at = folderOf(at)
    found.push(at)
  }
  return found
}

/**
 * Where a relative path leads from a folder, `.` and `..` taken away; undefined when it leads out of the repository.
 * An empty result is the root.
 */
export function pathFrom(folder: string, relative: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}
