type Sized = { path: string; tokens: number }

/** So much of a window lies in the folder, or the two folders, that it is called after. */
const mostly = 0.7

/**
 * A name for each window, no two the same: the deepest folder that most of it lies in, or two of them; else the largest
 * `and others`. What would be called the same is numbered.
 */
export function nameWindows(windows: readonly (readonly Sized[])[]): string[] {
  const names = windows.map(nameOf)
  const counts = new Map<string, number>()
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${count})`
  })
}

function nameOf(files: readonly Sized[]): string {
  const [only] = files
  if (only && files.length === 1) return only.path
  const folder = deepestFolder(files, '')
  const below = foldersBelow(files, folder)
  const [one, other] = below
  const share = (one && other && (one.tokens + other.tokens) / sum(files)) ?? 0
  if (one && other && share >= mostly)
    return `${deepestFolder(one.files, one.name)} and ${deepestFolder(other.files, other.name)}`
  if (folder !== '') return folder
  return one ? `${deepestFolder(one.files, one.name)} and others` : 'the top folder'
}

/** The deepest folder below `folder` that most of the files lie in, or `folder` itself. */
function deepestFolder(files: readonly Sized[], folder: string): string {
  const [largest] = foldersBelow(files, folder)
  return largest && largest.tokens >= mostly * sum(files) ? deepestFolder(largest.files, largest.name) : folder
}

type Folder = { name: string; tokens: number; files: Sized[] }

/** The folders directly below one, the one with the most in it first. */
function foldersBelow(files: readonly Sized[], folder: string): Folder[] {
  const start = folder === '' ? 0 : folder.length + 1
  const below = Map.groupBy(
    files.filter(({ path }) => folder === '' || path.startsWith(`${folder}/`)),
    ({ path }) => path.slice(0, Math.max(path.indexOf('/', start), 0)),
  )
  return Array.from(below, ([name, members]) => ({ name, tokens: sum(members), files: members }))
    .filter(({ name }) => name !== '' && name !== folder)
    .sort((a, b) => b.tokens - a.tokens || (a.name < b.name ? -1 : 1))
}

function sum(files: readonly Sized[]): number {
  return files.reduce((total, { tokens }) => total + tokens, 0)
}
