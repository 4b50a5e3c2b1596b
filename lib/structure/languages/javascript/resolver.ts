import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'
import type { Import } from '@/lib/structure/outline'
import { folderOf, manifestsOf } from './manifests'
import { packageEntry, packageImport } from './package-entry'
import { probeOf } from './probe'
import { tsConfigsOf } from './tsconfig'

/** Prefixes that cannot begin a package name: by convention they are folders of the package that holds the file. */
const conventions: ReadonlyArray<readonly [string, readonly string[]]> = [
  ['@/', ['src', '', 'app', 'lib', 'resources/js']],
  ['~/', ['', 'src', 'app']],
  ['@site/', ['']],
  ['@@/', ['']],
  ['~~/', ['']],
  ['$lib/', ['src/lib']],
  ['/', ['', 'src', 'public']],
]

/**
 * Resolves as Node, TypeScript and the bundlers do together, without their settings that live in code: relative paths,
 * package.json `imports`, tsconfig `paths` and `baseUrl`, builtin modules, packages of this repository (to their source),
 * packages of the registry. A relative or aliased file that is not in the repository is unresolved.
 */
export function javascriptResolver(project: Project): Resolver {
  const probe = probeOf(project)
  const manifests = manifestsOf(project)
  const configs = tsConfigsOf(project, manifests)

  return { resolve }

  function resolve(path: string, { specifier: written, names }: Import): Resolved[] {
    const folder = folderOf(path)
    const from = /\.[cm]?tsx?$/i.test(path) ? 'typescript' : 'javascript'
    const file = (found: string | undefined): Resolved[] | undefined =>
      found === undefined ? undefined : [{ kind: 'file', path: found, names }]
    const at = (base: string) =>
      base.startsWith('..') ? undefined : file(probe(base, from) ?? probe(plain(base), from))
    // Webpack writes loaders in front of a path: `raw-loader!./a`.
    const specifier = /^[^/]*!/.test(written) ? written.slice(written.lastIndexOf('!') + 1) : written

    if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
      const base = posix.join(folder, specifier)
      return at(base) ?? layered(base, folder, at) ?? unresolved
    }
    if (/^[a-z][\w+.-]*:/i.test(specifier)) return [{ kind: 'external', name: schemeName(specifier) }]

    const own = manifests.nearest(folder)
    if (specifier.startsWith('#') && own) {
      const found = packageImport(own, specifier, probe, from)
      if (typeof found === 'string') return file(found) ?? unresolved
      if (found) return [{ kind: 'external', name: packageName(found.name) }]
    }

    const name = packageName(specifier)
    let isClaimed = false
    for (const targets of configs.targets(specifier, folder)) {
      isClaimed ||= targets.isClaimed
      for (const target of targets.paths) {
        const found = at(target)
        if (found) return found
      }
    }
    if (isBuiltin(specifier)) return [{ kind: 'external', name: `node:${specifier}` }]

    const convention = conventions.find(([prefix]) => specifier.startsWith(prefix))
    for (const root of convention?.[1] ?? []) {
      const rest = specifier.slice(convention?.[0].length)
      const found = (own && at(posix.join(own.folder, root, rest))) ?? at(posix.join(root, rest))
      if (found) return found
    }
    if (convention || specifier.startsWith('#')) return unresolved

    const local = manifests.named(name, folder)
    const found = local && file(packageEntry(local, `.${specifier.slice(name.length)}`, probe, from))
    if (found) return found
    if (manifests.isDependency(name, folder) && !local) return [{ kind: 'external', name }]
    return local || isClaimed ? unresolved : [{ kind: 'external', name }]
  }

  /** TypeScript's `rootDirs`: a relative path may continue in another of the folders laid over one another. */
  function layered(base: string, folder: string, at: (base: string) => Resolved[] | undefined): Resolved[] | undefined {
    const roots = configs.rootDirs(folder)
    const root = roots.find((candidate) => base.startsWith(`${candidate}/`))
    if (root === undefined) return undefined
    for (const other of roots) {
      const found = at(posix.join(other, base.slice(root.length)))
      if (found) return found
    }
  }
}

const unresolved: Resolved[] = [{ kind: 'unresolved' }]

/** Without a bundler's query: `./a.svg?raw`. */
function plain(path: string): string {
  return path.replace(/[?#].*$/, '')
}

function packageName(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier
}

/** `node:fs` as it is, `npm:zod@4/mini` as zod, a URL as its host. */
function schemeName(specifier: string): string {
  const [, scheme = '', rest = ''] = /^([^:]+):(.*)$/s.exec(specifier) ?? []
  if (scheme === 'npm' || scheme === 'jsr') return packageName(rest.replace(/^\//, '')).replace(/(.)@.*$/, '$1')
  if (scheme === 'http' || scheme === 'https') return rest.split('/')[2] || specifier
  return scheme === 'data' ? 'data:' : specifier
}
