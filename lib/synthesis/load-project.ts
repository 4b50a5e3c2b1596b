import type { Db } from '@/lib/db/client'
import { requireSnapshot } from '@/lib/repository/get-snapshot'
import { type EarlierVersion, loadEarlierVersions } from '@/lib/repository/load-earlier-versions'
import { getRepositoryName, listDependencies, listOtherImports } from '@/lib/repository/store'
import { streamFiles } from '@/lib/repository/stream-files'
import { type Keep, keepInMemory } from '@/lib/structure/shelf'
import type { Scope } from '@/lib/trajectory/scope'
import type { Project, ProjectFile } from './project'

export type LoadOptions = {
  /** Stops it between files. */
  signal?: AbortSignal
  /** Whether the versions before the last commits are needed. */
  withHistory?: boolean
  /** Where contents and outlines are until they are asked for. */
  keep?: Keep
  /** The window that it is about; all of the snapshot when there is none. */
  scope?: Scope | null
}

/** Where it is said what a repository is. */
const isAbout = (path: string) =>
  /^(?:readme(?:\.\w+)?|package\.json|composer\.json|deno\.json|pyproject\.toml|cargo\.toml|setup\.cfg)$/i.test(path)

/** All that synthesis needs of a snapshot. */
export async function loadProject(db: Db, snapshotId: string, options: LoadOptions = {}): Promise<Project> {
  const { signal, withHistory = false, keep = keepInMemory, scope = null } = options
  const own = new Set(scope?.paths)
  const given = new Set(scope?.given)
  const isOwn = (path: string) => !scope || own.has(path)
  const snapshot = await requireSnapshot(db, snapshotId)
  const name = await getRepositoryName(db, snapshot.repositoryId)
  const { external } = await listOtherImports(db, snapshotId)
  const earlier = withHistory ? await loadEarlierVersions(db, snapshotId) : new Map<string, EarlierVersion>()
  const files: ProjectFile[] = []
  for await (const { path, isTest, bytes, sha256, text, language = null, outline = null } of streamFiles(
    db,
    snapshotId,
    (path) => isOwn(path) || given.has(path) || isAbout(path),
  )) {
    signal?.throwIfAborted()
    const [contentOf, outlineOf, earlierOf] = [keep(text), keep(outline), keep(earlier.get(path))]
    earlier.delete(path)
    files.push({
      path,
      isTest,
      bytes,
      sha256,
      language,
      get content() {
        return contentOf()
      },
      get outline() {
        return outlineOf()
      },
      get earlier() {
        return earlierOf()
      },
    })
  }
  const included = new Set(files.map(({ path }) => path))
  const dependencies = await listDependencies(db, snapshotId)
  return {
    name,
    files: files.filter(({ path }) => isOwn(path)),
    given: files.filter(({ path }) => given.has(path)),
    about: files.filter(({ path }) => !isOwn(path) && isAbout(path)),
    window: scope && { name: scope.name, number: scope.number, of: scope.of },
    dependencies: sorted(dependencies.filter(({ from, to }) => isOwn(from) && included.has(from) && included.has(to))),
    external: sorted(external.filter(({ from }) => isOwn(from))),
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
