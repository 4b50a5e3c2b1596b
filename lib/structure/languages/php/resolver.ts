import { firstMention } from '@/lib/structure/first-mention'
import { folderOf, pathFrom } from '@/lib/structure/folder'
import type { Dependency } from '@/lib/structure/graph'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'
import { nearest } from '@/lib/structure/nearest'
import type { Import, Outline } from '@/lib/structure/outline'
import { composerOf } from './composer'
import { declarationsOf } from './declarations'

/**
 * Finds classes as composer's autoloading does (PSR-4, PSR-0), else wherever the repository declares them, the nearest
 * file first; functions and constants where they are declared. A name without a `use` is one of the namespace; a
 * function may be a global one instead.
 */
export function phpResolver(project: Project): Resolver {
  const composer = composerOf(project)
  const declarations = declarationsOf(project)
  const findClass = (name: string, from: string) => composer.autoload(name) ?? nearest(declarations.classes(name), from)
  const findOther = (name: string, from: string) => nearest(declarations.others(name), from)

  return { resolve, neighbours }

  function resolve(from: string, imported: Import): Resolved[] {
    const { specifier, kind, names } = imported
    if (kind === 'include') return [include(from, specifier)]
    const path = findClass(specifier, from) ?? findOther(specifier, from)
    if (path !== undefined) return [{ kind: 'file', path, names }]
    // What is used of a namespace has imports of its own.
    if (declarations.isNamespace(specifier)) return []
    const external = composer.packageOf(specifier)
    if (external !== undefined) return [{ kind: 'external', name: external }]
    const parts = specifier.split('\\')
    if (parts.length === 1) return [{ kind: 'external', name: 'php' }]
    if (composer.isOwn(specifier) || declarations.isNamespace(parts[0] ?? '')) return [{ kind: 'unresolved' }]
    return [{ kind: 'external', name: parts.slice(0, Math.min(2, parts.length - 1)).join('\\') }]
  }

  function include(from: string, specifier: string): Resolved {
    const fromFolder = /^__DIR__\/?(.*)$/.exec(specifier)?.[1]
    const candidates =
      fromFolder === undefined
        ? [pathFrom(folderOf(from), specifier), pathFrom('', specifier)]
        : [pathFrom(folderOf(from), fromFolder)]
    const path = candidates.find((each) => each !== undefined && project.has(each))
    if (path !== undefined) return { kind: 'file', path, names: ['*'] }
    return /(?:^|\/)vendor\//.test(specifier) ? { kind: 'external', name: 'composer' } : { kind: 'unresolved' }
  }

  function neighbours(from: string, outline: Outline): Dependency[] {
    const prefix = outline.package === null ? '' : `${outline.package}\\`
    const files = new Map<string, string[]>()
    for (const name of outline.references) {
      const path = findClass(prefix + name, from) ?? findOther(prefix + name, from) ?? findOther(name, from)
      if (path !== undefined && path !== from) files.set(path, [...(files.get(path) ?? []), name])
    }
    const text = project.read(from)
    return [...files].map(([to, names]) => {
      const line = Math.min(...names.map((name) => firstMention(text, name)))
      return { from, to, kind: 'package', line, names }
    })
  }
}
