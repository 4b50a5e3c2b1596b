import type { Dependency } from '@/lib/structure/graph'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'
import { lineIndex } from '@/lib/structure/line-index'
import type { DependencyKind, Import } from '@/lib/structure/outline'
import { externalName } from './external-name'
import { type Candidate, type FinderOptions, finderOf } from './finder'
import { inheritanceOf } from './inheritance'
import { isScript, type JvmIndex, type JvmPackage, jvmIndexOf, type Place, receiverOf } from './jvm-index'
import { isTypeName, namesUsed, pathsUsed } from './names-used'
import { nearest } from './nearest'

export type JvmOptions = FinderOptions & {
  /** What an import may mean, best first, where it need not be a path from the root. */
  candidates?(index: JvmIndex, place: Place, imported: Import): Candidate[]
}

/**
 * Resolves imports of Java, Kotlin and Scala against the packages of all their files in the repository, wherever source
 * roots lie. An import leads to the files that declare what it names, a wildcard to those that declare what the file uses
 * of the package; names used without an import lead to the neighbours in the package, or to where they are inherited from.
 */
export function jvmResolver(project: Project, options: JvmOptions): Resolver {
  const index = jvmIndexOf(project)
  const finder = finderOf(index, options)
  const { packages, prefixes, places, modules, objects } = index
  const known = new Map<Import, Candidate[]>()
  const inheritance = inheritanceOf(finder, (place, imported) => candidatesOf(place, imported).map(({ path }) => path))
  const textOf = rememberLast((path) => {
    const text = project.read(path) ?? ''
    return { members: namesUsed(text).members, lower: text.toLowerCase() }
  })

  return { resolve, neighbours }

  function resolve(from: string, imported: Import): Resolved[] {
    const place = places.get(from)
    if (!place) return []
    const { specifier, names } = imported
    if (from.endsWith('module-info.java')) {
      const found = modules.get(specifier)
      if (found) return found.map((path) => ({ kind: 'file', path, names }))
      if (names.length === 0) return [{ kind: 'external', name: specifier }]
    }
    const candidates = candidatesOf(place, imported)
    for (const candidate of candidates) {
      const found = specifier.endsWith('*')
        ? wildcard(place, candidate, imported.kind)
        : single(place, candidate, names)
      if (found) return found
    }
    return outside(candidates[0]?.path ?? [])
  }

  function candidatesOf(place: Place, imported: Import): Candidate[] {
    const found = known.get(imported) ?? options.candidates?.(index, place, imported) ?? [rooted(imported.specifier)]
    known.set(imported, found)
    return found
  }

  function single(place: Place, { path, least }: Candidate, names: string[]): Resolved[] | undefined {
    const found = finder.find(path, place, least)
    if (found) return found.places.map((each) => ({ kind: 'file', path: each.path, names }))
    // A package by itself is no file.
    return prefixes.has(path.join('.')) ? [] : undefined
  }

  /** All of a type, or what the file uses of a package: names of its own package come first. */
  function wildcard(place: Place, { path, least }: Candidate, kind: DependencyKind): Resolved[] | undefined {
    const name = path.join('.')
    const imported = packages.get(name)
    const type = imported ? undefined : finder.find(path, place, least)
    if (type) return type.places.map((each) => ({ kind: 'file', path: each.path, names: ['*'] }))
    if (!imported) return undefined
    const own = packageOf(place)
    const inherited = inheritance.of(place)
    const isNearer = (used: string) => inherited.has(used) || (own && finder.visible(own, used, place).length > 0)
    const used = byFile(place, imported, (each) => (isNearer(each) ? [] : finder.visible(imported, each, place)))
    if (used.size === 0 && kind !== 'package')
      return nearest(objects.get(name) ?? [], place).map(({ path }) => ({ kind: 'file', path, names: ['*'] }))
    return [...used].map(([to, names]) => ({ kind: 'file', path: to, names }))
  }

  /** What a package of the repository should have and has not is generated, or missing. */
  function outside(parts: readonly string[]): Resolved[] {
    const type = parts.findIndex(isTypeName)
    const packageName = parts.slice(0, type === -1 ? -1 : type).join('.')
    if (packageName !== '' && packages.has(packageName)) return [{ kind: 'unresolved' }]
    return [{ kind: 'external', name: externalName(parts) }]
  }

  function neighbours(from: string): Dependency[] {
    const place = places.get(from)
    if (!place) return []
    const own = packageOf(place)
    const inherited = inheritance.of(place)
    const used = byFile(place, own, (name) => {
      if (name.includes('.')) return finder.find(name.split('.'), place)?.places ?? []
      return inherited.get(name) ?? (own ? finder.visible(own, name, place) : [])
    })
    for (const path of qualified(place)) {
      const found = finder.find(path.split('.'), place)
      for (const to of found?.places ?? []) add(used, place, to, path)
    }
    if (used.size === 0) return []
    const lineOf = firstLines(project.read(from) ?? '')
    return [...used].map(([to, names]) => ({ from, to, kind: 'package', line: lineOf(names), names }))
  }

  function packageOf({ path, outline }: Place): JvmPackage | undefined {
    return outline.package === null && isScript(path) ? undefined : packages.get(outline.package ?? '')
  }

  /** Paths that begin with a package, as in `os.read(file)`. Those that lead to types are among the references. */
  function qualified({ path, outline }: Place): Iterable<string> {
    const heads = options.seesFunctions ? outline.references.filter((name) => prefixes.has(name)) : []
    return heads.length > 0 ? pathsUsed(project.read(path) ?? '', new Set(heads)) : []
  }

  /** The names that a file uses, by the other files that they lead to; extensions of a package are used after a dot. */
  function byFile(place: Place, within: JvmPackage | undefined, lead: (name: string) => readonly Place[]): NamesByFile {
    const found: NamesByFile = new Map()
    for (const name of place.outline.references) for (const to of lead(name)) add(found, place, to, name)
    if (!options.seesFunctions || !within || within.extensions.size === 0) return found
    const { members, lower } = textOf(place.path)
    for (const name of members.keys())
      for (const to of finder.extensions(within, name, place))
        if (extendsOneOf(to, name, lower)) add(found, place, to, name)
    return found
  }
}

type NamesByFile = Map<string, string[]>

function add(found: NamesByFile, from: Place, { path }: Place, name: string): void {
  const names = found.get(path)
  if (path === from.path || names?.includes(name)) return
  if (names) names.push(name)
  else found.set(path, [name])
}

/** Whether a text has to do with what an extension is for: it names it, if only as a part of another name. */
function extendsOneOf({ outline }: Place, name: string, lower: string): boolean {
  return outline.symbols.some((symbol) => {
    const receiver = symbol.name === name && symbol.parent === null ? receiverOf(symbol) : undefined
    return receiver !== undefined && (isEverywhere.test(receiver) || lower.includes(receiver.toLowerCase()))
  })
}

/** Types that a file uses without naming them. */
const isEverywhere =
  /^(?:\p{Lu}\d?|Any|String|CharSequence|Char|Int|Long|Byte|Boolean|ByteArray|\w*Iterable|\w*Collection|\w*List|\w*Set|\w*Map|)$/u

/** Imports come file by file. */
function rememberLast<Value>(read: (path: string) => Value): (path: string) => Value {
  let last: { path: string; value: Value } | undefined
  return (path) => {
    if (last?.path !== path) last = { path, value: read(path) }
    return last.value
  }
}

function rooted(specifier: string): Candidate {
  return { path: specifier.replace(/\.\*$/, '').split('.'), least: 0 }
}

function firstLines(text: string): (names: readonly string[]) => number {
  const { heads, members } = namesUsed(text)
  const lineAt = lineIndex(text)
  const firstUse = (name: string) => heads.get(name) ?? members.get(name) ?? members.get(lastPart(name))
  return (names) => {
    const first = Math.min(...names.map((name) => firstUse(name) ?? Number.POSITIVE_INFINITY))
    return Number.isFinite(first) ? lineAt(first) : 1
  }
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}
