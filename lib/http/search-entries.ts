type SearchParams = Record<string, string | string[] | undefined>

/** What the address of a page says, as pairs; of what it says more than once, nothing. */
export function searchEntries(params: SearchParams): [string, string][] {
  return Object.entries(params).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
}
