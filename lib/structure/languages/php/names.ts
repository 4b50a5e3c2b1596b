import type { Import, Outline } from '@/lib/structure/outline'
import type { Match } from '@/lib/structure/tree-sitter'
import type { NameUsed } from './names-used'
import { readUse } from './use'

const ownNames = new Set(['self', 'static', 'parent', 'mixed', 'object', 'iterable', 'never', 'false', 'true', 'null'])

/**
 * Sorts the names of classes and functions that a file uses: one that a `use` brings in is counted there; a qualified
 * one is an import of its own, resolved by the `use` table and the namespace, at the line that first has it; any other
 * is a reference, to be looked for in the namespace. Braced namespaces are packages, and symbols only where there are
 * several.
 */
export function withNames(found: Outline, used: Iterable<NameUsed>, matches: readonly Match[]): Outline {
  const outline = withNamespace(found)
  const uses = matches.flatMap(({ import: node }) =>
    node?.type === 'namespace_use_declaration' ? readUse(node.text) : [],
  )
  const classes = new Map(uses.flatMap(({ kind, alias, full }) => (kind === 'class' ? [[alias, full]] : [])))
  const functions = new Set(uses.flatMap(({ kind, alias }) => (kind === 'function' ? [alias] : [])))
  const imported = new Map<string, Import>()
  const references = new Set<string>()
  for (const { name, isCalled, line } of used) {
    if (!name.includes('\\')) {
      if (!(isCalled ? functions : classes).has(name) && !ownNames.has(name.toLowerCase())) references.add(name)
      continue
    }
    const full = fullName(name, outline.package, classes)
    if (imported.has(full)) continue
    imported.set(full, { specifier: full, kind: 'import', line, names: [full.slice(full.lastIndexOf('\\') + 1)] })
  }
  for (const { specifier } of outline.imports) imported.delete(specifier)
  for (const { name, parent } of outline.symbols) if (parent === null) references.delete(name)
  references.delete('')
  const imports = [...outline.imports, ...imported.values()].sort((a, b) => a.line - b.line)
  return { ...outline, imports, references: [...references].sort() }
}

function fullName(name: string, namespace: string | null, classes: ReadonlyMap<string, string>): string {
  if (name.startsWith('\\')) return name.slice(1)
  const slash = name.indexOf('\\')
  const [head, rest] = [name.slice(0, slash), name.slice(slash)]
  const alias = head.toLowerCase() === 'namespace' ? (namespace ?? '') : classes.get(head)
  if (alias !== undefined) return (alias + rest).replace(/^\\/, '')
  return namespace === null ? name : `${namespace}\\${name}`
}

function withNamespace(outline: Outline): Outline {
  const namespaces = outline.symbols.filter(({ kind }) => kind === 'namespace')
  const [first] = namespaces
  if (!first) return outline
  const named = { ...outline, package: outline.package ?? first.name }
  if (namespaces.length > 1) return named
  const symbols = outline.symbols.filter((symbol) => symbol !== first)
  return { ...named, symbols: symbols.map((each) => (each.parent === first.name ? { ...each, parent: null } : each)) }
}
