import type { Project } from '@/lib/structure/language'
import { nearest } from '@/lib/structure/nearest'
import type { Outline, OutlineSymbol } from '@/lib/structure/outline'
import { arityOf } from './names-used'
import { namespacesOf } from './namespaces'
import { lastPart } from './using'

/** What the C# files of a repository declare. Names of types are full, with their arity: `A.B.List`1`. */
export type Types = {
  /** The files that declare a type, sorted: several for a partial type, or where projects have one each. */
  files(name: string): readonly string[]
  isNamespace(name: string): boolean
  /** The files that declare extension methods of a name that others can call, and the namespaces of these. */
  extensions(method: string): readonly { namespace: string; path: string }[]
  /** The files that declare methods of a name that are no extensions. */
  methods(name: string): readonly string[]
}

export const typeKinds: ReadonlySet<string> = new Set(['class', 'struct', 'interface', 'enum', 'type'])

export function typesOf(project: Project): Types {
  const files = new Map<string, string[]>()
  const namespaces = new Set<string>()
  const extensions = new Map<string, { namespace: string; path: string }[]>()
  const ordinary = new Map<string, string[]>()
  for (const path of project.paths) {
    const outline = /\.csx?$/i.test(path) ? project.outline(path) : undefined
    if (!outline) continue
    for (const namespace of namespacesOf(outline)) addWithParents(namespaces, namespace)
    for (const { name } of declaredTypes(outline)) push(files, name, path)
    for (const symbol of outline.symbols) {
      if (symbol.kind !== 'method') continue
      if (!isExtension(symbol)) push(ordinary, symbol.name, path)
      else if (isOpen(symbol)) push(extensions, symbol.name, { namespace: outline.package ?? '', path })
    }
  }
  return {
    files: (name) => files.get(name) ?? [],
    isNamespace: (name) => namespaces.has(name),
    extensions: (method) => extensions.get(method) ?? [],
    methods: (name) => ordinary.get(name) ?? [],
  }
}

/** The types that a file declares outside of other types, by their full names. */
export function declaredTypes(outline: Outline): { name: string; symbol: OutlineSymbol }[] {
  const namespaces = new Set(namespacesOf(outline))
  const hasNamespaces = outline.symbols.some(({ kind }) => kind === 'namespace')
  return outline.symbols.flatMap((symbol) => {
    if (!typeKinds.has(symbol.kind)) return []
    if (symbol.parent !== null && !namespaces.has(symbol.parent)) return []
    // Where namespaces are symbols, what lies in none is global.
    const namespace = symbol.parent ?? (hasNamespaces ? '' : (outline.package ?? ''))
    return [{ name: inNamespace(namespace, withArity(symbol)), symbol }]
  })
}

/** The name of a type as references have it. */
export function withArity({ name, signature }: OutlineSymbol): string {
  // A base can have the same name, and parameters of its own.
  const [head = ''] = signature.split(':', 1)
  const list = head.indexOf(`${name}<`)
  return list === -1 ? name : `${name}\`${arityOf(head.slice(list + name.length))}`
}

export function inNamespace(namespace: string, name: string): string {
  return namespace === '' ? name : `${namespace}.${name}`
}

/** A namespace and those around it, innermost first; the last is '', the global one. */
export function namespacesFrom(namespace: string): string[] {
  const found = [namespace]
  for (let at = namespace; at !== ''; ) {
    at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : ''
    found.push(at)
  }
  return found
}

/**
 * Of several files that declare a type the one to read for it: those named as the type come first, then what is nearest
 * to the user.
 */
export function mainFile(paths: readonly string[], type: string, from: string): string | undefined {
  if (paths.length < 2) return paths[0]
  const simple = lastPart(type).replace(/`\d+$/, '')
  const stem = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(/\.csx?$/i, '')
  const named = paths.filter((path) => stem(path) === simple)
  const begun = paths.filter((path) => stem(path).replace(/[.{`(<].*$/, '') === simple)
  return nearest([named, begun, paths].find((each) => each.length > 0) ?? [], from)
}

/** Methods are private where they do not say otherwise. */
function isOpen({ signature }: OutlineSymbol): boolean {
  return /^(?:\w+\s+)*?(?:public|internal)\b/.test(signature)
}

function isExtension({ signature }: OutlineSymbol): boolean {
  return /\(\s*(?:\[[^\]]*\]\s*)*(?:scoped\s+|ref\s+|in\s+)*this\s/.test(signature)
}

function addWithParents(namespaces: Set<string>, namespace: string): void {
  for (const each of namespacesFrom(namespace)) namespaces.add(each)
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else if (list.at(-1) !== item) list.push(item)
}
