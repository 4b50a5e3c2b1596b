import type { Node } from '@/lib/structure/tree-sitter'

/** Where a declaration begins below its annotations, which Java, Kotlin and Scala put inside it. */
export function belowAnnotations(node: Node, text: string): Node {
  const hasAnnotations = text[node.startIndex] === '@' && !text.startsWith('@interface', node.startIndex)
  return hasAnnotations ? (firstPlain(node) ?? node) : node
}

function firstPlain(node: Node): Node | undefined {
  for (const child of node.children) {
    if (/annotation$|comment$/.test(child.type)) continue
    const plain = child.type === 'modifiers' ? firstPlain(child) : child
    if (plain) return plain
  }
  return undefined
}
