import type { OutlineSymbol } from './outline'

type Use = { from: string; names: readonly string[] }

/** A symbol that a file gives to others, and the files that name it in an import, in order. */
export type UsedSymbol = Pick<OutlineSymbol, 'name' | 'kind' | 'startLine'> & { users: string[] }

/**
 * Which exported top-level symbols of a file are used by whom, as far as imports name them. Whoever takes the whole
 * namespace (`*`) names none. `default` counts for the symbol of that name only: outlines do not say which one it is.
 */
export function symbolUse(symbols: readonly OutlineSymbol[], uses: readonly Use[]): UsedSymbol[] {
  const users = new Map<string, Set<string>>()
  for (const { from, names } of uses) {
    for (const name of names) users.set(name, (users.get(name) ?? new Set()).add(from))
  }
  const seen = new Set<string>()
  return symbols.flatMap(({ name, kind, startLine, isExported, parent }) => {
    // Overloads and merged declarations are one symbol to whoever imports it.
    if (!isExported || parent !== null || seen.has(name)) return []
    seen.add(name)
    return [{ name, kind, startLine, users: [...(users.get(name) ?? [])].sort() }]
  })
}
