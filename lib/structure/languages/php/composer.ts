import { z } from 'zod'
import { folderOf, pathFrom } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'

const Paths = z
  .union([z.string(), z.array(z.string())])
  .transform((paths) => (typeof paths === 'string' ? [paths] : paths))
const Prefixes = z.record(z.string(), Paths).catch({})
const Autoload = z
  .object({ 'psr-4': Prefixes.default({}), 'psr-0': Prefixes.default({}) })
  .catch({ 'psr-4': {}, 'psr-0': {} })
const Requires = z.record(z.string(), z.unknown()).catch({})
const nothing = { 'psr-4': {}, 'psr-0': {} }
const Manifest = z.object({
  autoload: Autoload.default(nothing),
  'autoload-dev': Autoload.default(nothing),
  require: Requires.default({}),
  'require-dev': Requires.default({}),
})
const Locked = z.array(z.object({ name: z.string(), autoload: Autoload.default(nothing) })).catch([])
const Lock = z.object({ packages: Locked.default([]), 'packages-dev': Locked.default([]) })

/** What the composer.json files of a repository say: which file a class is in, and whose it is otherwise. */
export type Composer = {
  /** The file in which autoloading finds a class, by PSR-4 and then PSR-0. */
  autoload(className: string): string | undefined
  /** Whether a name lies under a prefix that the repository gives to its own files. */
  isOwn(name: string): boolean
  /** The package that gives a name: told by composer.lock, or by the likeness of the names of required packages. */
  packageOf(name: string): string | undefined
}

export function composerOf(project: Project): Composer {
  const psr4 = new Map<string, string[]>()
  const psr0 = new Map<string, string[]>()
  const locked = new Map<string, string>()
  const required = new Set<string>()
  for (const path of project.paths) {
    const manifest = /(?:^|\/)composer\.json$/.test(path)
      ? Manifest.safeParse(json(project.read(path))).data
      : undefined
    for (const autoload of manifest ? [manifest.autoload, manifest['autoload-dev']] : []) {
      addPrefixes(psr4, autoload['psr-4'], folderOf(path))
      addPrefixes(psr0, autoload['psr-0'], folderOf(path))
    }
    for (const name of Object.keys({ ...manifest?.require, ...manifest?.['require-dev'] })) required.add(name)
    const lock = /(?:^|\/)composer\.lock$/.test(path) ? Lock.safeParse(json(project.read(path))).data : undefined
    for (const { name, autoload } of [...(lock?.packages ?? []), ...(lock?.['packages-dev'] ?? [])]) {
      for (const prefix of Object.keys({ ...autoload['psr-4'], ...autoload['psr-0'] }))
        locked.set(trimmed(prefix), name)
    }
  }
  return {
    autoload: (className) =>
      find(psr4, className, (rest) => rest.replaceAll('\\', '/')) ??
      find(psr0, className, (_rest) => psr0Path(className)),
    isOwn: (name) => prefixesOf(name).some((prefix) => prefix !== '' && (psr4.has(prefix) || psr0.has(prefix))),
    packageOf(name) {
      const prefix = prefixesOf(name).find((each) => each !== '' && locked.has(each))
      return (prefix === undefined ? undefined : locked.get(prefix)) ?? mostAlike([...required], name)
    },
  }

  function find(
    prefixes: ReadonlyMap<string, string[]>,
    name: string,
    pathOf: (rest: string) => string,
  ): string | undefined {
    for (const prefix of prefixesOf(name)) {
      for (const folder of prefixes.get(prefix) ?? []) {
        const path = pathFrom(folder, `${pathOf(prefix === '' ? name : name.slice(prefix.length + 1))}.php`)
        if (path !== undefined && project.has(path)) return path
      }
    }
    return undefined
  }
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}

function addPrefixes(all: Map<string, string[]>, prefixes: Record<string, string[]>, folder: string): void {
  for (const [prefix, paths] of Object.entries(prefixes)) {
    const folders = paths.flatMap((path) => pathFrom(folder, path) ?? [])
    all.set(trimmed(prefix), [...(all.get(trimmed(prefix)) ?? []), ...folders])
  }
}

function trimmed(prefix: string): string {
  return prefix.replace(/^\\|[\\_]+$/g, '')
}

/** The name, the namespaces around it, innermost first, and '', which a prefix may be. PSR-0 also ends them at `_`. */
function prefixesOf(name: string): string[] {
  const found = [name]
  for (let at = name; at !== ''; found.push(at)) at = at.replace(/(?:^|[\\_])[^\\_]*$/, '')
  return found
}

/** Underscores are folders in the name of the class alone. */
function psr0Path(className: string): string {
  const slash = className.lastIndexOf('\\') + 1
  return className.slice(0, slash).replaceAll('\\', '/') + className.slice(slash).replaceAll('_', '/')
}

/** `Psr\Http\Server\RequestHandler` is likely of `psr/http-server-handler`: all its words are in the name. */
function mostAlike(packages: readonly string[], name: string): string | undefined {
  const [top = '', ...rest] = name.toLowerCase().split('\\')
  const below = rest.join('')
  const alike = packages.filter((each) => {
    const [vendor = '', own = ''] = each.toLowerCase().split('/')
    if (vendor.replaceAll('-', '') !== top || own === '') return false
    return own.replaceAll('-', '') === top || own.split('-').every((word) => below.includes(word))
  })
  return (
    alike.sort((a, b) => b.length - a.length)[0] ?? packages.find((each) => each.toLowerCase().split('/')[1] === top)
  )
}
