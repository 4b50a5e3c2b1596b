import { posix } from 'node:path'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'
import type { Import } from '@/lib/structure/outline'
import { foldersOf, searchPathsOf } from './search-paths'
import { isStandardHeader } from './standard-headers'

/** What a generated header is made from. */
const templates: ReadonlyArray<readonly [RegExp, string]> = [
  [/$/, '.in'],
  [/$/, '.cmake'],
  [/\.h$/, '.in.h'],
  [/\.h$/, '.hin'],
  [/(?:\.grpc)?\.pb\.h$/, '.proto'],
  [/(?:\.tab)?\.(?:h|hh|hpp)$/, '.y'],
]

const resolvers = new WeakMap<Project, Resolver>()

/** One resolver for all files of a project: C and C++ include each other's headers. */
export function includeResolver(project: Project): Resolver {
  const resolver = resolvers.get(project) ?? newResolver(project)
  resolvers.set(project, resolver)
  return resolver
}

/**
 * Resolves as a preprocessor would whose search paths are those of the whole repository. `"path"`: beside the file, then
 * under the search paths, then wherever in the repository a path ends so; of several, the one that shares most folders with
 * the file. `<path>`: the same less the file's own folder, and a header of the system is never taken for one of ours,
 * unless it lies in the top `include` of a repository that is such a system. A generated header leads to what it
 * is made from: `config.h` to `config.h.in`.
 */
function newResolver(project: Project): Resolver {
  const searchPaths = searchPathsOf(project)
  const folders = foldersOf(project.paths)
  const folderNames = new Set([...folders].map((folder) => posix.basename(folder)))
  const byName = Map.groupBy(project.paths, (path) => posix.basename(path))
  const known = new Map<string, Resolved>()

  return { resolve: (from, { specifier }) => [resolve(posix.dirname(from), specifier)] }

  function resolve(folder: string, specifier: Import['specifier']): Resolved {
    const key = `${folder} ${specifier}`
    const found = known.get(key) ?? search(folder, specifier)
    known.set(key, found)
    return found
  }

  function search(folder: string, specifier: string): Resolved {
    const isQuoted = specifier.startsWith('"')
    const path = specifier.slice(1, -1).trim().replaceAll('\\', '/')
    const names = [path, ...templates.flatMap(([end, source]) => (end.test(path) ? path.replace(end, source) : []))]
    for (const name of names) {
      const found =
        (isQuoted && beside(folder, name)) ||
        (isStandardHeader(path) ? ofSystem(name, isQuoted) : nearest(folder, name, isQuoted))
      if (found) return { kind: 'file', path: found, names: [] }
    }
    if (isStandardHeader(path)) return { kind: 'external', name: path }
    const [top = ''] = path.split('/')
    return isOurs(path, isQuoted) ? { kind: 'unresolved' } : { kind: 'external', name: top.replace(/\.\w+$/, '') }
  }

  /** Whether a header that is not there should be: one of no folder in quotes, one of a folder that we have. */
  function isOurs(path: string, isQuoted: boolean): boolean {
    const top = path.slice(0, Math.max(0, path.indexOf('/')))
    if (top === '' || top.startsWith('.')) return isQuoted
    if (isQuoted) return folderNames.has(top)
    return [...searchPaths].some((searched) => folders.has(posix.join(searched, top)))
  }

  function beside(folder: string, path: string): string | undefined {
    const joined = posix.join(folder, path)
    return project.has(joined) ? joined : undefined
  }

  function ofSystem(path: string, isQuoted: boolean): string | undefined {
    return ['include', ...(isQuoted ? searchPaths : [])].map((folder) => posix.join(folder, path)).find(project.has)
  }

  /** Of the files whose path ends so, one under a search path; of those the nearest, then the least deep. */
  function nearest(folder: string, written: string, isQuoted: boolean): string | undefined {
    const path = posix.normalize(written)
    if (path.startsWith('../')) {
      const found = [...searchPaths].map((searched) => posix.join(searched, path)).find(project.has)
      if (found) return found
    }
    const end = `/${path.replace(/^(?:\.\.\/)+/, '')}`
    const rank = (candidate: string): number[] => {
      const searched = candidate.slice(0, Math.max(0, candidate.length - end.length))
      // Brackets are for headers of elsewhere.
      const isOwn = !isQuoted && searched === folder
      const depth = candidate.split('/').length
      return [isOwn ? 1 : 0, searchPaths.has(searched) ? 0 : 1, -sharedFolders(folder, candidate), depth]
    }
    let best: { path: string; rank: number[] } | undefined
    for (const candidate of byName.get(posix.basename(path)) ?? []) {
      if (!`/${candidate}`.endsWith(end)) continue
      const ranked = { path: candidate, rank: rank(candidate) }
      if (!best || isBefore(ranked.rank, best.rank)) best = ranked
    }
    return best?.path
  }
}

function isBefore(rank: readonly number[], other: readonly number[]): boolean {
  const differing = rank.findIndex((value, index) => value !== other[index])
  return differing !== -1 && (rank[differing] ?? 0) < (other[differing] ?? 0)
}

function sharedFolders(folder: string, path: string): number {
  const parts = path.split('/').slice(0, -1)
  const own = folder.split('/')
  const differing = parts.findIndex((part, index) => part !== own[index])
  return differing === -1 ? parts.length : differing
}
