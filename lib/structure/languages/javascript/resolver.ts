import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { folderOf } from '@/lib/structure/folder'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'
import type { Import } from '@/lib/structure/outline'
import { bundlerAliasesOf } from './bundler-aliases'
import { conventions, frameworkOf } from './frameworks'
import { importMapsOf } from './import-map'
import { manifestsOf } from './manifests'
import { builtFrom, packageEntry, packageImport } from './package-entry'
import { type Importer, probeOf } from './probe'
import { tsConfigsOf } from './tsconfig'

/** Where a specifier leads; undefined where this rule does not speak for it. */
type Found = Resolved[] | undefined

type Request = { path: string; folder: string; specifier: string; names: string[]; importer: Importer }

const unresolved: Resolved[] = [{ kind: 'unresolved' }]

/**
 * Resolves as Node, TypeScript, Deno and the bundlers do together: relative paths, package.json `imports`, tsconfig
 * `paths` and `baseUrl`, aliases that bundlers' configurations write out, import maps, builtin modules, packages of this
 * repository (to their source), packages of the registry. A relative or aliased file that is not in the repository is
 * unresolved. A value import stays an import though only its types may be used: that takes a type checker to tell.
 */
export function javascriptResolver(project: Project): Resolver {
  const probe = probeOf(project)
  const manifests = manifestsOf(project)
  const configs = tsConfigsOf(project, manifests)
  const aliases = bundlerAliasesOf(project)
  const importMaps = importMapsOf(project)

  return { resolve }

  function resolve(path: string, { specifier: written, names, kind }: Import): Resolved[] {
    const from = /\.(?:[cm]?tsx?|vue|svelte|astro)$/i.test(path) ? 'typescript' : 'javascript'
    const importer: Importer = { from, isRequire: kind === 'require' }
    // Webpack writes loaders in front of a path: `raw-loader!./a`.
    const specifier = /^[^/]*!/.test(written) ? written.slice(written.lastIndexOf('!') + 1) : written
    const request = { path, folder: folderOf(path), specifier, names, importer }
    return isRelative(specifier) ? relative(request) : named(request)
  }

  function at(base: string, { importer, names }: Request): Found {
    if (base.startsWith('..')) return undefined
    const path = probe(base, importer) ?? (/[?#]/.test(base) ? probe(base.replace(/[?#].*$/, ''), importer) : undefined)
    return path === undefined ? undefined : [{ kind: 'file', path, names }]
  }

  function first(bases: readonly string[], request: Request): Found {
    for (const base of bases) {
      const found = at(base, request)
      if (found) return found
    }
  }

  function relative(request: Request): Resolved[] {
    const base = posix.join(request.folder, request.specifier)
    return at(base, request) ?? layered(base, request) ?? unbuilt(base, request) ?? virtual(request) ?? unresolved
  }

  /** TypeScript's `rootDirs`: a relative path may continue in another of the folders laid over one another. */
  function layered(base: string, request: Request): Found {
    const roots = configs.rootDirs(request.path)
    const root = roots.find((candidate) => base.startsWith(`${candidate}/`))
    if (root === undefined) return undefined
    return first(
      roots.map((other) => posix.join(other, base.slice(root.length))),
      request,
    )
  }

  /** A path to what a build would write leads to its source. */
  function unbuilt(base: string, { importer, names }: Request): Found {
    const own = base.startsWith('..') ? undefined : manifests.nearest(folderOf(base))
    if (!own) return undefined
    const target = posix.relative(own.folder, base)
    const path = builtFrom(own, target, probe, importer, configs.outputs(own.folder))
    return path === undefined ? undefined : [{ kind: 'file', path, names }]
  }

  function named(request: Request): Resolved[] {
    const { specifier, folder, path } = request
    const mapped = importMaps.find(specifier, folder)
    if (mapped?.kind === 'path') return at(mapped.path, request) ?? unresolved
    if (mapped) return packaged({ ...request, specifier: withoutScheme(mapped.specifier) }, false)
    if (hasScheme(specifier)) return external(withoutScheme(specifier))

    const imported = packageImports(request)
    if (imported) return imported
    const targets = configs.targets(specifier, path)
    const aliased = first(
      targets.flatMap((each) => each.paths),
      request,
    )
    if (aliased) return aliased
    if (isBuiltin(specifier)) return [{ kind: 'external', name: `node:${specifier}` }]
    const bundled = first(aliases.targets(specifier, folder), request)
    if (bundled) return bundled
    const isClaimed = targets.some((each) => each.isClaimed)
    return virtual(request) ?? conventional(request) ?? packaged(request, isClaimed)
  }

  /** `#name`, which the nearest package.json defines. */
  function packageImports(request: Request): Found {
    const own = request.specifier.startsWith('#') ? manifests.nearest(request.folder) : undefined
    const found = own && packageImport(own, request.specifier, probe, request.importer, configs.outputs(own.folder))
    if (typeof found === 'string') return [{ kind: 'file', path: found, names: request.names }]
    return found && packaged({ ...request, specifier: found.name }, false)
  }

  function virtual({ specifier }: Request): Found {
    const name = frameworkOf(specifier)
    return name === undefined ? undefined : [{ kind: 'external', name }]
  }

  function conventional(request: Request): Found {
    const { specifier, folder } = request
    const [prefix, roots] = conventions.find(([start]) => specifier.startsWith(start)) ?? []
    if (prefix === undefined || !roots) return specifier.startsWith('#') ? unresolved : undefined
    const rest = specifier.slice(prefix.length)
    const own = manifests.nearest(folder)?.folder
    const bases = roots.flatMap((root) =>
      [own, ''].flatMap((base) => (base === undefined ? [] : [posix.join(base, root, rest)])),
    )
    return first(bases, request) ?? unresolved
  }

  /** A package of the repository, else of the registry. */
  function packaged(request: Request, isClaimed: boolean): Resolved[] {
    const { specifier, folder, importer, names } = request
    const name = packageName(specifier)
    const local = manifests.named(name, folder)
    const subpath = `.${specifier.slice(name.length)}`
    const path = local && packageEntry(local, subpath, probe, importer, configs.outputs(local.folder))
    if (path !== undefined) return [{ kind: 'file', path, names }]
    if (!local && manifests.isDependency(name, folder)) return external(name)
    return local || isClaimed ? unresolved : external(name)
  }
}

function isRelative(specifier: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(specifier)
}

function hasScheme(specifier: string): boolean {
  return /^[a-z][\w+.-]*:/i.test(specifier)
}

function external(name: string): Resolved[] {
  return [{ kind: 'external', name: hasScheme(name) ? name : packageName(name) }]
}

function packageName(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier
}

/** `node:fs` as it is, `npm:zod@4/mini` as zod/mini, a URL as its host. */
function withoutScheme(specifier: string): string {
  const [, scheme = '', rest = ''] = /^([^:]+):(.*)$/s.exec(specifier) ?? []
  if (scheme === 'npm' || scheme === 'jsr') return rest.replace(/^\//, '').replace(/^(.[^/]*(?:\/[^@/]+)?)@[^/]*/, '$1')
  if (scheme === 'http' || scheme === 'https') return rest.split('/')[2] || specifier
  return scheme === 'data' ? 'data:' : specifier
}
