import type { JvmIndex, JvmPackage, Place } from './jvm-index'
import { nearest } from './nearest'

/** A dotted path from the root; its first `least` names are packages. */
export type Candidate = { path: string[]; least: number }

export type FinderOptions = {
  /** Whether a file sees functions and values of packages, as those of Kotlin and Scala do. */
  seesFunctions: boolean
}

/** What names stand for, as seen from a file: of several files that declare a name the nearest. */
export type Finder = {
  /**
   * The files that declare the first type or function on a dotted path, its name, and the names after it. The first
   * `least` names are packages.
   */
  find(
    path: readonly string[],
    from: Place,
    least?: number,
  ): { places: readonly Place[]; name: string; rest: string[] } | undefined
  /** What a name by itself stands for in a package. */
  visible(within: JvmPackage, name: string, from: Place): readonly Place[]
  /** What a name after a dot stands for, unless it can be a member of a type. */
  extensions(within: JvmPackage, name: string, from: Place): readonly Place[]
}

export function finderOf({ packages }: JvmIndex, { seesFunctions }: FinderOptions): Finder {
  return { find, visible, extensions }

  function find(path: readonly string[], from: Place, least = 0): ReturnType<Finder['find']> {
    for (let length = path.length - 1; length >= least; length--) {
      const within = packages.get(path.slice(0, length).join('.'))
      const name = path[length] ?? ''
      const extended = seesFunctions ? (within?.extensions.get(name) ?? []) : []
      const places = within ? nearest(joined(declared(within, name), extended), from) : []
      if (places.length > 0) return { places, name, rest: path.slice(length + 1) }
    }
    return undefined
  }

  function visible(within: JvmPackage, name: string, from: Place): readonly Place[] {
    const extended = within.members.has(name) || !seesFunctions ? [] : (within.extensions.get(name) ?? [])
    return nearest(joined(declared(within, name), extended), from)
  }

  function extensions({ members, extensions }: JvmPackage, name: string, from: Place): readonly Place[] {
    const isOwn = from.outline.symbols.some((symbol) => symbol.name === name && symbol.parent === null)
    return members.has(name) || isOwn ? [] : nearest(extensions.get(name) ?? [], from)
  }

  function declared({ types, functions }: JvmPackage, name: string): readonly Place[] {
    return seesFunctions ? joined(types.get(name) ?? [], functions.get(name) ?? []) : (types.get(name) ?? [])
  }
}

function joined(some: readonly Place[], others: readonly Place[]): readonly Place[] {
  if (some.length === 0 || others.length === 0) return some.length === 0 ? others : some
  return [...new Set([...some, ...others])]
}
