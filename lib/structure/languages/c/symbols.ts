import { excerpt, storable } from '@/lib/structure/excerpt'
import type { OutlineSymbol, SymbolKind } from '@/lib/structure/outline'
import type { Node } from '@/lib/structure/tree-sitter'
import { readDeclarator } from './declarator'

/** How a file gives what it declares: a header all of it, a source file what has external linkage. */
export type Unit = { isHeader: boolean; isCpp: boolean }

/** Where a declaration stands: whether others see what is around it; `isOpen` changes in a class at `private:`. */
type Scope = { parent: string | null; isClass: boolean; isSeen: boolean; isOpen: boolean }

type Found = { node: Node; symbol: Omit<OutlineSymbol, 'doc'> }
type Head = { node: Node; kind: SymbolKind; name: string; signature: string; scope: Scope; parent?: string | null }

const types = ['class_specifier', 'struct_specifier', 'union_specifier', 'enum_specifier']
/** What only holds declarations; also what the grammar could not place. */
const containers = [
  'preproc_if',
  'preproc_ifdef',
  'preproc_else',
  'preproc_elif',
  'preproc_elifdef',
  'linkage_specification',
  'declaration_list',
  'friend_declaration',
  'ERROR',
]

/** Declarations in source order, members of classes too, nothing of function bodies; and every comment among them. */
export function declarationsOf(root: Node, text: string, unit: Unit): { found: Found[]; comments: Node[] } {
  const found: Found[] = []
  const comments: Node[] = []
  /** `outer` is the whole of a declaration: with its `template <…>`. */
  const readers: Record<string, (node: Node, scope: Scope, outer: Node) => void> = {
    comment: (node) => comments.push(node),
    function_definition: readFunction,
    declaration: readDeclaration,
    field_declaration: readDeclaration,
    type_definition: readTypedef,
    namespace_definition: readNamespace,
    alias_declaration: readNamed,
    concept_definition: readNamed,
    preproc_def: readMacro,
    preproc_function_def: readMacro,
    access_specifier: readAccess,
    template_declaration: readTemplate,
    ...Object.fromEntries(types.map((type) => [type, (node, scope, outer) => readType(node, outer, scope)])),
    ...Object.fromEntries(containers.map((type) => [type, visitAll])),
  }
  visitAll(root, { parent: null, isClass: false, isSeen: true, isOpen: true })
  return { found, comments }

  function visitAll(node: Node, scope: Scope): void {
    for (const child of node.namedChildren) readers[child.type]?.(child, scope, child)
  }

  function readTemplate(node: Node, scope: Scope, outer: Node): void {
    const inner = node.namedChildren.findLast((child) => child.type !== 'comment')
    if (inner) readers[inner.type]?.(inner, scope, outer)
  }

  function readAccess(node: Node, scope: Scope): void {
    scope.isOpen = node.text.startsWith('public')
  }

  function readFunction(node: Node, scope: Scope, outer: Node): void {
    const declarator = node.childForFieldName('declarator')
    const declared = declarator && readDeclarator(declarator)
    const body =
      node.childForFieldName('body') ?? node.namedChildren.find((child) => child.type === 'field_initializer_list')
    if (!declared || !declarator) return
    const end = node.namedChildren.find((child) => child.type === 'field_initializer_list') ?? body
    const signature = text.slice(outer.startIndex, end?.startIndex ?? outer.endIndex)
    // Without a type and outside a class it is a macro that opens a body: `TEST(Queue, Pops) {`.
    const isMacro = /^[A-Z][A-Z0-9_]+$/.test(declared.name) && !scope.isClass && !node.childForFieldName('type')
    const name = isMacro ? excerpt(declarator.text) : declared.name
    add({ node: outer, kind: functionKind(declared.scope, scope), name, signature, scope, parent: declared.scope })
  }

  function readDeclaration(node: Node, scope: Scope, outer: Node): void {
    const type = node.childForFieldName('type')
    const declarators = node.childrenForFieldName('declarator')
    if (type && types.includes(type.type)) {
      const first = declarators[0] && readDeclarator(declarators[0])
      readType(type, declarators.length > 0 ? type : outer, scope, { parent: first?.name })
    }
    const [start] = declarators
    if (!start) return
    const head = headOf(outer, type, start)
    for (const declarator of declarators) {
      const declared = readDeclarator(declarator)
      if (!declared) continue
      const value = declarator.childForFieldName('value')
      const own = text
        .slice(declarator.startIndex, value ? value.startIndex : declarator.endIndex)
        .replace(/\s*=\s*$/, '')
      const kind = declared.isFunction ? functionKind(declared.scope, scope) : variableKind(head, own, scope)
      const signature = declarators.length > 1 || value ? head + own : text.slice(outer.startIndex, outer.endIndex)
      add({ node: outer, kind, name: declared.name, signature, scope, parent: declared.scope })
    }
  }

  function readTypedef(node: Node, scope: Scope): void {
    const type = node.childForFieldName('type')
    const declarators = node.childrenForFieldName('declarator')
    const names = declarators.flatMap((declarator) => readDeclarator(declarator)?.name ?? [])
    const isType = type !== null && types.includes(type.type)
    const tag =
      isType && type.childForFieldName('body') ? (type.childForFieldName('name')?.text ?? names[0]) : undefined
    if (isType) readType(type, node, scope, { name: names[0] })
    const [start] = declarators
    if (!start) return
    for (const [index, declarator] of declarators.entries()) {
      const name = names[index]
      if (!name || name === tag) continue
      const signature = headOf(node, type, start) + text.slice(declarator.startIndex, declarator.endIndex)
      add({ node, kind: 'type', name, signature, scope })
    }
  }

  /** Only one with a body declares anything. Without a name it goes by the first of a typedef, or is but part of a variable. */
  function readType(node: Node, outer: Node, scope: Scope, typed: { name?: string; parent?: string } = {}): void {
    const body = node.childForFieldName('body')
    if (!body) return
    const tag = node.childForFieldName('name')?.text
    const name = withoutBlanks(tag ?? typed.name ?? '')
    const kind = node.type === 'class_specifier' ? 'class' : node.type === 'enum_specifier' ? 'enum' : 'struct'
    if (name !== '') {
      const head = text.slice(outer.startIndex, body.startIndex).trim()
      add({ node: outer, kind, name, signature: tag ? head : `${head} ${name}`, scope })
    }
    if (kind === 'enum') return
    const parent = name || typed.parent || scope.parent
    const isSeen = scope.isSeen && scope.isOpen && unit.isHeader
    visitAll(body, { parent, isClass: true, isSeen, isOpen: kind !== 'class' })
  }

  function readNamespace(node: Node, scope: Scope): void {
    const name = node.childForFieldName('name')
    const body = node.childForFieldName('body')
    if (!body) return
    if (name)
      add({
        node,
        kind: 'namespace',
        name: withoutBlanks(name.text),
        signature: text.slice(node.startIndex, body.startIndex),
        scope,
      })
    // What stands in a namespace without a name is for this file alone.
    visitAll(body, {
      parent: name ? withoutBlanks(name.text) : scope.parent,
      isClass: false,
      isSeen: scope.isSeen && name !== null,
      isOpen: true,
    })
  }

  function readNamed(node: Node, scope: Scope, outer: Node): void {
    const name = node.childForFieldName('name')
    const kind = node.type === 'concept_definition' ? 'trait' : 'type'
    if (name)
      add({ node: outer, kind, name: name.text, signature: text.slice(outer.startIndex, outer.endIndex), scope })
  }

  function readMacro(node: Node, scope: Scope): void {
    const name = node.childForFieldName('name')
    const value = node.childForFieldName('value')
    if (!name || isGuard(node, name.text, value)) return
    const isShort = value && node.type === 'preproc_def' && value.endIndex - value.startIndex <= 60
    const end = isShort || !value ? node.endIndex : value.startIndex
    const signature = text.slice(node.startIndex, end).replace(/^#\s+/, '#')
    add({ node, kind: 'macro', name: name.text, signature, scope: { ...scope, parent: null } })
  }

  function add({ node, kind, name, signature, scope, parent }: Head): void {
    const startLine = node.startPosition.row + 1
    const endLine = node.endPosition.row + (node.endPosition.column > 0 ? 1 : 0)
    const symbol = {
      name: storable(name),
      kind,
      signature: excerpt(signatureText(signature)),
      parent: parent ?? scope.parent,
      startLine,
      endLine: Math.max(startLine, endLine),
      isExported: scope.isSeen && scope.isOpen && (unit.isHeader || isLinked(kind, signature, unit)),
    }
    found.push({ node, symbol: { ...symbol, parent: symbol.parent === null ? null : storable(symbol.parent) } })
  }

  /** A declaration up to its first declarator, without the body of its type. */
  function headOf(outer: Node, type: Node | null, first: Node): string {
    const body = type?.childForFieldName('body')
    if (!body) return text.slice(outer.startIndex, first.startIndex)
    return `${text.slice(outer.startIndex, body.startIndex).trimEnd()} `
  }
}

function functionKind(qualifier: string | null, scope: Scope): SymbolKind {
  return scope.isClass || qualifier !== null ? 'method' : 'function'
}

function variableKind(head: string, declarator: string, scope: Scope): SymbolKind {
  if (scope.isClass) return 'property'
  return /\bconstexpr\b/.test(head) || (/\bconst\b/.test(head) && !declarator.startsWith('*')) ? 'constant' : 'variable'
}

/** What of a source file others can link to; types and macros are for those who include it. */
function isLinked(kind: SymbolKind, signature: string, { isCpp }: Unit): boolean {
  if (!['function', 'method', 'variable', 'constant', 'namespace'].includes(kind)) return false
  if (kind === 'constant' && isCpp) return /\bextern\b/.test(signature)
  return !/^[^({=]*\bstatic\b/.test(signature)
}

/** The `#define` of `#ifndef NAME_H … #endif` around a header says nothing. */
function isGuard(node: Node, name: string, value: Node | null): boolean {
  return value === null && node.parent?.type === 'preproc_ifdef' && node.parent.childForFieldName('name')?.text === name
}

/** One clean line: no comments, nothing of what follows the declaration. */
function signatureText(signature: string): string {
  const bare = signature.includes('/') ? signature.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ') : signature
  return bare
    .replace(/\\\r?\n/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s;{]+$/, '')
}

function withoutBlanks(name: string): string {
  return name.replace(/\s+/g, '')
}
