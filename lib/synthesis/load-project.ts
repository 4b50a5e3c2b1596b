import type { Db } from '@/lib/db/client'
import { loadSnapshot, loadTexts } from '@/lib/repository/load-snapshot'
import { listOtherImports } from '@/lib/repository/store'
import type { Project, ProjectFile } from './project'

/** All that synthesis needs of a snapshot, its contents included; `signal` stops it between windows of files. */
export async function loadProject(db: Db, snapshotId: string, signal?: AbortSignal): Promise<Project> {
  const snapshot = await loadSnapshot(db, snapshotId)
  const { external } = await listOtherImports(db, snapshotId)
  const files: ProjectFile[] = []
  for await (const [file, content] of loadTexts(db, snapshot.files)) {
    signal?.throwIfAborted()
    const { path, isTest, bytes, sha256 } = file
    files.push({ path, isTest, bytes, sha256, content, language: file.language ?? null, outline: file.outline ?? null })
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
