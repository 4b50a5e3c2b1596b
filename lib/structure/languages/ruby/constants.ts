import { storable } from '@/lib/structure/excerpt'
import type { Node } from '@/lib/structure/tree-sitter'

/** A comment that fills its line, or a constant. */
const qualified = /^[ \t]*#.*|(?<![\w:@$])(?:::)?\p{Lu}\w*(?:::\p{Lu}\w*)*/gmu

/**
 * The constants that a text names and does not declare, as it qualifies them: `Admin::User`; sorted, no repeats. Each is
 * looked up in the tree until one place shows that it is code: a walk over the whole tree would cost several times as much.
 */
export function constantsOf(root: Node, text: string, declared: readonly { symbol: { name: string } }[]): string[] {
  const names = new Set(declared.map(({ symbol }) => symbol.name))
  const found = new Set<string>()
  for (const { 0: written, index } of text.matchAll(qualified)) {
    const name = written.replace(/^::/, '')
    if (names.has(name) || /^\s*#/.test(name)) continue
    const end = index + written.length
    if (root.descendantForIndex(end - 1, end)?.type !== 'constant') continue
    names.add(name)
    found.add(storable(name))
  }
  return [...found].sort()
}
