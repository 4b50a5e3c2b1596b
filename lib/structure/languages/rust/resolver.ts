import { folderOf, pathFrom } from '@/lib/structure/folder'
import type { Dependency } from '@/lib/structure/graph'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'
import { lineIndex } from '@/lib/structure/line-index'
import type { Import, Outline } from '@/lib/structure/outline'
import { type Module, rustModulesOf } from './modules'
import { type Named, namesOf } from './names'

/**
 * Resolves from Cargo.toml files and `mod` declarations: a `mod x;` to the files it takes in, a `use` to the file that
 * defines the name, re-exports followed. Crates of the repository are those that a manifest gives a path to.
 */
export function rustResolver(project: Project): Resolver {
  const modules = rustModulesOf(project)
  const { follow } = namesOf(modules)

  return { resolve, neighbours }

  function resolve(from: string, imported: Import): Resolved[] {
    if (imported.kind === 'include') return included(from, imported)
    const path = imported.specifier.split('::')
    const files = new Map<string, string[]>()
    const external = new Set<string>()
    let isMissing = false
    for (const top of modules.at(from)) {
      const module = modules.around(top, imported.line)
      for (const name of imported.names) {
        const named = follow(module, name === '*' || name === 'self' ? path : [...path, name], true)
        if (!named) isMissing = true
        else if ('external' in named) external.add(named.external)
        else files.set(fileOf(named), [...(files.get(fileOf(named)) ?? []), name])
      }
    }
    const found: Resolved[] = [...files].map(([path, names]) => ({ kind: 'file', path, names: [...new Set(names)] }))
    for (const name of external) found.push({ kind: 'external', name })
    // A file taken in by several crates may use what only one of them has.
    return isMissing && found.length === 0 ? [{ kind: 'unresolved' }] : found
  }

  function included(from: string, { specifier, names, line }: Import): Resolved[] {
    const found = new Set<string>()
    for (const top of modules.at(from)) {
      const manifest = /^CARGO_MANIFEST_DIR\/*(.*)$/.exec(specifier)
      const folder = manifest ? (top.crate.owner?.folder ?? '') : folderOf(from)
      const path = pathFrom(folder, manifest?.[1] ?? specifier)
      if (/\bmod \S+$/.test(specifier))
        for (const file of modules.files(modules.around(top, line), specifier)) found.add(file)
      else if (path !== undefined && project.has(path)) found.add(path)
    }
    if (found.size === 0) return [{ kind: 'unresolved' }]
    return [...found].map((path) => ({ kind: 'file', path, names }))
  }

  /** What code spells out by a path where it could have had a `use`, and macros of the crate, which need none. */
  function neighbours(from: string, outline: Outline): Dependency[] {
    const known = new Set([from])
    for (const imported of outline.imports)
      for (const resolved of resolve(from, imported)) if (resolved.kind === 'file') known.add(resolved.path)
    const byFile = new Map<string, Set<string>>()
    for (const module of modules.at(from)) {
      for (const reference of outline.references) {
        for (const file of filesOf(module, reference)) {
          if (!known.has(file)) byFile.set(file, (byFile.get(file) ?? new Set()).add(reference))
        }
      }
    }
    if (byFile.size === 0) return []
    const text = project.read(from) ?? ''
    const lineAt = lineIndex(text)
    const placeOf = (reference: string) => Math.max(0, text.search(patternOf(reference)))
    return [...byFile].map(([to, references]) => ({
      from,
      to,
      kind: 'package',
      line: lineAt(Math.min(...[...references].map(placeOf))),
      names: [...new Set([...references].map(nameUsed))],
    }))
  }

  function filesOf(module: Module, reference: string): string[] {
    const path = reference.replace(/!$/, '').split('::')
    const [name = ''] = path
    if (path.length > 1) {
      const named = follow(module, path, false)
      return named && !('external' in named) ? [fileOf(named)] : []
    }
    const definers = module.crate.macros.get(name)
    return definers === undefined || definers.has(module.file) || module.bindings.has(name) ? [] : [...definers]
  }
}

function fileOf(named: Exclude<Named, { external: string }>): string {
  if ('module' in named) return named.module.file
  return typeof named.definedIn === 'string' ? named.definedIn : named.definedIn.file
}

/** What a path is about: the type before its functions, else the last name. */
function nameUsed(reference: string): string {
  const parts = reference.replace(/!$/, '').split('::')
  return parts.find((part) => /^\p{Lu}/u.test(part)) ?? parts.at(-1) ?? ''
}

/** The first line of code with such a path, as far as it is written the same in every module. */
function patternOf(reference: string): RegExp {
  if (reference.endsWith('!')) return new RegExp(`^(?!\\s*//).*\\b${nameUsed(reference)}!`, 'm')
  const parts = reference.split('::')
  const at = parts.indexOf(nameUsed(reference))
  const before = /^(?:self|super|crate)$/.test(parts[at - 1] ?? 'self') ? '' : (parts[at - 1] ?? '')
  return new RegExp(`^(?!\\s*//).*${before && `\\b${before}`}\\s*::\\s*${nameUsed(reference)}\\b`, 'm')
}
