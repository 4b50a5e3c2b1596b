import type { Export, OutlineSymbol } from './outline'

type Use = { from: string; names: readonly string[] }

/** A symbol that a file gives to others, and the files that name it in an import, in order. */
export type UsedSymbol = Pick<OutlineSymbol, 'name' | 'kind' | 'startLine'> & { users: string[] }

/**
 * Which exported top-level symbols of a file are used by whom, as far as imports name them: by their own name, or by the one
 * that an export gives them, such as `default`. Whoever takes the whole namespace (`*`) names none.
 */
export function symbolUse(
  symbols: readonly OutlineSymbol[],
  exports: readonly Export[],
  uses: readonly Use[],
): UsedSymbol[] {
  const users = new Map<string, Set<string>>()
  const locals = Map.groupBy(
    exports.filter(({ from }) => from === null),
    ({ name }) => name,
  )
  for (const { from, names } of uses) {
    for (const given of names) {
      const own = locals.get(given)?.map(({ name, local = name }) => local) ?? [given]
      for (const name of own) users.set(name, (users.get(name) ?? new Set()).add(from))
    }
  }
  const seen = new Set<string>()
  return symbols.flatMap(({ name, kind, startLine, isExported, parent }) => {
    // Overloads and merged declarations are one symbol to whoever imports it.
    if (!isExported || parent !== null || seen.has(name)) return []
    seen.add(name)
    return [{ name, kind, startLine, users: [...(users.get(name) ?? [])].sort() }]
  })
}
