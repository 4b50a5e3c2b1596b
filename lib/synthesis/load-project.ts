import type { Db } from '@/lib/db/client'
import { type EarlierVersion, loadEarlierVersions } from '@/lib/repository/load-earlier-versions'
import { loadSnapshot, loadTexts } from '@/lib/repository/load-snapshot'
import { listOtherImports } from '@/lib/repository/store'
import type { Project, ProjectFile } from './project'

export type LoadOptions = {
  /** Stops it between windows of files. */
  signal?: AbortSignal
  /** Whether the versions before the last commits are needed. */
  withHistory?: boolean
}

/** All that synthesis needs of a snapshot, its contents included. */
export async function loadProject(db: Db, snapshotId: string, options: LoadOptions = {}): Promise<Project> {
  const { signal, withHistory = false } = options
  const snapshot = await loadSnapshot(db, snapshotId)
  const { external } = await listOtherImports(db, snapshotId)
  const earlier = withHistory ? await loadEarlierVersions(db, snapshotId) : new Map<string, EarlierVersion>()
  const files: ProjectFile[] = []
  for await (const [file, content] of loadTexts(db, snapshot.files)) {
    signal?.throwIfAborted()
    const { path, isTest, bytes, sha256 } = file
    const { language = null, outline = null } = file
    files.push({ path, isTest, bytes, sha256, content, language, outline, earlier: earlier.get(path) })
  }
  return {
    name: snapshot.repositoryName,
    files,
    dependencies: sorted(snapshot.dependencies),
    external: sorted(external),
  }
}

/** In an order that depends on nothing but the rows themselves: the same snapshot elsewhere gives the same texts. */
function sorted<Row extends { from: string; line: number }>(rows: Row[]): Row[] {
  const keyed = rows.map((row) => ({ row, key: JSON.stringify(row) }))
  keyed.sort((a, b) => compare(a.row.from, b.row.from) || a.row.line - b.row.line || compare(a.key, b.key))
  return keyed.map(({ row }) => row)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
