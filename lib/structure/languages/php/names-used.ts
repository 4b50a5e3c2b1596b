import { lineIndex } from '@/lib/structure/line-index'
import type { Node } from '@/lib/structure/tree-sitter'

/** A class, or a function that is called, as written and without blanks; the line, 1-based, is the first that has it. */
export type NameUsed = { name: string; isCalled: boolean; line: number }

/** Comments that begin a line, variables and members, to pass over; else a name, as the group. */
const words =
  /^[ \t]*(?:\/\*[\s\S]*?\*\/|(?:\/\/|#(?!\[)).*)|\$\w+|(?:->|::)\s*\w+|(\\?[a-zA-Z_\x80-\uffff][\w\x80-\uffff]*(?:\\[a-zA-Z_\x80-\uffff][\w\x80-\uffff]*)*)/gm

const keywords = new Set(
  `abstract and array as bool break callable case catch class const continue declare default die do echo else
  elseif empty eval exit false final finally float for foreach function global if include include_once int
  isset list match mixed null or print private protected public readonly require require_once return self
  static string switch throw true try unset var void while xor yield`.split(/\s+/),
)

/** What stands before a name of a class or behind it; only the tree tells whether it is one. */
const before = /(?:[:?|&]|#\[|\b(?:new|extends|implements|instanceof|use|const))\s*$/i
const behind = /\s*(?:::|[|(]|(?:&\s*)?(?:\.\.\.\s*)?\$|&)/y
const inList = /\s*[,{;\]()|]/y

/** The nodes in which a name is one of a class. */
const around =
  /^(?:named_type|object_creation_expression|base_clause|class_interface_clause|use_declaration|attribute)$/
const scoped = /^(?:class_constant_access|scoped_call|scoped_property_access)_expression$/

/**
 * The classes and functions that a file uses, each once. Where they may be is read from the text, and whether they are is
 * asked of the tree: to ask it for all of them takes a third of the time that parsing does.
 */
export function namesUsed(root: Node, text: string): NameUsed[] {
  const called = new Set<string>()
  const named = new Set<string>()
  const found: NameUsed[] = []
  const lineAt = lineIndex(text)
  for (const { 1: name, index } of text.matchAll(words)) {
    if (name === undefined) continue
    const end = index + name.length
    const known = text[end] === '(' ? called : named
    if (known.has(name) || keywords.has(name.toLowerCase()) || !isLikely(text, index, end)) continue
    const isCalled = isCalledAt(root, index, end)
    const used = isCalled ? called : named
    if (isCalled === undefined || used.has(name)) continue
    used.add(name)
    found.push({ name, isCalled, line: lineAt(index) })
  }
  return found
}

function isLikely(text: string, start: number, end: number): boolean {
  const above = text.slice(Math.max(0, start - 12), start)
  if (matchesAt(behind, text, end)) return !/\bfunction\s+&?$/.test(above)
  if (before.test(above)) return true
  return /[,(]\s*$/.test(above) ? matchesAt(inList, text, end) : false
}

/** Whether the name there is called, false for a class; undefined where it is neither. */
function isCalledAt(root: Node, start: number, end: number): boolean | undefined {
  const node = root.namedDescendantForIndex(start, end)
  if (node?.startIndex !== start || !/^(?:name|qualified_name|relative_name)$/.test(node.type)) return undefined
  const parent = node.parent
  if (!parent) return undefined
  if (parent.type === 'function_call_expression') return isFirst(parent, node) ? true : undefined
  if (around.test(parent.type)) return false
  if (scoped.test(parent.type)) return isFirst(parent, node) ? false : undefined
  if (parent.type !== 'binary_expression') return undefined
  return parent.childForFieldName('operator')?.type === 'instanceof' && !isFirst(parent, node) ? false : undefined
}

function isFirst(parent: Node, { startIndex }: Node): boolean {
  return parent.startIndex === startIndex
}

function matchesAt(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index
  return pattern.test(text)
}
