import { firstMention } from '@/lib/structure/first-mention'
import type { Dependency } from '@/lib/structure/graph'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'
import { nearest } from '@/lib/structure/nearest'
import type { Import, Outline, OutlineSymbol } from '@/lib/structure/outline'
import { type Module, modulesOf } from './modules'

/**
 * Files of one module see each other: a type, global function or global value that a file uses and its module declares
 * is a neighbour. An import of a module of the repository leads to the files of it that declare what the file uses and
 * its own module does not, over what the module passes on (`@_exported`); where none does, to the file named as it.
 * Members, and so extensions, are not followed.
 */
export function swiftResolver(project: Project): Resolver {
  const modules = modulesOf(project)
  const declared = new Map<Module, Map<string, string[]>>()

  return { resolve, neighbours }

  function resolve(from: string, imported: Import): Resolved[] {
    const [name = ''] = imported.specifier.split('.')
    const module = moduleFor(name, from)
    if (!module) return [{ kind: 'external', name }]
    const own = modules.moduleOf(from)
    const wanted = imported.names[0] === '*' ? (project.outline(from)?.references ?? []) : imported.names
    const files = filesFor(
      wanted.filter((each) => !own || !declaredIn(own).has(each)),
      withPassedOn(module),
      from,
    )
    if (files.size > 0) return [...files].map(([path, names]) => ({ kind: 'file', path, names }))
    const main = module.files.find((path) => path.endsWith(`/${module.name}.swift`))
    return main === undefined ? [] : [{ kind: 'file', path: main, names: imported.names }]
  }

  function neighbours(from: string, outline: Outline): Dependency[] {
    const own = modules.moduleOf(from)
    if (!own) return []
    const text = project.read(from)
    return [...filesFor(outline.references, [own], from)].map(([to, names]) => {
      const line = Math.min(...names.map((name) => firstMention(text, name)))
      return { from, to, kind: 'package', line, names }
    })
  }

  function moduleFor(name: string, from: string): Module | undefined {
    const candidates = modules.named(name)
    const folder = nearest(
      candidates.map((module) => `${module.folder}/`),
      from,
    )
    return candidates.find((module) => `${module.folder}/` === folder)
  }

  function filesFor(names: readonly string[], from: readonly Module[], user: string): Map<string, string[]> {
    const files = new Map<string, string[]>()
    for (const name of names) {
      const module = from.find((each) => declaredIn(each).has(name))
      const path = module && nearest(declaredIn(module).get(name) ?? [], user)
      if (path !== undefined && path !== user) files.set(path, [...(files.get(path) ?? []), name])
    }
    return files
  }

  /** A module and those that its files import for others to see. */
  function withPassedOn(module: Module): Module[] {
    const found = [module]
    for (const each of found) {
      for (const path of each.files) {
        for (const { kind, specifier } of project.outline(path)?.imports ?? []) {
          const next = kind === 're-export' ? moduleFor(specifier, path) : undefined
          if (next && !found.includes(next)) found.push(next)
        }
      }
    }
    return found
  }

  function declaredIn(module: Module): Map<string, string[]> {
    const known = declared.get(module)
    if (known) return known
    const names = new Map<string, string[]>()
    for (const path of module.files) {
      for (const symbol of project.outline(path)?.symbols ?? []) {
        if (!isVisible(symbol)) continue
        const paths = names.get(symbol.name) ?? []
        if (!paths.includes(path)) names.set(symbol.name, [...paths, path])
      }
    }
    declared.set(module, names)
    return names
  }
}

function isVisible({ parent, signature }: OutlineSymbol): boolean {
  return parent === null && !/^(?:\w+\s+)*?(?:private|fileprivate|extension)\b/.test(signature)
}
