import { asRecord } from './json'

/**
 * What a reader takes of a value: all of it; the words of content, as `textOf` reads them; values that only say what is
 * the rule, so that any other one is left; or fields, of an object or of each one in a list. Ids and links whose work is
 * done by the order of the steps are taken too.
 */
export type Taken = 'all' | 'words' | ReadonlySet<unknown> | Fields
export type Fields = { readonly [name: string]: Taken }

export function all(...names: string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, 'all']))
}

/** How a provider is to cache a part says nothing of the work. */
const part = all('type', 'text', 'cache_prompt', 'cache_control')

/** The paths of what has a value and is not taken, each as often as it occurs. */
export function unreadIn(value: unknown, taken: Taken, at = ''): string[] {
  const each: unknown[] = Array.isArray(value) ? value : [value]
  return taken === 'all' ? [] : each.filter((one) => saysSomething(one)).flatMap((one) => leftOf(one, taken, at))
}

function leftOf(value: unknown, taken: Exclude<Taken, 'all'>, at: string): string[] {
  if (taken instanceof Set) return taken.has(value) ? [] : [at]
  const record = asRecord(value)
  // All but the text of a part is kept as it is, or counted among the pictures.
  if (taken === 'words') return typeof record?.text === 'string' ? unreadIn(record, part, at) : []
  if (!record) return [at]
  const fields = new Map(Object.entries(taken))
  return Object.entries(record).flatMap(([name, field]) => {
    const path = at === '' ? name : `${at}.${name}`
    const known = fields.get(name)
    if (known) return unreadIn(field, known, path)
    return saysSomething(field) ? [path] : []
  })
}

/** The name of a whole, when there is more in it than what is taken: for settings, whose fields nobody wants to read. */
export function unreadPart(value: unknown, taken: Fields, name: string): string[] {
  return unreadIn(value, taken).length > 0 ? [name] : []
}

const nothing = new Set<unknown>([undefined, null, '', '{}', '[]'])
const deepest = 20

/** Tables fill in nulls, and lists and objects of them, where a row has nothing. */
function saysSomething(value: unknown, depth = 0): boolean {
  if (nothing.has(value)) return false
  if (typeof value !== 'object' || value === null || depth === deepest) return true
  return Object.values(value).some((field) => saysSomething(field, depth + 1))
}
