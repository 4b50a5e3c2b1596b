import type { Outline, OutlineSymbol } from '@/lib/structure/outline'

/** Tells a namespace from a type of its name while it is only known by name what a symbol lies in. */
export const namespaceMark = 'namespace '

/**
 * One namespace over a whole file is its package, and no symbol. In a file of several, or with something beside it, they
 * are symbols named in full, and the first is the package.
 */
export function withNamespaces(outline: Outline): Outline {
  const namespaces = outline.symbols.filter(isNamespace)
  if (namespaces.length === 0) return outline
  const isWhole = namespaces.length === 1 && outline.symbols.every((each) => each.parent !== null || isNamespace(each))
  const symbols = isWhole ? withoutNamespaces(outline.symbols) : namedInFull(outline.symbols)
  const first = namespaces[0]?.name.slice(namespaceMark.length) ?? null
  return { ...outline, symbols, package: outline.package ?? first }
}

/** The namespaces that a file declares things in, '' for the global one. */
export function namespacesOf(outline: Outline): string[] {
  const named = outline.symbols.filter(isNamespace).map(({ name }) => name)
  return named.length > 0 ? named : [outline.package ?? '']
}

function isNamespace({ kind }: OutlineSymbol): boolean {
  return kind === 'namespace'
}

function withoutNamespaces(symbols: readonly OutlineSymbol[]): OutlineSymbol[] {
  return symbols.flatMap((symbol) => {
    if (isNamespace(symbol)) return []
    return symbol.parent?.startsWith(namespaceMark) ? { ...symbol, parent: null } : symbol
  })
}

function namedInFull(symbols: readonly OutlineSymbol[]): OutlineSymbol[] {
  /** The innermost namespace of each mark so far: a namespace stands before what lies in it. */
  const full = new Map<string, string>()
  return symbols.map((symbol) => {
    const around = symbol.parent === null ? undefined : full.get(symbol.parent)
    const parent = around ?? symbol.parent
    if (!isNamespace(symbol)) return { ...symbol, parent }
    const own = symbol.name.slice(namespaceMark.length)
    const name = around === undefined ? own : `${around}.${own}`
    full.set(symbol.name, name)
    return { ...symbol, name, parent }
  })
}
