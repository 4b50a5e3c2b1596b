import type { Candidate } from '@/lib/structure/languages/jvm/finder'
import type { JvmIndex, Place } from '@/lib/structure/languages/jvm/jvm-index'
import type { Import } from '@/lib/structure/outline'

/**
 * The paths that an import may mean, best first: what begins it may be a name that another import gives, something in
 * the packages around, or a package at the root.
 */
export function candidatesFor({ packages, prefixes }: JvmIndex, place: Place, imported: Import): Candidate[] {
  const path = imported.specifier.replace(/\.\*$/, '').split('.')
  const [head = ''] = path
  const own = place.outline.package?.split('.') ?? []
  const bases = own.length > 0 ? [own] : []
  const given: string[][] = []
  for (const other of place.outline.imports) {
    const [name] = other.names
    const base = other.specifier.split('.').slice(0, -1)
    if (other === imported || base.length === 0) continue
    if (name === '*') bases.push(base)
    else if (name === head) given.push(base)
  }
  if (inScala.has(head)) given.push(['scala'])
  const held = bases.filter((base) => holds(base))
  return [...[...given, ...held].map((base) => ({ path: [...base, ...path], least: base.length })), { path, least: 0 }]

  function holds(base: readonly string[]): boolean {
    const within = packages.get(base.join('.'))
    if (within?.types.has(head) || within?.functions.has(head)) return true
    return prefixes.has([...base, head].join('.'))
  }
}

/** Packages that every file sees, being members of `scala`. */
const inScala = new Set(
  'annotation collection compiletime concurrent io language math quoted reflect runtime sys util Ordering Predef'.split(
    ' ',
  ),
)
