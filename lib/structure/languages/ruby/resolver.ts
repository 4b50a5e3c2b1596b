import { posix } from 'node:path'
import { folderOf, foldersFrom, pathFrom } from '@/lib/structure/folder'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'
import type { Import } from '@/lib/structure/outline'
import { constantNeighbours } from './autoload'
import { gemsOf } from './gems'

const usualPaths = ['lib', 'ext', 'test', 'spec', 'tests', 'features', 'app', '']

/** Libraries of Ruby whose files are required by a path. */
const standard =
  /^(?:bigdecimal|bundler|cgi|delegate|digest|drb|erb|fiddle|io|json|net|openssl|optparse|psych|racc|rbconfig|rdoc|reline|rexml|ripper|rubygems|socket|strscan|syslog|unicode_normalize|uri|zlib)\//

/**
 * Resolves as Ruby does when every gem of the repository is on its load path: the require paths of its specification, else
 * `lib`, and `ext`, `test` and `spec`; the gem of the requiring file first. What is declared as a dependency is external;
 * so is what does not begin like anything in a load path. A native extension leads to the source under `ext` of its name.
 * Constants that Zeitwerk loads by their names are neighbours (see autoload.ts).
 */
export function rubyResolver(project: Project): Resolver {
  const gems = gemsOf(project)
  const byFeature = new Map<string, { path: string; gem: string; rank: number }[]>()
  const ownTops = new Set<string>()
  const extensions = new Map<string, string>()
  for (const path of project.paths) index(path)
  return { resolve: (from, imported) => [resolve(from, imported)], neighbours: constantNeighbours(project) }

  function index(path: string): void {
    const extension = /(?:^|\/)ext\/(?:.*\/)?([^/]+)\.(?:c|cc|cpp|rs|java)$/.exec(path)?.[1]
    if (extension && !extensions.has(extension)) extensions.set(extension, path)
    if (!path.endsWith('.rb')) return
    for (const gem of gems.around(path)) {
      for (const [rank, folder] of [...gem.paths, ...usualPaths].entries()) {
        const root = posix.join(gem.folder, folder)
        const start = root === '.' ? '' : `${root}/`
        if (!path.startsWith(start)) continue
        const feature = path.slice(start.length, -'.rb'.length)
        byFeature.set(feature, [...(byFeature.get(feature) ?? []), { path, gem: gem.folder, rank }])
        if (gem.paths.includes(folder)) ownTops.add(feature.split('/')[0] ?? feature)
      }
    }
  }

  function resolve(from: string, { specifier, names }: Import): Resolved {
    const file = specifier.startsWith('.') ? beside(from, specifier) : onLoadPath(from, specifier)
    if (file) return { kind: 'file', path: file, names }
    if (specifier.startsWith('.')) return { kind: 'unresolved' }
    const gem = gems.dependency(specifier)
    const [top = ''] = specifier.split('/')
    if (gem) return { kind: 'external', name: gem }
    if (standard.test(specifier)) return { kind: 'external', name: specifier }
    return ownTops.has(top) && specifier !== top ? { kind: 'unresolved' } : { kind: 'external', name: top }
  }

  /** A path from the file; one that a plain `require './a'` means is from the folder in which Ruby runs. */
  function beside(from: string, specifier: string): string | undefined {
    for (const folder of [folderOf(from), '']) {
      const base = pathFrom(folder, specifier)
      const found = base && [base, `${base}.rb`].find(project.has)
      if (found) return found
    }
    return undefined
  }

  function onLoadPath(from: string, specifier: string): string | undefined {
    if (specifier.startsWith('/')) return undefined
    const candidates = byFeature.get(specifier.replace(/\.rb$/, '')) ?? []
    const above = foldersFrom(folderOf(from))
    const distance = (gem: string) => (above.includes(gem) ? above.indexOf(gem) : above.length)
    const [best] = candidates.toSorted((a, b) => distance(a.gem) - distance(b.gem) || a.rank - b.rank)
    if (best) return best.path
    if (project.has(specifier)) return specifier
    const isOwn = ownTops.has(specifier.split('/')[0] ?? '')
    return isOwn || specifier.endsWith('.so')
      ? extensions.get(posix.basename(specifier).replace(/\.\w+$/, ''))
      : undefined
  }
}
