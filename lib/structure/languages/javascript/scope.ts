import type { Decorator, Node, PropertyKey, Span } from 'oxc-parser'
import { storable } from '@/lib/structure/excerpt'
import type { Export, OutlineSymbol, SymbolKind } from '@/lib/structure/outline'
import type { SourceText } from './source-text'

/** A symbol being collected; `isOverload` when it declares without a body, so that what follows may complete it. */
export type Found = OutlineSymbol & { isOverload: boolean }

/** Where declarations are being read: what holds them, and what they count as when they do not say `export`. */
export type Scope = {
  source: SourceText
  found: Found[]
  /** What is exported by assignment. */
  assigned: Export[]
  parent: string | null
  /** Declarations count as exported without saying so: CommonJS literals, ambient namespaces. */
  isExported: boolean
  /** Names exported elsewhere in the file: `export { a }`, `module.exports = a`. */
  exportedNames: Set<string>
}

/** A declaration: the whole of it, decorators included or not, and where its body (left out of the signature) begins. */
export type Declared = {
  name: string
  kind: SymbolKind
  outer: Span
  decorators?: readonly Decorator[]
  /** Where the signature begins and ends, when that is not the whole declaration. */
  head?: number
  body?: number
  isExported: boolean
  isOverload?: boolean
}

export function declare(scope: Scope, declared: Declared): void {
  const { name, kind, outer, decorators = [], body = outer.end, isExported, isOverload = false } = declared
  const { source, found, parent } = scope
  const last = decorators.at(-1)
  const start = last ? Math.max(outer.start, source.codeFrom(last.end)) : outer.start
  const signature = source
    .signature(Math.max(start, declared.head ?? start), body)
    .replace(/^(?:export\s+)?(?:default\s+)?/, '')
    .replace(/\s*(?:(?:=>|=)[\s(]*|[{;,])$/, '')
  found.push({
    name: storable(name),
    kind,
    signature,
    doc: source.docBefore(Math.min(outer.start, decorators[0]?.start ?? outer.start)),
    parent,
    startLine: source.lineAt(start),
    endLine: source.lineAt(Math.max(start, outer.end - 1)),
    isExported,
    isOverload,
  })
}

/** The written name of a member; undefined for one that is computed. */
export function keyName(key: PropertyKey | Node, isComputed: boolean, source: SourceText): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`
  if (key.type === 'Identifier' && !isComputed) return key.name
  if (key.type === 'Literal') return String(key.value)
  const written = source.signature(key.start, key.end)
  return /^[\w.$]{1,80}$/.test(written) ? `[${written}]` : undefined
}

/** Where a value begins that is too long to be part of a signature; undefined when it fits. */
export function bodyOf(value: Span | null | undefined, source: SourceText): number | undefined {
  if (!value) return undefined
  const text = source.slice(value.start, Math.min(value.end, value.start + 61))
  return text.length > 60 || text.includes('\n') ? value.start : undefined
}
