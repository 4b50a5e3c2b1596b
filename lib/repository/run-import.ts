import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import { CanceledError } from '@/lib/jobs/run-job'
import { findParser } from '@/lib/structure/languages'
import { type OutlineReader, readOutlines } from '@/lib/structure/read-outlines'
import { readStructure } from '@/lib/structure/read-structure'
import { openTreeOf } from './archive/open-archive'
import { openUpload } from './archive/open-upload'
import { deleteUpload } from './archive/store-upload'
import { cachedOutlines } from './cached-outlines'
import { detectLicence } from './classify/detect-licence'
import { findNotes } from './find-notes'
import { fetchRemote } from './git/fetch-remote'
import type { History } from './history'
import type { ImportTarget } from './import-target'
import { type ImportResult, importJob } from './job'
import { findDuplicates } from './likeness/find-duplicates'
import { sketchContents } from './likeness/sketch-contents'
import { limits } from './limits'
import { openLocal } from './open-local'
import type { Duplicates, Snapshot } from './repository'
import { parseRef, parseSource } from './source'
import { findSnapshotOfCommit, lockOrCreateRepository } from './store'
import { completeHistory } from './store-history'
import { createSnapshot, type NewSnapshot, refreshStatistics } from './store-snapshot'
import type { Tree } from './tree'
import { withScratch } from './with-scratch'

/** The work of `importJob`. An archive that was uploaded for it is deleted once it need not be tried again. */
export async function runImport(
  given: unknown,
  context: JobContext,
  effects: ImportEffects = { readOutlines },
): Promise<ImportResult> {
  const started = performance.now()
  const { url, folder, ref, depth, isSample } = importJob.Payload.parse(given)
  const source = parseSource(url, folder ?? undefined)
  const target = { source, ref: ref ? parseRef(ref) : undefined, depth, isSample }
  try {
    const { snapshot } = await importTarget(target, context, effects)
    if (source.kind === 'upload') await deleteUpload(db, source.uploadId)
    const duplicates = await findDuplicates(db, snapshot)
    return toResult(snapshot, duplicates, Math.round(performance.now() - started))
  } catch (error) {
    if (source.kind === 'upload' && isFinal(error, context.signal)) await deleteUpload(db, source.uploadId)
    throw error
  }
}

/** How outlines are read: on this thread, unless the process keeps a pool for it. */
export type ImportEffects = { readOutlines: OutlineReader }

export type Imported = { snapshot: Snapshot; isKnown: boolean }

/**
 * Imports one repository. Everything slow happens before one transaction that stores all of the snapshot, so that a
 * process killed at any moment leaves either nothing or everything; a commit that is there already is not stored again,
 * but gets the history that it lacks.
 */
export async function importTarget(target: Target, context: JobContext, effects: ImportEffects): Promise<Imported> {
  const limit = AbortSignal.timeout(limits.importMs)
  const signal = AbortSignal.any([context.signal, limit])
  try {
    return await withScratch(context.jobRunId, (scratch) =>
      importInto(scratch, target, { ...context, signal }, effects),
    )
  } catch (error) {
    if (!limit.aborted || context.signal.aborted) throw error
    const minutes = limits.importMs / 60_000
    throw new AppError('invalid', `The import was stopped because it took more than ${minutes} minutes.`, {
      cause: error,
    })
  }
}

/** As `runJob` sees it: neither a bug nor something that may be mended by waiting. */
function isFinal(error: unknown, signal: AbortSignal): boolean {
  if (signal.aborted) return signal.reason instanceof CanceledError
  return error instanceof AppError && error.code !== 'unavailable'
}

const saveTimeoutMs = 5 * 60_000
/** From here on a plan made without knowing of the new rows is slow. */
const manyFiles = 1000

type Target = ImportTarget & { isSample: boolean }

async function importInto(
  scratch: string,
  target: Target,
  context: JobContext,
  effects: ImportEffects,
): Promise<Imported> {
  const { source, ref } = target
  await context.report({
    unit: 'files',
    message: source.kind === 'remote' ? `Fetching from ${source.host}` : openingWords[source.kind],
  })
  const tree = await openSource(target, scratch, context.signal)
  try {
    if (tree.entries.length === 0) throw new AppError('invalid', 'The repository is empty: its commit holds no file.')
    const known = await findSnapshotOfCommit(db, source.url, tree.commit)
    if (known && known.depth >= target.depth) return { snapshot: known, isKnown: true }
    const history = await readHistoryOf(tree, target.depth, context)
    const snapshot = known ? undefined : await readSnapshot(tree, history, ref, context, effects)
    await context.report({ message: 'Saving' })
    context.signal.throwIfAborted()
    const imported = await db.$transaction(
      (tx) => save(tx, target, tree.commit, { snapshot, history }, context.signal),
      { timeout: saveTimeoutMs },
    )
    if (imported.snapshot.fileCount >= manyFiles) await refreshStatistics(db)
    return imported
  } finally {
    await tree.close?.()
  }
}

const openingWords = { local: 'Reading the folder', upload: 'Reading the archive' }

type Found = { snapshot: NewSnapshot | undefined; history: History | undefined }

/** Another import of the same commit may have been faster. */
async function save(tx: Db, target: Target, commit: string, found: Found, signal: AbortSignal): Promise<Imported> {
  const { source, depth, isSample } = target
  const repositoryId = await lockOrCreateRepository(tx, { url: source.url, name: source.name, isSample })
  const other = await findSnapshotOfCommit(tx, source.url, commit)
  if (!other && found.snapshot) {
    return { snapshot: await createSnapshot(tx, repositoryId, found.snapshot, signal), isKnown: false }
  }
  if (!other) throw new AppError('conflict', 'The repository was deleted while it was being imported. Import it again.')
  if (other.depth >= depth || !found.history) return { snapshot: other, isKnown: true }
  return { snapshot: await completeHistory(tx, other, found.history), isKnown: true }
}

async function readHistoryOf(tree: Tree, depth: number, context: JobContext): Promise<History | undefined> {
  if (depth === 1) return undefined
  if (!tree.readHistory) throw new AppError('invalid', 'A plain folder or an archive has no history.')
  await context.report({ message: 'Reading the history' })
  return tree.readHistory(depth, context.signal)
}

/** All that is to be known about the tree: slow, and without the database. */
async function readSnapshot(
  tree: Tree,
  history: History | undefined,
  ref: string | undefined,
  context: JobContext,
  effects: ImportEffects,
): Promise<NewSnapshot> {
  // Loaded when there is something to import: the data of eight hundred languages takes a while.
  const { readFiles } = await import('./read-files')
  const files = await readFiles(tree, context)
  await context.report({ message: 'Reading the structure' })
  const texts = files.flatMap(({ path, isTest, text, license }) =>
    text === undefined ? [] : [{ path, isTest, text, license }],
  )
  const others = files.filter((file) => file.text === undefined && file.mode !== '160000').map((file) => file.path)
  const hashes = new Map(
    files.flatMap(({ path, content }) => (content ? [[path, content.sha256.toString('hex')]] : [])),
  )
  const structure = await readStructure(texts, {
    signal: context.signal,
    otherPaths: others,
    outlines: cachedOutlines(db, hashes, effects.readOutlines),
    onParsed: (done, total) => context.report({ done, total }),
  })
  const included = new Set(files.filter((file) => file.isIncluded).map((file) => file.path))
  const places = new Map(structure.order.filter((path) => included.has(path)).map((path, place) => [path, place]))
  return {
    commit: tree.commit,
    ref,
    licence: await detectLicence(texts),
    history,
    notes: [...findNotes(tree, files), ...(history?.notes ?? [])],
    files: files.map((file) => ({
      ...file,
      parser: findParser(file.path, file.text),
      outline: structure.outlines.get(file.path),
      order: places.get(file.path),
    })),
    sketches: await sketchContents(files, context.signal),
    structure: { ...structure, cycles: structure.cycles.filter((paths) => paths.every((path) => included.has(path))) },
  }
}

async function openSource({ source, ref, depth }: Target, scratch: string, signal: AbortSignal): Promise<Tree> {
  const { folder } = source
  if (source.kind === 'local') return openLocal({ path: source.path, ref, folder, scratch, signal })
  if (source.kind === 'remote') return fetchRemote({ address: source.address, ref, folder, depth, scratch, signal })
  return openTreeOf(await openUpload(source.uploadId), folder, signal)
}

function toResult(snapshot: Snapshot, { repositories, files }: Duplicates, ms: number): ImportResult {
  const sameFiles = files.filter(({ similarity }) => similarity === 1).length
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
    duplicates: { repositories, sameFiles, nearFiles: files.length - sameFiles },
    ms,
  }
}
