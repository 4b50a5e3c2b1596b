import type { Import, OutlineSymbol } from '@/lib/structure/outline'
import type { Finder } from './finder'
import { isType, type Place } from './jvm-index'
import { supertypesOf } from './supertypes'

/** Where the member types are declared that a file sees because its types extend others, by name. */
export type Inheritance = { of(place: Place): ReadonlyMap<string, readonly Place[]> }

type Type = { place: Place; symbol: OutlineSymbol }

/**
 * Looks as far up as the repository goes; each type is looked at once. `pathsOf` is what an import may mean, without the
 * `*` of all.
 */
export function inheritanceOf(finder: Finder, pathsOf: (place: Place, imported: Import) => string[][]): Inheritance {
  const byFile = new Map<string, ReadonlyMap<string, readonly Place[]>>()
  const bySymbol = new Map<OutlineSymbol, Map<string, readonly Place[]>>()

  return { of }

  function of(place: Place): ReadonlyMap<string, readonly Place[]> {
    const known = byFile.get(place.path)
    if (known) return known
    const found = new Map<string, readonly Place[]>()
    for (const symbol of place.outline.symbols) {
      if (isType(symbol)) for (const [name, places] of inherited({ place, symbol })) found.set(name, places)
    }
    for (const { name } of place.outline.symbols) found.delete(name)
    byFile.set(place.path, found)
    return found
  }

  /** The member types of all that a type extends; those of the nearest count, and of a trait before what stands before it. */
  function inherited({ place, symbol }: Type): Map<string, readonly Place[]> {
    const known = bySymbol.get(symbol)
    if (known) return known
    const found = new Map<string, readonly Place[]>()
    bySymbol.set(symbol, found)
    for (const name of supertypesOf(symbol).toReversed()) {
      const above = typeNamed(name, place)
      if (!above || above.symbol === symbol) continue
      for (const member of above.place.outline.symbols) {
        const isMember = member.parent === above.symbol.name && isType(member)
        if (isMember && !found.has(member.name)) found.set(member.name, [above.place])
      }
      for (const [each, places] of inherited(above)) if (!found.has(each)) found.set(each, places)
    }
    return found
  }

  /** The type that a name in a file stands for, if the repository has it. */
  function typeNamed(name: string, place: Place): Type | undefined {
    const [head = '', ...rest] = name.split('.')
    const { outline } = place
    if (outline.symbols.some((symbol) => symbol.name === head && isType(symbol)))
      return typeIn(place, rest.at(-1) ?? head)
    const imported = outline.imports.filter((each) => each.names.includes(head) && !isWildcard(each))
    const paths = [
      ...imported.flatMap((each) => pathsOf(place, each)).map((path) => [...path, ...rest]),
      [...(outline.package?.split('.') ?? []), head, ...rest],
      ...outline.imports
        .filter(isWildcard)
        .flatMap((each) => pathsOf(place, each))
        .map((path) => [...path, head, ...rest]),
    ]
    for (const path of paths) {
      const found = finder.find(path, place)
      const [above] = found?.places ?? []
      const type = found && above && typeIn(above, found.rest.at(-1) ?? found.name)
      if (type) return type
    }
    return undefined
  }
}

function isWildcard({ specifier }: { specifier: string }): boolean {
  return specifier.endsWith('.*')
}

function typeIn(place: Place, name: string): Type | undefined {
  const symbol = place.outline.symbols.find((each) => each.name === name && isType(each))
  return symbol && { place, symbol }
}
