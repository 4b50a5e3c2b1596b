import { AppError } from '@/lib/errors'
import { entryPath, uniquePath } from '@/lib/repository/entry-path'
import { limits } from '@/lib/repository/limits'
import type { Tree, TreeEntry } from '@/lib/repository/tree'
import { ByteReader } from './byte-reader'
import { explainLack } from './explain-lack'
import { GitError, type GitOptions, runGit, startGit } from './git'
import { readHistory } from './read-history'
import { readObjects } from './read-objects'

export type TreePlace = {
  gitDir: string
  commit: string
  /** Only this folder; paths begin below it. */
  folder?: string
  /** Commits whose parents are not here. */
  shallow?: ReadonlySet<string>
}

/** The tree of one commit of a bare repository: listed at once, contents streamed by one `cat-file --batch`. */
export async function readTree(place: TreePlace, signal: AbortSignal): Promise<Tree> {
  const { gitDir, commit, folder, shallow = new Set() } = place
  const tree = folder === undefined ? commit : await findFolder(gitDir, commit, folder, signal)
  return {
    commit,
    entries: await listEntries(gitDir, tree, signal),
    async *read(wanted, readSignal) {
      const objects = wanted.map((entry) => entry.address)
      let at = 0
      for await (const [, content] of readObjects(gitDir, objects, readSignal)) {
        const entry = wanted[at++]
        if (entry) yield [entry, content]
      }
    },
    readHistory: (depth, readSignal) => readHistory({ gitDir, commit, folder, shallow }, depth, readSignal),
  }
}

async function findFolder(gitDir: string, commit: string, folder: string, signal: AbortSignal): Promise<string> {
  const resolve = async (name: string) =>
    (await runGit(['rev-parse', '--verify', '--quiet', name], { gitDir, signal })).toString('latin1').trim()
  try {
    return await resolve(`${await resolve(`${commit}:${folder}`)}^{tree}`)
  } catch (cause) {
    if (!(cause instanceof GitError)) throw cause
    throw new AppError('not_found', `The repository has no folder “${folder}” at this commit.`, { cause })
  }
}

async function listEntries(gitDir: string, tree: string, signal: AbortSignal): Promise<TreeEntry[]> {
  const taken = new Set<string>()
  const entries: TreeEntry[] = []
  try {
    for await (const line of listRecords(['ls-tree', '-r', '-z', '-l', '--full-tree', tree], { gitDir, signal })) {
      if (entries.length === limits.files) throw tooManyFiles()
      entries.push(toEntry(line, taken))
    }
  } catch (error) {
    throw explainLack(error, 'folders of this commit')
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
