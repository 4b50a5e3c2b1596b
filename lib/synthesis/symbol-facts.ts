import type { Outline, OutlineSymbol, SymbolKind } from '@/lib/structure/outline'
import { signatureFacts } from './signature'

/** What is known of a symbol without its code. */
export type SymbolFacts = {
  name: string
  kind: SymbolKind
  doc: string | null
  takes: string[]
  gives: string | null
  isAsync: boolean
  bases: string[]
  isExported: boolean
  /** Names of other symbols of the file, and imported ones, that it works with. */
  uses: string[]
  /** Names of the errors it raises. */
  errors: string[]
  members: SymbolFacts[]
  lines: number
}

const identifier = /[\p{L}_$][\p{L}\p{N}_$]*/gu
const raised = /\b(?:throw\s+new|raise)\s+([A-Z][\w$]*)/g

/** The symbols of a file in its order, members inside the symbol that contains them. */
export function symbolFacts(outline: Outline, content: string): SymbolFacts[] {
  const lines = content.split('\n')
  const names = new Set(outline.symbols.filter((symbol) => symbol.parent === null).map((symbol) => symbol.name))
  for (const imported of outline.imports) for (const name of imported.names) names.add(name)
  names.delete('default')
  names.delete('*')
  const top: SymbolFacts[] = []
  const open: { symbol: OutlineSymbol; facts: SymbolFacts }[] = []
  for (const symbol of outline.symbols) {
    while (open.length > 0 && !contains(open.at(-1)?.symbol, symbol)) open.pop()
    const parent = open.at(-1)?.facts
    const body = lines.slice(symbol.startLine - 1, symbol.endLine).join('\n')
    const facts = factsOf(symbol, body, names, siblings(outline, symbol))
    if (parent) parent.members.push(facts)
    else top.push(facts)
    open.push({ symbol, facts })
  }
  return merged(top)
}

function contains(outer: OutlineSymbol | undefined, inner: OutlineSymbol): boolean {
  return !!outer && inner.parent === outer.name && outer.startLine <= inner.startLine && inner.endLine <= outer.endLine
}

function siblings(outline: Outline, symbol: OutlineSymbol): Set<string> {
  if (symbol.parent === null) return new Set()
  return new Set(outline.symbols.filter((other) => other.parent === symbol.parent).map((other) => other.name))
}

function factsOf(symbol: OutlineSymbol, body: string, names: Set<string>, members: Set<string>): SymbolFacts {
  const uses = new Set<string>()
  for (const match of body.matchAll(identifier)) {
    const name = match[0]
    if (name === symbol.name) continue
    const isMember =
      members.has(name) &&
      /(?:this|self|cls|super\(\))\.#?$/.test(body.slice(Math.max(0, match.index - 12), match.index))
    if (isMember || (names.has(name) && body[match.index - 1] !== '.')) uses.add(name)
  }
  const { name, kind, doc, isExported } = symbol
  return {
    name,
    kind,
    doc,
    isExported,
    ...(isCallable(symbol)
      ? signatureFacts(symbol.signature, name)
      : { takes: [], gives: null, isAsync: false, bases: [] }),
    uses: [...uses],
    errors: [...new Set(Array.from(body.matchAll(raised), (match) => match[1] ?? ''))],
    members: [],
    lines: symbol.endLine - symbol.startLine + 1,
  }
}

/** What a type, an interface or a plain value says in parentheses is not about itself. */
function isCallable({ kind, signature }: OutlineSymbol): boolean {
  return (
    kind === 'function' ||
    kind === 'method' ||
    kind === 'class' ||
    (kind === 'property' && /^(?:get |def |static get )/.test(signature))
  )
}

/** Overloads, accessor pairs and redeclarations are one symbol each; what is documented goes before what is not. */
function merged(symbols: SymbolFacts[]): SymbolFacts[] {
  const byName = new Map<string, SymbolFacts>()
  for (const symbol of symbols) {
    const own = { ...symbol, members: merged(symbol.members) }
    const known = byName.get(symbol.name)
    if (!known) byName.set(symbol.name, own)
    else {
      known.doc ??= own.doc
      known.takes = known.takes.length >= own.takes.length ? known.takes : own.takes
      known.gives ??= own.gives
      known.uses = [...new Set([...known.uses, ...own.uses])]
      known.errors = [...new Set([...known.errors, ...own.errors])]
      known.members = known.members.length > 0 ? known.members : own.members
    }
  }
  return [...byName.values()]
}
