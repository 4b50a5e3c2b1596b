import type { Node } from 'oxc-parser'
import { oxc } from './oxc'

/** A node and the way up from it. */
export type Frame = { node: Node; above: Frame | undefined }

/** Visits every node below `root` in source order, without recursion: trees can be deeper than the stack. */
export function walk(root: Node, visit: (frame: Frame) => void): void {
  const { visitorKeys } = oxc()
  const stack: Frame[] = [{ node: root, above: undefined }]
  for (let frame = stack.pop(); frame; frame = stack.pop()) {
    visit(frame)
    const keys = visitorKeys[frame.node.type] ?? []
    // The keys name exactly the properties that hold nodes; the declared union cannot be indexed by them.
    const node = frame.node as unknown as Record<string, Node | (Node | null)[] | null | undefined>
    for (let i = keys.length - 1; i >= 0; i--) {
      const value = node[keys[i] ?? ''] ?? []
      const children = Array.isArray(value) ? value : [value]
      for (const child of children.toReversed()) if (child) stack.push({ node: child, above: frame })
    }
  }
}
