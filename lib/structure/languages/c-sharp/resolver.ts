import { firstMention } from '@/lib/structure/first-mention'
import type { Dependency } from '@/lib/structure/graph'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'
import type { Import, Outline } from '@/lib/structure/outline'
import { inheritedMembers } from './inherited-members'
import { namespacesOf } from './namespaces'
import { projectsOf } from './projects'
import { declaredTypes, inNamespace, mainFile, namespacesFrom, typeKinds, typesOf, withArity } from './types'
import { lastPart } from './using'

/** Where a name that a file uses is declared, and the using that brings it into view, if one does. */
type Binding = { name: string; path: string; using: string | undefined }

/** A namespace whose types need no more than their names, and the using that brings it into view, if one does. */
type View = { namespace: string; using: string | undefined }

/**
 * Binds names as the compiler does, as far as files and project files tell: a type of the own namespace, then of those
 * around it, then of the usings, then of the global usings of the project; of projects that are referenced.
 * A using leads to the files whose types come into view by it and are used. Of a partial type that is its main file;
 * the other parts lead there too. Extension methods are found by their names. Members are not followed,
 * but those that are inherited hide types of their names.
 */
export function cSharpResolver(project: Project): Resolver {
  const types = typesOf(project)
  const projects = projectsOf(project)
  let latest: { from: string; bindings: Binding[] } | undefined

  return { resolve, neighbours }

  function resolve(from: string, imported: Import): Resolved[] {
    const outline = project.outline(from)
    if (!outline) return []
    const { specifier, names } = imported
    const spelled = fullName(specifier, outline)
    const type = findType(spelled, from)
    if (type !== undefined && type.path !== from) return [{ kind: 'file', path: type.path, names }]
    if (type !== undefined) return []
    if (types.isNamespace(spelled)) return byFile(bindingsOf(from, outline).filter(({ using }) => using === specifier))
    return [outsider(specifier)]
  }

  function neighbours(from: string, outline: Outline): Dependency[] {
    const text = project.read(from)
    const bound = bindingsOf(from, outline).filter(({ using }) => using === undefined)
    return byFile([...bound, ...mainParts(from, outline)]).map(({ path, names }) => ({
      from,
      to: path,
      kind: 'package',
      line: Math.min(...names.map((name) => firstMention(text, name))),
      names,
    }))
  }

  function bindingsOf(from: string, outline: Outline): Binding[] {
    if (latest?.from !== from) latest = { from, bindings: bind(from, outline) }
    return latest.bindings
  }

  function viewsOf(from: string, outline: Outline): View[] {
    const own = new Set(namespacesOf(outline).flatMap(namespacesFrom))
    const usings = outline.imports.filter(({ names }) => names[0] === '*').map(({ specifier }) => specifier)
    // A static using brings members into view, which are not followed.
    return [
      ...[...own].map((namespace) => ({ namespace, using: undefined })),
      ...usings.map((using) => ({ namespace: fullName(using, outline), using })),
      ...projects.globalUsings(from).map((namespace) => ({ namespace, using: undefined })),
    ].filter(({ namespace }) => types.isNamespace(namespace))
  }

  function bind(from: string, outline: Outline): Binding[] {
    const views = viewsOf(from, outline)
    let inherited: Set<string> | undefined
    const isHidden = (name: string) => {
      inherited ??= inheritedMembers(from, outline, findBase)
      return inherited.has(name)
    }
    const declared = new Set(outline.symbols.filter(({ kind }) => typeKinds.has(kind)).map(withArity))
    return outline.references.flatMap((reference) => {
      if (reference.startsWith('.')) return bindExtension(reference.slice(1), from, views)
      for (const name of namesFor(reference)) {
        if (declared.has(name)) return []
        const type = findInView(name, from, views)
        if (type === undefined) continue
        const isOther = type.path !== from && !(reference.includes('.') && isHidden(firstPart(reference)))
        return isOther ? [type] : []
      }
      return []
    })
  }

  function findInView(name: string, from: string, views: readonly View[]): Binding | undefined {
    for (const { namespace, using } of views) {
      const type = findType(inNamespace(namespace, name), from)
      if (type !== undefined) return { ...type, using }
    }
    return undefined
  }

  function findBase(from: string, name: string): { path: string; outline: Outline } | undefined {
    const outline = project.outline(from)
    const path = outline && findInView(name, from, viewsOf(from, outline))?.path
    const found = path === undefined ? undefined : project.outline(path)
    return path !== undefined && found ? { path, outline: found } : undefined
  }

  /** A type, one that a dotted name begins with, or an attribute named without its ending. */
  function findType(name: string, from: string): { name: string; path: string } | undefined {
    for (const full of [name, `${name}Attribute`]) {
      const path = fileOf(full, from)
      if (path !== undefined) return { name: simpleName(full), path }
    }
    const around = name.slice(0, Math.max(0, name.lastIndexOf('.')))
    return around === '' || types.isNamespace(around) ? undefined : findType(around, from)
  }

  function fileOf(type: string, from: string): string | undefined {
    const paths = types.files(type)
    if (paths.length === 0) return undefined
    if (paths.includes(from)) return from
    return mainFile(
      paths.filter((path) => projects.isVisible(from, path)),
      type,
      from,
    )
  }

  /** Only when one file in view has methods of that name: which overload is meant is for the compiler. */
  function bindExtension(method: string, from: string, views: readonly View[]) {
    const all = types.extensions(method).filter(({ path }) => projects.isVisible(from, path))
    // A method of a type comes before an extension, and which type it is called on is not known here.
    if (all.length === 0 || types.methods(method).some((path) => projects.isVisible(from, path))) return []
    const inView = views.flatMap(({ namespace, using }) =>
      all.filter((each) => each.namespace === namespace).map(({ path }) => ({ name: method, path, using })),
    )
    const [first] = inView
    if (!first || first.path === from || inView.some(({ path }) => path !== first.path)) return []
    return [first]
  }

  /** A part of a partial type belongs to the main one. */
  function mainParts(from: string, outline: Outline): Binding[] {
    return declaredTypes(outline).flatMap(({ name, symbol }) => {
      if (!/\bpartial\b/.test(symbol.signature)) return []
      const parts = types.files(name).filter((path) => path === from || projects.isVisible(from, path))
      const path = mainFile(parts, name, from)
      return path === undefined || path === from ? [] : [{ name: symbol.name, path, using: undefined }]
    })
  }

  /** A using may leave out the namespaces that it stands in. */
  function fullName(specifier: string, outline: Outline): string {
    const isKnown = (name: string) => types.isNamespace(name) || types.files(name).length > 0
    if (isKnown(specifier)) return specifier
    const around = namespacesOf(outline).flatMap(namespacesFrom)
    return around.map((namespace) => inNamespace(namespace, specifier)).find(isKnown) ?? specifier
  }

  function outsider(specifier: string): Resolved {
    const found = projects.packageOf(specifier)
    if (found !== undefined) return { kind: 'external', name: found }
    const [top = ''] = specifier.split('.')
    const isOurs = types.isNamespace(top) && !/^(?:System|Microsoft|Windows)$/.test(top)
    return isOurs ? { kind: 'unresolved' } : { kind: 'external', name: specifier }
  }
}

/** What a reference may name, in the order in which that is looked for. */
function namesFor(reference: string): string[] {
  if (!reference.startsWith('[')) return [reference.replace(/\.$/, '')]
  return [`${reference.slice(1)}Attribute`, reference.slice(1)]
}

function firstPart(name: string): string {
  return name.slice(0, name.indexOf('.'))
}

function simpleName(reference: string): string {
  return lastPart(reference).replace(/`\d+$/, '')
}

function byFile(bindings: readonly Binding[]): { kind: 'file'; path: string; names: string[] }[] {
  const files = new Map<string, Set<string>>()
  for (const { name, path } of bindings) files.set(path, (files.get(path) ?? new Set()).add(name))
  return [...files].map(([path, names]) => ({ kind: 'file', path, names: [...names] }))
}
