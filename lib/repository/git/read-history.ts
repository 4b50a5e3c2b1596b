import { createHash } from 'node:crypto'
import { entryPath } from '@/lib/repository/entry-path'
import type { ChangeKind, History, HistoryCommit } from '@/lib/repository/history'
import { limits } from '@/lib/repository/limits'
import { noteOf } from '@/lib/repository/note'
import { isFileMode } from '@/lib/repository/tree'
import { ByteReader } from './byte-reader'
import { explainLack } from './explain-lack'
import { startGit } from './git'
import { readObjects } from './read-objects'

export type HistoryPlace = {
  gitDir: string
  commit: string
  /** Only changes below it, relative to it. */
  folder: string | undefined
  /** Commits whose parents were not fetched: what they changed is not known. */
  shallow: ReadonlySet<string>
}

/**
 * The commits that led to one along first parents, newest first, each with what it changed, renames found by git, and
 * the contents before and after it that an import would include. What would be too much is listed without its content, and noted.
 */
export async function readHistory(place: HistoryPlace, depth: number, signal: AbortSignal): Promise<History> {
  const commits = await listCommits(place, depth, signal)
  const contents = await readContents(place.gitDir, commits, signal)
  const keep = await keepIncluded(commits, contents.byObject, signal)
  return { depth, ...keep, notes: noteOf('history', contents.leftOut) }
}

/** A change as git lists it; `object` is undefined for what leaves no file, `fromObject` for what changes none. */
type RawChange = Pick<HistoryCommit['changes'][number], 'path' | 'kind' | 'fromPath'> & {
  object: string | undefined
  fromObject: string | undefined
}
type RawCommit = Omit<HistoryCommit, 'changes'> & { changes: RawChange[] }

const commitMark = '\u0001'
const format = `${commitMark.replace('\u0001', '%x01')}%H%x00%aN%x00%aI%x00%B`

async function listCommits({ gitDir, commit, folder, shallow }: HistoryPlace, depth: number, signal: AbortSignal) {
  const options = ['-z', '--first-parent', `--max-count=${depth}`, `--format=${format}`, '--raw', '--no-abbrev', '-M']
  const relative = folder === undefined ? [] : [`--relative=${folder}`]
  const git = startGit(['log', ...options, ...relative, commit, '--'], { gitDir, signal })
  git.stdin.end()
  const reader = new ByteReader(git.stdout)
  const next = async () => (await reader.readUntil(0)) ?? Buffer.alloc(0)
  const commits: RawCommit[] = []
  let isKnown = true
  let changes = 0
  try {
    for (let token = await reader.readUntil(0); token !== undefined; token = await reader.readUntil(0)) {
      const text = token.toString('utf8')
      if (text.startsWith(commitMark)) {
        const [author, authoredAt, message] = [await next(), await next(), await next()]
        isKnown = !shallow.has(text.slice(1))
        commits.push({ commit: text.slice(1), ...words(author, authoredAt, message), changes: [] })
        continue
      }
      const change = text.trimStart().startsWith(':') ? await readChange(text.trimStart(), next) : undefined
      if (change && isKnown && changes++ < limits.historyChanges) commits.at(-1)?.changes.push(change)
    }
    await git.ended
  } catch (error) {
    throw explainLack(error, 'what its history needs')
  } finally {
    git.stop()
  }
  return commits
}

function words(author: Buffer, authoredAt: Buffer, message: Buffer) {
  return {
    author: author.toString('utf8'),
    authoredAt: authoredAt.toString('latin1'),
    message: message.toString('utf8').trim(),
  }
}

const kinds: Record<string, ChangeKind> = { A: 'added', M: 'modified', T: 'modified', D: 'deleted', R: 'renamed' }

/** `:<mode> <mode> <object> <object> <status>`, then the path, or the paths before and after a rename. */
async function readChange(head: string, next: () => Promise<Buffer>): Promise<RawChange | undefined> {
  const [fromMode = '', mode = '', fromObject = '', object = '', status = ''] = head.split(' ')
  const first = entryPath(await next())
  const kind = kinds[status[0] ?? '']
  const second = kind === 'renamed' ? entryPath(await next()) : undefined
  const { path, nameProblem } = second ?? first
  if (kind === undefined) return undefined
  const isText = kind !== 'deleted' && isFileMode(mode) && nameProblem === undefined
  const wasText = isChange(kind) && isFileMode(fromMode.slice(1)) && first.nameProblem === undefined
  return {
    path,
    kind,
    fromPath: second && first.path,
    object: isText ? object : undefined,
    fromObject: wasText ? fromObject : undefined,
  }
}

/** Whether there is a file before and after it. */
function isChange(kind: ChangeKind): boolean {
  return kind === 'modified' || kind === 'renamed'
}

type Contents = { byObject: Map<string, Buffer>; leftOut: string[] }

/** Each object once, newest first, as long as there is room. */
async function readContents(gitDir: string, commits: readonly RawCommit[], signal: AbortSignal): Promise<Contents> {
  const paths = new Map<string, string>()
  for (const { path, fromPath = path, object, fromObject } of commits.flatMap(({ changes }) => changes)) {
    if (object !== undefined && !paths.has(object)) paths.set(object, path)
    if (fromObject !== undefined && !paths.has(fromObject)) paths.set(fromObject, fromPath)
  }
  const contents: Contents = { byObject: new Map(), leftOut: [] }
  let bytes = 0
  for await (const [object, content] of readObjects(gitDir, [...paths.keys()], signal, limits.fileBytes)) {
    if (content === undefined) continue
    bytes += content.length
    if (bytes > limits.historyBytes) contents.leftOut.push(paths.get(object) ?? object)
    else contents.byObject.set(object, content)
  }
  return contents
}

/** Keeps the contents that would be included at the path they have. */
async function keepIncluded(commits: readonly RawCommit[], byObject: Map<string, Buffer>, signal: AbortSignal) {
  const { isIncluded } = await import('@/lib/repository/classify/is-included')
  const contents = new Map<string, { sha256: Buffer; bytes: Buffer }>()
  const keepContent = (path: string, object: string | undefined) => {
    const bytes = byObject.get(object ?? '')
    if (object === undefined || !bytes || !isIncluded(path, bytes)) return undefined
    const content = contents.get(object) ?? { sha256: createHash('sha256').update(bytes).digest(), bytes }
    contents.set(object, content)
    return content.sha256
  }
  const keep = ({ object, fromObject, ...change }: RawChange) => ({
    ...change,
    sha256: keepContent(change.path, object),
    fromSha256: keepContent(change.fromPath ?? change.path, fromObject),
  })
  const kept: HistoryCommit[] = []
  for (const commit of commits) {
    signal.throwIfAborted()
    kept.push({ ...commit, changes: commit.changes.map(keep) })
    await new Promise(setImmediate)
  }
  return { commits: kept, contents: [...contents.values()] }
}
