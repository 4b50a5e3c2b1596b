import { AppError } from '@/lib/errors'
import { ByteReader } from './byte-reader'
import { entryPath, uniquePath } from './entry-path'
import { type GitOptions, startGit } from './git'
import { limits } from './limits'
import type { Tree, TreeEntry } from './tree'

/** The tree of one commit of a bare repository: listed at once, contents streamed by one `cat-file --batch`. */
export async function readTree(gitDir: string, commit: string, signal: AbortSignal): Promise<Tree> {
  const entries = await listEntries(gitDir, commit, signal)
  return { commit, entries, read: (wanted, readSignal) => readObjects(gitDir, wanted, readSignal) }
}

async function listEntries(gitDir: string, commit: string, signal: AbortSignal): Promise<TreeEntry[]> {
  const taken = new Set<string>()
  const entries: TreeEntry[] = []
  for await (const line of listRecords(['ls-tree', '-r', '-z', '-l', '--full-tree', commit], { gitDir, signal })) {
    if (entries.length === limits.files) throw tooManyFiles()
    entries.push(toEntry(line, taken))
  }
  return entries
}

/** What a git command lists with `-z`, record by record. */
export async function* listRecords(args: readonly string[], options: GitOptions): AsyncGenerator<Buffer> {
  const git = startGit(args, options)
  git.stdin.end()
  const reader = new ByteReader(git.stdout)
  try {
    for (let record = await reader.readUntil(0); record !== undefined; record = await reader.readUntil(0)) yield record
    await git.ended
  } finally {
    git.stop()
  }
}

export function tooManyFiles(): AppError {
  return new AppError('invalid', `The repository has more than ${limits.files.toLocaleString('en')} files.`)
}

/** `<mode> <type> <object> <size, - or BAD>\t<path>` */
function toEntry(line: Buffer, taken: Set<string>): TreeEntry {
  const tab = line.indexOf(0x09)
  const [mode = '', type = '', address = '', size = ''] = line.subarray(0, tab).toString('latin1').split(/ +/)
  const { path, nameProblem } = entryPath(line.subarray(tab + 1))
  const bytes = type === 'commit' ? 0 : Number(size)
  return {
    path: uniquePath(path, taken),
    nameProblem,
    mode,
    bytes: Number.isNaN(bytes) ? undefined : bytes,
    address,
  }
}

async function* readObjects(
  gitDir: string,
  wanted: readonly TreeEntry[],
  signal: AbortSignal,
): AsyncGenerator<[TreeEntry, Buffer | undefined]> {
  if (wanted.length === 0) return
  const git = startGit(['cat-file', '--batch', '--buffer'], { gitDir, signal })
  // The requests are a fraction of the answers: they may wait in memory until git takes them.
  git.stdin.end(wanted.map((entry) => `${entry.address}\n`).join(''))
  const reader = new ByteReader(git.stdout)
  try {
    for (const entry of wanted) {
      const content = await readObject(reader)
      // Cut short: what ended it is thrown by `ended`.
      if (content === 'end') break
      yield [entry, content]
    }
    await git.ended
  } finally {
    git.stop()
  }
}

/** `<object> blob <size>\n<content>\n`, or `<object> missing\n`. */
async function readObject(reader: ByteReader): Promise<Buffer | undefined | 'end'> {
  const header = (await reader.readUntil(0x0a))?.toString('latin1')
  if (header === undefined) return 'end'
  const size = / blob (\d+)$/.exec(header)?.[1]
  if (size === undefined) return undefined
  const content = await reader.readExactly(Number(size) + 1)
  return content?.subarray(0, -1) ?? 'end'
}
