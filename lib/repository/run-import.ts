import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import { isTestPath } from '@/lib/structure/file-role'
import { readStructure } from '@/lib/structure/read-structure'
import { classifyContent, classifyEntry, countLines } from './classify'
import { detectLicence } from './detect-licence'
import { fetchRemote } from './fetch-remote'
import { type ImportResult, importJob } from './job'
import { formatBytes, limits } from './limits'
import { openLocal } from './open-local'
import type { Snapshot } from './repository'
import { parseRef, parseSource, type Source } from './source'
import { findSnapshotOfCommit, lockOrCreateRepository } from './store'
import { createSnapshot, type NewFile } from './store-snapshot'
import type { Tree, TreeEntry } from './tree'
import { withScratch } from './with-scratch'

/**
 * The work of `importJob`. Everything slow happens before one transaction that stores all of the snapshot, so that a
 * process killed at any moment leaves either nothing or everything; a commit that is there already is not stored again.
 */
export async function runImport(given: unknown, context: JobContext): Promise<ImportResult> {
  const started = performance.now()
  const { url, ref, isSample } = importJob.Payload.parse(given)
  const source = parseSource(url)
  const limit = AbortSignal.timeout(limits.importMs)
  const signal = AbortSignal.any([context.signal, limit])
  try {
    const snapshot = await withScratch(context.jobRunId, async (scratch) => {
      const pinned = { source, ref: ref ? parseRef(ref) : undefined, isSample }
      return importInto(scratch, pinned, { ...context, signal })
    })
    return toResult(snapshot, Math.round(performance.now() - started))
  } catch (error) {
    if (!limit.aborted || context.signal.aborted) throw error
    const minutes = limits.importMs / 60_000
    throw new AppError('invalid', `The import was stopped because it took more than ${minutes} minutes.`, {
      cause: error,
    })
  }
}

type Pinned = { source: Source; ref: string | undefined; isSample: boolean }

async function importInto(scratch: string, { source, ref, isSample }: Pinned, context: JobContext): Promise<Snapshot> {
  const { signal, report } = context
  await report({
    unit: 'files',
    message: source.kind === 'remote' ? `Fetching from ${source.host}` : 'Reading the folder',
  })
  const tree = await openSource(source, ref, scratch, signal)
  if (tree.entries.length === 0) throw new AppError('invalid', 'The repository is empty: its commit holds no file.')
  const known = await findSnapshotOfCommit(db, source.url, tree.commit)
  if (known) return known

  const files = await readFiles(tree, context)
  await report({ message: 'Reading the structure' })
  const included = files.flatMap((file) =>
    file.content ? [{ ...file, text: file.content.bytes.toString('utf8') }] : [],
  )
  const others = files.filter((file) => !file.content && file.mode !== '160000').map((file) => file.path)
  const structure = await readStructure(included, signal, others)
  const places = new Map(structure.order.map((path, place) => [path, place]))
  const licence = await detectLicence(included)

  await report({ message: 'Saving' })
  const ordered = files.map((file) => ({
    ...file,
    outline: structure.outlines.get(file.path),
    order: places.get(file.path),
  }))
  signal.throwIfAborted()
  return db.$transaction(
    async (tx) => {
      const key = { url: source.url, name: source.name, isSample }
      const repositoryId = await lockOrCreateRepository(tx, key)
      // Another import of the same commit may have been faster.
      const other = await findSnapshotOfCommit(tx, source.url, tree.commit)
      if (other) return other
      const snapshot = { commit: tree.commit, ref, licence, files: ordered, structure }
      return createSnapshot(tx, repositoryId, snapshot, signal)
    },
    { timeout: 5 * 60_000 },
  )
}

function openSource(source: Source, ref: string | undefined, scratch: string, signal: AbortSignal): Promise<Tree> {
  if (source.kind === 'local') return openLocal({ path: source.path, ref, scratch, signal })
  return fetchRemote({ fetchUrl: source.fetchUrl, ref, scratch, signal })
}

/** Every file of the tree, classified; the ones that are included with their content. */
async function readFiles(tree: Tree, { signal, report }: JobContext): Promise<NewFile[]> {
  const total = tree.entries.length
  const files = new Map<string, NewFile>()
  const wanted: TreeEntry[] = []
  for (const entry of tree.entries) {
    const { whyNot, language, isGenerated } = classifyEntry(entry)
    if (whyNot === undefined) wanted.push(entry)
    files.set(entry.path, { ...blank(entry), language, isGenerated, whyNot })
  }
  let done = total - wanted.length
  let includedBytes = 0
  await report({ done, total, message: 'Reading the files' })
  for await (const [entry, content] of tree.read(wanted, signal)) {
    const file = content
      ? toFile(entry, content)
      : { ...blank(entry), ...classifyEntry({ ...entry, bytes: undefined }) }
    includedBytes += file.content?.bytes.length ?? 0
    if (includedBytes > limits.includedBytes) throw tooMuchText()
    files.set(entry.path, file)
    if (++done % 200 === 0) {
      await report({ done, total })
      await setImmediate()
    }
  }
  await report({ done, total })
  if (includedBytes === 0) throw new AppError('invalid', 'The repository holds no text file that could be included.')
  return [...files.values()]
}

function blank(entry: TreeEntry): NewFile {
  return {
    path: entry.path,
    mode: entry.mode,
    bytes: entry.bytes ?? 0,
    isTest: isTestPath(entry.path),
    language: undefined,
    lines: undefined,
    isGenerated: false,
    whyNot: undefined,
    order: undefined,
    content: undefined,
    outline: undefined,
  }
}

function toFile(entry: TreeEntry, bytes: Buffer): NewFile {
  const classified = { ...blank(entry), ...classifyContent(entry.path, bytes), bytes: bytes.length }
  if (classified.whyNot !== undefined) return classified
  const sha256 = createHash('sha256').update(bytes).digest()
  return { ...classified, lines: countLines(bytes), content: { sha256, bytes } }
}

function tooMuchText(): AppError {
  return new AppError('invalid', `The repository holds more than ${formatBytes(limits.includedBytes)} of text.`)
}

function toResult(snapshot: Snapshot, ms: number): ImportResult {
  return {
    repositoryId: snapshot.repositoryId,
    snapshotId: snapshot.id,
    commit: snapshot.commit,
    files: snapshot.fileCount,
    includedFiles: snapshot.includedCount,
    dependencies: snapshot.dependencyCount,
    cycles: snapshot.cycles.length,
    languages: snapshot.languages,
    licence: snapshot.license,
    ms,
  }
}
