import type { Dependency } from '@/lib/structure/graph'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'
import { lineIndex } from '@/lib/structure/line-index'
import type { Import, Outline } from '@/lib/structure/outline'
import { externalName } from './external-name'
import { type Candidate, type FinderOptions, finderOf } from './finder'
import { inheritanceOf } from './inheritance'
import { isScript, type JvmIndex, type JvmPackage, jvmIndexOf, type Place } from './jvm-index'
import { isTypeName, namesUsed } from './names-used'
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
  const inheritance = inheritanceOf(finder)
  const { packages, places, modules, objects } = index

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
    const candidates = options.candidates?.(index, place, imported) ?? [rooted(specifier)]
    for (const candidate of candidates) {
      const found = specifier.endsWith('*') ? wildcard(place, candidate) : single(place, candidate, names)
      if (found) return found
    }
    return outside(candidates[0]?.path ?? [])
  }

  function single(place: Place, { path, least }: Candidate, names: string[]): Resolved[] | undefined {
    const found = finder.find(path, place, least)
    return found?.places.map((each) => ({ kind: 'file', path: each.path, names }))
  }

  /** All of a type, or what the file uses of a package: names of its own package come first. */
  function wildcard(place: Place, { path, least }: Candidate): Resolved[] | undefined {
    const name = path.join('.')
    const imported = packages.get(name)
    const type = imported ? undefined : finder.find(path, place, least)
    if (type) return type.places.map((each) => ({ kind: 'file', path: each.path, names: ['*'] }))
    if (!imported) return undefined
    const own = packageOf(place)
    const inherited = inheritance.of(place)
    const isNearer = (used: string) => inherited.has(used) || (own && finder.visible(own, used, place).length > 0)
    const used = byFile(place, imported, (each) => (isNearer(each) ? [] : finder.visible(imported, each, place)))
    if (used.size === 0)
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

  function neighbours(from: string, _outline: Outline): Dependency[] {
    const place = places.get(from)
    if (!place) return []
    const own = packageOf(place)
    const inherited = inheritance.of(place)
    const used = byFile(place, own, (name) => {
      if (name.includes('.')) return finder.find(name.split('.'), place)?.places ?? []
      return inherited.get(name) ?? (own ? finder.visible(own, name, place) : [])
    })
    if (used.size === 0) return []
    const lineOf = firstLines(project.read(from) ?? '')
    return [...used].map(([to, names]) => ({ from, to, kind: 'package', line: lineOf(names), names }))
  }

  function packageOf({ path, outline }: Place): JvmPackage | undefined {
    return outline.package === null && isScript(path) ? undefined : packages.get(outline.package ?? '')
  }

  /** The names that a file uses, by the other files that they lead to; extensions of a package are used after a dot. */
  function byFile(
    place: Place,
    within: JvmPackage | undefined,
    lead: (name: string) => readonly Place[],
  ): Map<string, string[]> {
    const found = new Map<string, string[]>()
    const add = (name: string, { path }: Place) => {
      if (path !== place.path) found.set(path, [...(found.get(path) ?? []), name])
    }
    for (const name of place.outline.references) for (const to of lead(name)) add(name, to)
    if (options.seesFunctions && within && within.extensions.size > 0) {
      for (const name of namesUsed(project.read(place.path) ?? '').members.keys())
        for (const to of finder.extensions(within, name, place)) if (!found.get(to.path)?.includes(name)) add(name, to)
    }
    return found
  }
}

function rooted(specifier: string): Candidate {
  return { path: specifier.replace(/\.\*$/, '').split('.'), least: 0 }
}

function firstLines(text: string): (names: readonly string[]) => number {
  const { heads, members } = namesUsed(text)
  const lineAt = lineIndex(text)
  return (names) => {
    const first = Math.min(...names.map((name) => heads.get(name) ?? members.get(name) ?? Number.POSITIVE_INFINITY))
    return Number.isFinite(first) ? lineAt(first) : 1
  }
}
