const longestValue = 80

/** `name: value` on one line: lists and tables of several lines shrink to their brackets. */
export function keySignature(name: string, value: string): string {
  const first = value.trim()
  if (first.length <= longestValue && !first.includes('\n')) return `${name}: ${first}`
  if (/^[[{]/.test(first)) return `${name}: ${first[0] === '[' ? '[…]' : '{…}'}`
  return first.startsWith('|') || first.startsWith('>') || /^["'`]/.test(first) ? `${name}: "…"` : `${name}: …`
}

/** A key as people say it, without its quotes. */
export function unquoted(key: string): string {
  return /^(["']).*\1$/s.test(key) ? key.slice(1, -1) : key
}

const mostKeys = 1000

/** The first thousand: files of data hold more keys than anybody reads. */
export function fewKeys<Item>(keys: readonly Item[]): Item[] {
  return keys.slice(0, mostKeys)
}
