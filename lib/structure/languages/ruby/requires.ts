import { posix } from 'node:path'
import { storable } from '@/lib/structure/excerpt'
import type { Import } from '@/lib/structure/outline'
import type { Node } from '@/lib/structure/tree-sitter'

const word = /(?<![\w:@$])(?:require_relative|require|load|autoload)\b/g

/** The file itself, in a path that is reckoned from it; `..` leads to its folder. */
const self = './__FILE__'

/**
 * Every `require`, `require_relative`, `load` and `autoload` with a path that the text itself tells, in source order. Paths
 * reckoned from the file (`require_relative`, `__dir__`, `File.expand_path(…, __FILE__)`) begin with `./` or `../`.
 */
export function requiresOf(root: Node, text: string): Import[] {
  const found: Import[] = []
  for (const { 0: name, index } of text.matchAll(word)) {
    const node = root.descendantForIndex(index, index + name.length)
    const call = node?.type === 'identifier' && node.text === name ? node.parent : null
    if (call?.type !== 'call' || call.childForFieldName('method')?.id !== node?.id) continue
    const [first, second] = call.childForFieldName('arguments')?.namedChildren ?? []
    const path = pathOf(name === 'autoload' ? second : first)
    if (!path) continue
    const isRelative = name === 'require_relative' || path.startsWith(self)
    found.push({
      specifier: storable(isRelative ? fromFile(path) : path),
      kind: name === 'autoload' ? 'dynamic-import' : 'require',
      line: call.startPosition.row + 1,
      names: name === 'autoload' && first ? [storable(first.text.replace(/^:|["']/g, ''))] : [],
    })
  }
  return found
}

/** The path that an expression gives; in terms of `self` where it is reckoned from the file. */
function pathOf(node: Node | undefined): string | undefined {
  if (!node) return undefined
  if (node.type === 'string') return stringOf(node)
  if (node.text === '__FILE__') return self
  if (node.text === '__dir__') return `${self}/..`
  if (node.type === 'parenthesized_statements') return pathOf(node.namedChildren[0])
  if (node.type !== 'call') return undefined
  const method = node.childForFieldName('method')?.text
  const parts = (node.childForFieldName('arguments')?.namedChildren ?? []).map(pathOf)
  if (node.childForFieldName('receiver')?.text !== 'File' || parts.includes(undefined)) return undefined
  const [first = '', second] = parts
  if (method === 'dirname') return `${first}/..`
  if (method === 'join') return parts.join('/')
  if (method === 'expand_path' || method === 'realpath') return second === undefined ? first : `${second}/${first}`
  return undefined
}

function stringOf(node: Node): string | undefined {
  const parts = node.namedChildren.map((child) => {
    if (child.type === 'string_content') return child.text
    return child.type === 'interpolation' ? pathOf(child.namedChildren[0]) : undefined
  })
  return parts.includes(undefined) ? undefined : parts.join('')
}

function fromFile(path: string): string {
  const normal = posix.normalize(path)
  return normal.startsWith('.') ? normal : `./${normal}`
}
