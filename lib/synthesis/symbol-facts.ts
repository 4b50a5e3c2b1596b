import type { Outline, OutlineSymbol, SymbolKind } from '@/lib/structure/outline'
import { symbolDoc } from './doc-worth'
import { type SignatureStyle, signatureFacts, styleOf } from './signature'

/** What is known of a symbol without its code. */
export type SymbolFacts = {
  name: string
  kind: SymbolKind
  /** What its language calls it, where that is no kind: a protocol, a component. */
  word?: string
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
  /** The type that a function declared beside it belongs to. */
  receiver: string | null
  members: SymbolFacts[]
  lines: number
}

const identifier = /[\p{L}_$][\p{L}\p{N}_$]*/gu
const raised = /\b(?:throw\s+(?:new\s+)?|raise\s+)(?:\w+(?:::|\.|\\))*([A-Z][\w$]*)/g

type Source = { path: string; content: string; outline: Outline }

/**
 * The symbols of a file in its order, members inside the symbol that contains them. Namespaces are opened: what is
 * inside stands for them. `taken` are names from other files that no import of the outline names.
 */
export function symbolFacts({ path, content, outline }: Source, taken: readonly string[] = []): SymbolFacts[] {
  const lines = content.split('\n')
  const style = styleOf(path)
  const opened = namespacesOf(outline)
  const isTop = ({ parent }: OutlineSymbol) => parent === null || opened.has(parent)
  const names = new Set([...outline.symbols.filter(isTop).map((symbol) => symbol.name), ...taken])
  for (const imported of outline.imports) for (const name of imported.names) names.add(name)
  for (const name of names) if (isBadName(name)) names.delete(name)
  names.delete('default')
  names.delete('*')
  const top: SymbolFacts[] = []
  const open: { symbol: OutlineSymbol; facts: SymbolFacts }[] = []
  for (const symbol of outline.symbols) {
    while (open.length > 0 && !contains(open.at(-1)?.symbol, symbol)) open.pop()
    const parent =
      open.at(-1)?.facts ?? top.findLast((type) => type.name === symbol.parent && type.kind !== 'namespace')
    const body = lines.slice(symbol.startLine - 1, symbol.endLine).join('\n')
    const facts = factsOf(symbol, body, names, siblings(outline, symbol), style)
    if (parent) parent.members.push(facts)
    else top.push(facts)
    open.push({ symbol, facts })
  }
  return withReceivers(merged(openNamespaces(top, opened)).filter((symbol) => !isNoise(symbol)))
}

/** Names of what only groups other symbols; tests inside a file stay a thing of their own. */
export function namespacesOf(outline: Outline): Set<string> {
  const names = outline.symbols.filter(({ kind }) => kind === 'namespace').map(({ name }) => name)
  return new Set(names.filter((name) => !/^tests?$/i.test(name)))
}

function openNamespaces(symbols: SymbolFacts[], namespaces: ReadonlySet<string>): SymbolFacts[] {
  return symbols.flatMap((symbol) =>
    symbol.kind === 'namespace' && namespaces.has(symbol.name) && symbol.members.length > 0
      ? openNamespaces(symbol.members, namespaces)
      : [symbol],
  )
}

/** Guards of headers, operators, and declarations that no parser could name. */
function isNoise({ kind, name }: SymbolFacts): boolean {
  return (kind === 'macro' && /_H_*$|_H(?:PP|H|XX)?_*$/i.test(name)) || /^operator\W/.test(name) || isBadName(name)
}

/** What a parser takes for a name where it cannot see through macros and types. */
export function isBadName(name: string): boolean {
  return /^(?:int|void|char|bool|double|float|long|short|unsigned|struct|const|static)$/.test(name)
}

/** Functions that belong to a type of the file, as Go writes them, become its members. */
function withReceivers(symbols: SymbolFacts[]): SymbolFacts[] {
  const types = new Map(symbols.map((symbol) => [symbol.name, symbol]))
  const own = symbols.filter((symbol) => {
    const type = symbol.receiver ? types.get(symbol.receiver) : undefined
    if (!type || type === symbol) return true
    type.members.push({ ...symbol, kind: 'method', uses: symbol.uses.filter((name) => name !== type.name) })
    return false
  })
  return own
}

function contains(outer: OutlineSymbol | undefined, inner: OutlineSymbol): boolean {
  return !!outer && inner.parent === outer.name && outer.startLine <= inner.startLine && inner.endLine <= outer.endLine
}

function siblings(outline: Outline, symbol: OutlineSymbol): Set<string> {
  if (symbol.parent === null) return new Set()
  return new Set(outline.symbols.filter((other) => other.parent === symbol.parent).map((other) => other.name))
}

function factsOf(
  symbol: OutlineSymbol,
  body: string,
  names: Set<string>,
  members: Set<string>,
  style: SignatureStyle,
): SymbolFacts {
  const uses = new Set<string>()
  for (const match of body.matchAll(identifier)) {
    const name = match[0]
    if (name === symbol.name) continue
    const isMember =
      members.has(name) &&
      /(?:this|self|cls|super\(\))\.#?$/.test(body.slice(Math.max(0, match.index - 12), match.index))
    if (isMember || (names.has(name) && body[match.index - 1] !== '.')) uses.add(name)
  }
  const { name, kind, isExported } = symbol
  return {
    name,
    kind,
    doc: symbolDoc(symbol.doc, name),
    isExported,
    ...(isCallable(symbol)
      ? signatureFacts(symbol.signature, name, style)
      : { takes: [], gives: null, isAsync: false, bases: [] }),
    uses: [...uses],
    errors: [...new Set(Array.from(body.matchAll(raised), (match) => match[1] ?? ''))],
    word: /^(?:[\w@()]+\s+)*?(protocol|component|object|record|actor|annotation|extension)\s/.exec(
      symbol.signature,
    )?.[1],
    receiver: /^func\s*\(\s*(?:\w+\s+)?\*?(\w+)/.exec(symbol.signature)?.[1] ?? null,
    members: [],
    lines: symbol.endLine - symbol.startLine + 1,
  }
}

/** What a type or a plain value says in parentheses is not about itself. */
function isCallable({ kind, signature }: OutlineSymbol): boolean {
  return (
    kind === 'function' ||
    kind === 'method' ||
    kind === 'class' ||
    kind === 'struct' ||
    kind === 'enum' ||
    kind === 'trait' ||
    kind === 'interface' ||
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
      const isCalled = known.kind === 'function' || known.kind === 'method'
      if (isCalled && own.takes.length > known.takes.length) known.takes = own.takes
      if (isCalled) known.gives ??= own.gives
      known.uses = [...new Set([...known.uses, ...own.uses])]
      known.errors = [...new Set([...known.errors, ...own.errors])]
      known.members = merged([...known.members, ...own.members])
    }
  }
  return [...byName.values()]
}
