import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import { findParser } from '@/lib/structure/languages'
import { type OutlineReader, readOutlines } from '@/lib/structure/read-outlines'
import { readStructure } from '@/lib/structure/read-structure'
import { cachedOutlines } from './cached-outlines'
import { detectLicence } from './detect-licence'
import { fetchRemote } from './fetch-remote'
import { type ImportResult, importJob } from './job'
import { limits } from './limits'
import { openLocal } from './open-local'
import type { Snapshot } from './repository'
import { parseRef, parseSource, type Source } from './source'
import { findSnapshotOfCommit, lockOrCreateRepository } from './store'
import { createSnapshot, type NewSnapshot } from './store-snapshot'
import type { Tree } from './tree'
import { withScratch } from './with-scratch'

/**
 * The work of `importJob`. Everything slow happens before one transaction that stores all of the snapshot, so that a
 * process killed at any moment leaves either nothing or everything; a commit that is there already is not stored again.
 */
export async function runImport(
  given: unknown,
  context: JobContext,
  effects: ImportEffects = { readOutlines },
): Promise<ImportResult> {
  const started = performance.now()
  const { url, ref, isSample } = importJob.Payload.parse(given)
  const source = parseSource(url)
  const limit = AbortSignal.timeout(limits.importMs)
  const signal = AbortSignal.any([context.signal, limit])
  try {
    const snapshot = await withScratch(context.jobRunId, async (scratch) => {
      const pinned = { source, ref: ref ? parseRef(ref) : undefined, isSample }
      return importInto(scratch, pinned, { ...context, signal }, effects)
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

/** How outlines are read: on this thread, unless the process keeps a pool for it. */
export type ImportEffects = { readOutlines: OutlineReader }

const saveTimeoutMs = 5 * 60_000

type Pinned = { source: Source; ref: string | undefined; isSample: boolean }

async function importInto(
  scratch: string,
  { source, ref, isSample }: Pinned,
  context: JobContext,
  effects: ImportEffects,
): Promise<Snapshot> {
  const { signal, report } = context
  await report({
    unit: 'files',
    message: source.kind === 'remote' ? `Fetching from ${source.host}` : 'Reading the folder',
  })
  const tree = await openSource(source, ref, scratch, signal)
  if (tree.entries.length === 0) throw new AppError('invalid', 'The repository is empty: its commit holds no file.')
  const known = await findSnapshotOfCommit(db, source.url, tree.commit)
  if (known) return known

  const snapshot = await readSnapshot(tree, ref, context, effects)
  await report({ message: 'Saving' })
  signal.throwIfAborted()
  const save = async (tx: Db) => {
    const repositoryId = await lockOrCreateRepository(tx, { url: source.url, name: source.name, isSample })
    // Another import of the same commit may have been faster.
    const other = await findSnapshotOfCommit(tx, source.url, tree.commit)
    return other ?? createSnapshot(tx, repositoryId, snapshot, signal)
  }
  return db.$transaction(save, { timeout: saveTimeoutMs })
}

/** All that is to be known about the tree: slow, and without the database. */
async function readSnapshot(
  tree: Tree,
  ref: string | undefined,
  context: JobContext,
  effects: ImportEffects,
): Promise<NewSnapshot> {
  // Loaded when there is something to import: the data of eight hundred languages takes a while.
  const { readFiles } = await import('./read-files')
  const files = await readFiles(tree, context)
  await context.report({ message: 'Reading the structure' })
  const included = files.flatMap((file) =>
    file.content ? [{ path: file.path, isTest: file.isTest, text: file.content.bytes.toString('utf8') }] : [],
  )
  const others = files.filter((file) => !file.content && file.mode !== '160000').map((file) => file.path)
  const hashes = new Map(
    files.flatMap(({ path, content }) => (content ? [[path, content.sha256.toString('hex')]] : [])),
  )
  const structure = await readStructure(included, {
    signal: context.signal,
    otherPaths: others,
    outlines: cachedOutlines(db, hashes, effects.readOutlines),
  })
  const places = new Map(structure.order.map((path, place) => [path, place]))
  return {
    commit: tree.commit,
    ref,
    licence: await detectLicence(included),
    depth: 1,
    notes: [],
    files: files.map((file) => ({
      ...file,
      parser: findParser(file.path),
      outline: structure.outlines.get(file.path),
      order: places.get(file.path),
    })),
    structure,
  }
}

function openSource(source: Source, ref: string | undefined, scratch: string, signal: AbortSignal): Promise<Tree> {
  if (source.kind === 'local') return openLocal({ path: source.path, ref, scratch, signal })
  return fetchRemote({ fetchUrl: source.fetchUrl, ref, scratch, signal })
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
