import type { Node } from 'web-tree-sitter'
import { excerpt } from './excerpt'
import type { ParseError } from './outline'

const errorLimit = 20

/** The outermost places where the grammar did not fit, in source order. */
export function syntaxErrorsOf(root: Node): ParseError[] {
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
  const startLine = node.startPosition.row + 1
  // A node that ends at the start of a line ends with the line before it.
  const endLine = node.endPosition.row + (node.endPosition.column > 0 ? 1 : 0)
  return { startLine, endLine: Math.max(startLine, endLine), message }
}
