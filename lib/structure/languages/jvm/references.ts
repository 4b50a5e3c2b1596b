import type { Outline } from '@/lib/structure/outline'
import { supertypesOf } from './supertypes'
import { typeParametersOf } from './type-parameters'

/**
 * The names of a file that a neighbour in its package may declare: of those it uses, the ones that neither its own
 * declarations nor its imports give. `bound` are further names of its own.
 */
export function referencesOf({ symbols, imports }: Outline, used: Iterable<string>, bound: Iterable<string>): string[] {
  const top = symbols.filter(({ parent }) => parent === null)
  const outer = new Set<string>(bound)
  for (const { names } of imports) for (const name of names) outer.add(name)
  for (const { name } of top) outer.add(name)
  const own = new Set(outer)
  for (const { name, signature } of symbols) {
    own.add(name)
    for (const parameter of typeParametersOf(signature)) own.add(parameter)
  }
  const references = new Set<string>()
  for (const name of used) if (!own.has(name)) references.add(name)
  // The header of a class does not see its members.
  for (const symbol of top) {
    const parameters = typeParametersOf(symbol.signature)
    for (const name of supertypesOf(symbol)) if (!outer.has(name) && !parameters.includes(name)) references.add(name)
  }
  return [...references].sort()
}
