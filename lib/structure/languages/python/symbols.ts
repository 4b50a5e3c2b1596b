import type { Node } from 'web-tree-sitter'
import { firstParagraph, openingParagraph } from '@/lib/structure/doc-comment'
import { excerpt, storable } from '@/lib/structure/excerpt'
import type { OutlineSymbol, SymbolKind } from '@/lib/structure/outline'
import { lastLine } from './errors'

type Scope = { parent: string | null; isPublic: boolean; found: OutlineSymbol[] }

/** Statements whose blocks belong to the scope around them. */
const transparent = new Set([
  'if_statement',
  'else_clause',
  'elif_clause',
  'try_statement',
  'except_clause',
  'finally_clause',
  'with_statement',
  'block',
])

/**
 * Classes, their methods and attributes, functions, and module-level names, in source order. Public is what `__all__`
 * lists, or without one what does not begin with an underscore; `exported` is that list.
 */
export function symbolsOf(root: Node): { symbols: OutlineSymbol[]; exported: Set<string> | undefined } {
  const found: OutlineSymbol[] = []
  const exported = namesInAll(root)
  readBlock(root, { parent: null, isPublic: true, found })
  const symbols = exported ? found.map((symbol) => withAll(symbol, exported)) : found
  return { symbols: firstOfEach(symbols), exported }
}

export function moduleDoc(root: Node): string | null {
  const doc = docOf(root)
  if (doc !== null) return doc
  for (const block of openingComments(root)) {
    const paragraph = openingParagraph(block)
    if (paragraph !== null) return paragraph
  }
  return null
}

/** Runs of comment lines at the top of the file, except one that touches the code below it. */
function openingComments(root: Node): string[][] {
  const blocks: string[][] = []
  let endRow = -2
  for (const node of root.namedChildren) {
    const row = node.startPosition.row
    if (node.type !== 'comment') {
      if (row === endRow + 1 && !node.type.includes('import')) blocks.pop()
      break
    }
    if (node.text.startsWith('#!')) continue
    const line = node.text.replace(/^#+:? ?/, '')
    if (row === endRow + 1) blocks.at(-1)?.push(line)
    else blocks.push([line])
    endRow = row
  }
  return blocks
}

function readBlock(block: Node, scope: Scope): void {
  const statements = block.namedChildren
  for (const [place, statement] of statements.entries()) {
    if (statement.type === 'expression_statement') readAssignment(statement, statements[place + 1], scope)
    else if (statement.type === 'type_alias_statement') readTypeAlias(statement, scope)
    else if (statement.type === 'decorated_definition') {
      const definition = statement.childForFieldName('definition')
      if (definition) readDefinition(definition, statement, scope)
    } else if (statement.type.endsWith('_definition')) readDefinition(statement, undefined, scope)
    else if (transparent.has(statement.type)) readBlock(statement, scope)
  }
}

function readDefinition(node: Node, decorated: Node | undefined, scope: Scope): void {
  const name = node.childForFieldName('name')?.text
  const body = node.childForFieldName('body')
  if (!name || !body) return
  const kind = kindOf(node, decorated, scope)
  add(node, name, kind, excerpt(headOf(node, body)), docOf(body), scope)
  if (node.type !== 'class_definition') return
  readBlock(body, { ...scope, parent: name, isPublic: scope.isPublic && !name.startsWith('_') })
}

function kindOf(node: Node, decorated: Node | undefined, scope: Scope): SymbolKind {
  if (node.type === 'class_definition') return 'class'
  if (scope.parent === null) return 'function'
  const decorators = decorated?.namedChildren.filter((child) => child.type === 'decorator') ?? []
  const isProperty = decorators.some((child) =>
    /^@(?:[\w.]*\.)?(?:\w*property|setter|deleter|getter)\b/.test(child.text),
  )
  return isProperty ? 'property' : 'method'
}

/** The definition up to the colon before its body, without comments. */
function headOf(node: Node, body: Node): string {
  const text = node.text.slice(0, body.startIndex - node.startIndex)
  const head = text.includes('#') ? withoutComments(node, text) : text
  return head.trimEnd().replace(/:$/, '')
}

function withoutComments(node: Node, head: string): string {
  const end = node.startIndex + head.length
  let kept = head
  for (const comment of node.descendantsOfType('comment').reverse()) {
    if (comment.startIndex >= end) continue
    kept = kept.slice(0, comment.startIndex - node.startIndex) + kept.slice(comment.endIndex - node.startIndex)
  }
  return kept
}

function readAssignment(statement: Node, next: Node | undefined, scope: Scope): void {
  let node = statement.namedChild(0)
  while (node?.type === 'assignment') {
    const left = node.childForFieldName('left')
    const type = node.childForFieldName('type')?.text
    const right = node.childForFieldName('right')
    for (const target of left ? targetsOf(left) : []) {
      const name = target.text
      if (name === '__all__') continue
      const value =
        right && right.type !== 'assignment' && left === target && right.text.length <= 60 ? ` = ${right.text}` : ''
      const signature = excerpt(`${name}${type ? `: ${type}` : ''}${value.includes('\n') ? '' : value}`)
      add(statement, name, assignedKind(name, type, scope), signature, attributeDoc(next), scope)
    }
    node = right
  }
}

function assignedKind(name: string, type: string | undefined, scope: Scope): SymbolKind {
  if (scope.parent !== null) return 'property'
  return /^_*[A-Z][A-Z0-9_]*$/.test(name) || /^(?:\w+\.)?Final\b/.test(type ?? '') ? 'constant' : 'variable'
}

/** The plain names that an assignment binds; attributes and items are no names of the module. */
function targetsOf(left: Node): Node[] {
  if (left.type === 'identifier') return [left]
  if (!/^(?:pattern_list|tuple_pattern|list_pattern)$/.test(left.type)) return []
  return left.namedChildren.flatMap(targetsOf)
}

function readTypeAlias(node: Node, scope: Scope): void {
  const name = /^[\p{ID_Start}_]\p{ID_Continue}*/u.exec(node.childForFieldName('left')?.text ?? '')?.[0]
  if (name) add(node, name, 'type', excerpt(node.text), null, scope)
}

function add(node: Node, name: string, kind: SymbolKind, signature: string, doc: string | null, scope: Scope): void {
  const isDunder = /^__\w+__$/.test(name)
  scope.found.push({
    name: storable(name),
    kind,
    signature,
    doc,
    parent: scope.parent,
    startLine: node.startPosition.row + 1,
    endLine: lastLine(node),
    isExported: scope.isPublic && (!name.startsWith('_') || (isDunder && scope.parent !== null)),
  })
}

/** A string as the first statement of a module, class or function. */
function docOf(block: Node): string | null {
  const first = block.namedChildren.find((child) => child.type !== 'comment')
  const string = first?.type === 'expression_statement' ? first.namedChild(0) : undefined
  return string ? docString(string) : null
}

function docString(node: Node): string | null {
  if (node.type === 'concatenated_string') return docString(node.namedChild(0) ?? node.child(0) ?? node)
  if (node.type !== 'string' || /^[a-z]*[bf]/i.test(node.child(0)?.text ?? '')) return null
  const content = node.namedChildren.filter((child) => child.type === 'string_content')
  return firstParagraph(
    content
      .map((child) => child.text)
      .join('')
      .split('\n'),
  )
}

/** A string right below an assignment documents it, as Sphinx reads it. */
function attributeDoc(next: Node | undefined): string | null {
  const string = next?.type === 'expression_statement' ? next.namedChild(0) : undefined
  return string?.type === 'string' ? docString(string) : null
}

/** `__all__ = […]`, `+= […]`, `.extend([…])`: the names, when there is any such list. */
function namesInAll(root: Node): Set<string> | undefined {
  const names = new Set<string>()
  let isDeclared = false
  for (const statement of root.namedChildren) {
    if (statement.type !== 'expression_statement' || !/^__all__\b/.test(statement.text)) continue
    isDeclared = true
    for (const string of statement.descendantsOfType('string_content')) names.add(string.text)
  }
  return isDeclared && names.size > 0 ? names : undefined
}

function withAll(symbol: OutlineSymbol, exported: ReadonlySet<string>): OutlineSymbol {
  if (symbol.parent === null) return { ...symbol, isExported: exported.has(symbol.name) }
  return { ...symbol, isExported: exported.has(symbol.parent) && !/^_(?!_\w+__$)/.test(symbol.name) }
}

/** A name assigned again stays the symbol it first was; definitions (a setter, another branch) all count. */
function firstOfEach(symbols: readonly OutlineSymbol[]): OutlineSymbol[] {
  const seen = new Set<string>()
  return symbols.filter(({ parent, name, kind, signature }) => {
    const key = `${parent ?? ''} ${name}`
    const isDefinition = kind === 'class' || /^(?:async )?def /.test(signature)
    const isRepeated = seen.has(key) && !isDefinition
    seen.add(key)
    return !isRepeated
  })
}
