import { isUtf8 } from 'node:buffer'

export type EntryPath = { path: string; nameProblem?: string }

const maxPathLength = 1000

/**
 * The path of a tree entry from its bytes. A name that is not UTF-8, or that could not safely be written again, is
 * recorded in git's quoted form together with what is wrong with it.
 */
export function entryPath(name: Buffer): EntryPath {
  if (!isUtf8(name)) return { path: quote(name), nameProblem: 'its name is not UTF-8 text' }
  const path = name.toString('utf8')
  if (/\p{Cc}/u.test(path)) return { path: quote(name), nameProblem: 'its name holds control characters' }
  if (path.length > maxPathLength)
    return { path: `${path.slice(0, maxPathLength)}…`, nameProblem: 'its path is too long' }
  const isUnsafe = path.split('/').some((part) => part === '' || part === '.' || part === '..' || /^\.git$/i.test(part))
  return isUnsafe ? { path, nameProblem: 'its path leads out of the repository' } : { path }
}

/** Two entries never share a recorded path, whatever their bytes were. */
export function uniquePath(path: string, taken: Set<string>): string {
  let unique = path
  for (let count = 2; taken.has(unique); count++) unique = `${path} (${count})`
  taken.add(unique)
  return unique
}

/** Git's `core.quotePath` form: "caf\351.txt" in double quotes, other bytes in octal. */
function quote(name: Buffer): string {
  const characters = [...name].map((byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`
  })
  return `"${characters.join('').slice(0, maxPathLength)}"`
}
