import type { Db } from '@/lib/db/client'
import type { Dependency } from '@/lib/structure/graph'
import { requireSnapshot } from './get-snapshot'
import type { Snapshot } from './repository'
import { getRepositoryName, listDependencies, listSnapshotFiles, loadBlobs, type SnapshotFile } from './store'

export type LoadedSnapshot = Snapshot & {
  repositoryName: string
  /** The included files, in writing order. */
  files: SnapshotFile[]
  /** Between included files only, by file and line. */
  dependencies: Dependency[]
}

/** All of a snapshot but its contents, for the rooms that work on it. Throws `not_found`. */
export async function loadSnapshot(db: Db, id: string): Promise<LoadedSnapshot> {
  const snapshot = await requireSnapshot(db, id)
  const repositoryName = await getRepositoryName(db, snapshot.repositoryId)
  const files = await listSnapshotFiles(db, id)
  const included = new Set(files.map((file) => file.path))
  const dependencies = await listDependencies(db, id)
  return {
    ...snapshot,
    repositoryName,
    files,
    dependencies: dependencies.filter(({ from, to }) => included.has(from) && included.has(to)),
  }
}

const batchBytes = 8 << 20

/** Yields files with their texts, exact to the byte when written as UTF-8, in the given order; 8 MiB at a time. */
export async function* loadTexts<File extends Pick<SnapshotFile, 'sha256' | 'bytes'>>(
  db: Db,
  files: readonly File[],
): AsyncGenerator<[File, string]> {
  for (let start = 0; start < files.length; ) {
    let end = start
    for (let bytes = 0; end < files.length && (end === start || bytes < batchBytes); end++)
      bytes += files[end]?.bytes ?? 0
    const batch = files.slice(start, end)
    const contents = await loadBlobs(
      db,
      batch.map((file) => file.sha256),
    )
    for (const file of batch) {
      const content = contents.get(file.sha256)
      if (!content) throw new Error(`The content ${file.sha256} is missing.`)
      yield [file, content.toString('utf8')]
    }
    start = end
  }
}
