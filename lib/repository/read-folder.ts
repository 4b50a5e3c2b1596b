import { constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { digestOf, type HashedFile, hashContent } from './content-hash'
import { entryPath, uniquePath } from './entry-path'
import { listRecords, tooManyFiles } from './git/read-tree'
import { limits } from './limits'
import { isFileMode, type Tree, type TreeEntry } from './tree'

/**
 * The tree of a folder that is not a repository. Git lists it, so that the folder's own .gitignore files hold; links
 * are not followed. It is pinned at a hash of names, modes and contents (sizes for files too large to be included).
 */
export async function readFolder(scratchGitDir: string, folder: string, signal: AbortSignal): Promise<Tree> {
  const entries = await listEntries(scratchGitDir, folder, signal)
  const commit = await hashEntries(entries, signal)
  return { commit, entries, read: readFiles }
}

async function listEntries(gitDir: string, folder: string, signal: AbortSignal): Promise<TreeEntry[]> {
  const args = [`--work-tree=${folder}`, 'ls-files', '-z', '--others', '--exclude-standard']
  const taken = new Set<string>()
  const entries: TreeEntry[] = []
  for await (const name of listRecords(args, { gitDir, cwd: folder, signal })) {
    if (entries.length === limits.files) throw tooManyFiles()
    entries.push(await toEntry(folder, name, taken))
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function toEntry(folder: string, name: Buffer, taken: Set<string>): Promise<TreeEntry> {
  // A repository within the folder is listed as one entry that ends in a slash.
  const isNested = name.at(-1) === 0x2f
  const { path, nameProblem } = entryPath(isNested ? name.subarray(0, -1) : name)
  const entry = { path: uniquePath(path, taken), nameProblem, address: `${folder}/${path}` }
  if (isNested) return { ...entry, mode: '160000', bytes: 0 }
  if (nameProblem !== undefined) return { ...entry, mode: '100644', bytes: 0 }
  const stats = await lstat(entry.address).catch(() => undefined)
  if (!stats) return { ...entry, mode: '100644', bytes: undefined }
  if (stats.isSymbolicLink()) return { ...entry, mode: '120000', bytes: stats.size }
  return { ...entry, mode: stats.mode & 0o100 ? '100755' : '100644', bytes: stats.isFile() ? stats.size : undefined }
}

async function hashEntries(entries: TreeEntry[], signal: AbortSignal): Promise<string> {
  const hashed: HashedFile[] = []
  for (const { path, mode, bytes, address } of entries) {
    signal.throwIfAborted()
    const isRead = isFileMode(mode) && (bytes ?? Number.POSITIVE_INFINITY) <= limits.fileBytes
    hashed.push({ path, mode, digest: digestOf(isRead ? await readContent(address) : undefined, bytes) })
  }
  return hashContent(hashed)
}

async function* readFiles(
  wanted: readonly TreeEntry[],
  signal: AbortSignal,
): AsyncGenerator<[TreeEntry, Buffer | undefined]> {
  for (const entry of wanted) {
    signal.throwIfAborted()
    yield [entry, await readContent(entry.address)]
  }
}

async function readContent(path: string): Promise<Buffer | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => undefined)
  try {
    return await file?.readFile()
  } finally {
    await file?.close()
  }
}
