import type { Node } from 'web-tree-sitter'
import { excerpt } from '@/lib/structure/excerpt'
import type { ParseError } from '@/lib/structure/outline'

const errorLimit = 20

/** The outermost places where the grammar did not fit, in source order. */
export function errorsOf(root: Node): ParseError[] {
  const errors: ParseError[] = []
  const waiting: Node[] = root.hasError ? [root] : []
  for (let node = waiting.pop(); node && errors.length < errorLimit; node = waiting.pop()) {
    if (node.isMissing) errors.push(errorAt(node, `Missing ${node.type}`))
    else if (node.isError) errors.push(errorAt(node, `Unexpected ${excerpt(node.text).slice(0, 60).toWellFormed()}`))
    else waiting.push(...node.children.filter((child) => child.hasError || child.isMissing).reverse())
  }
  return errors
}

function errorAt(node: Node, message: string): ParseError {
  return { startLine: node.startPosition.row + 1, endLine: lastLine(node), message }
}

/** The line of the last code in a node: comments that trail its block do not count. */
export function lastLine(node: Node): number {
  const first = node.startPosition.row + 1
  if (node.endPosition.row + 1 === first) return first
  const lines = node.text.trimEnd().split('\n')
  return (
    first +
    Math.max(
      0,
      lines.findLastIndex((line) => !/^\s*(?:#|$)/.test(line)),
    )
  )
}
