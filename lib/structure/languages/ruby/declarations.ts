import { excerpt, storable } from '@/lib/structure/excerpt'
import type { OutlineSymbol, SymbolKind } from '@/lib/structure/outline'
import type { Node } from '@/lib/structure/tree-sitter'

/** What a class or module has open: `isPublic` changes at a bare `private`. */
type Scope = { parent: string | null; isPublic: boolean }

type Found = { node: Node; symbol: Omit<OutlineSymbol, 'doc'> }

const accessors =
  /^(?:attr|[cm]?attr_(?:accessor|reader|writer)|[cm]attr_internal\w*|class_attribute|thread_[cm]attr_accessor)$/
/** Calls whose block holds declarations of what is around them. */
const transparent = /^(?:included|class_methods|prepended|class_eval|class_exec|module_eval|instance_eval|refine)$/
const typeMakers = /^(?:Struct|Class|Module|Data)\.(?:new|define)$/

/** What only holds declarations; also what the grammar could not place. */
const containers = [
  'if',
  'unless',
  'if_modifier',
  'unless_modifier',
  'else',
  'elsif',
  'then',
  'begin',
  'rescue',
  'body_statement',
  'block_body',
  'ERROR',
]

/** Declarations in source order, with their visibility, nothing of method bodies; and every comment among them. */
export function declarationsOf(root: Node, text: string): { found: Found[]; comments: Node[] } {
  const found: Found[] = []
  const comments: Node[] = []
  const readers: Record<string, (node: Node, scope: Scope) => void> = {
    comment: (node) => comments.push(node),
    class: readType,
    module: readType,
    singleton_class: (node, { parent }) => visitAll(node, { parent, isPublic: true }),
    method: readMethod,
    singleton_method: (node, scope) => readMethod(node, { ...scope, isPublic: true }),
    alias: (node, scope) => add(node, functionKind(scope), node.childForFieldName('name')?.text, node.text, scope),
    assignment: readConstant,
    operator_assignment: readConstant,
    identifier: readBareVisibility,
    call: readCall,
    ...Object.fromEntries(containers.map((type) => [type, visitAll])),
  }
  visitAll(root, { parent: null, isPublic: true })
  return { found, comments }

  function visitAll(node: Node, scope: Scope): void {
    for (const child of node.namedChildren) visit(child, scope)
  }

  function visit(node: Node, scope: Scope): void {
    readers[node.type]?.(node, scope)
  }

  /** A `private` that stands alone is for all that follows. */
  function readBareVisibility(node: Node, scope: Scope): void {
    if (/^(?:private|protected|public|module_function)$/.test(node.text)) scope.isPublic = !node.text.startsWith('pr')
  }

  function readType(node: Node, scope: Scope): void {
    const name = node.childForFieldName('name')
    const end = node.childForFieldName('superclass') ?? name
    if (!name || !end) return
    const kind = node.type === 'class' ? 'class' : 'namespace'
    add(node, kind, name.text, text.slice(node.startIndex, end.endIndex), { ...scope, isPublic: true })
    visitAll(node, { parent: name.text, isPublic: true })
  }

  function readMethod(node: Node, scope: Scope): void {
    const name = node.childForFieldName('name')
    const end = node.childForFieldName('parameters') ?? name
    if (name && end) add(node, functionKind(scope), name.text, text.slice(node.startIndex, end.endIndex), scope)
  }

  /** `LIMIT = 1`; `Point = Struct.new(:x)` is a class, its block the body. */
  function readConstant(node: Node, scope: Scope): void {
    const left = node.childForFieldName('left')
    const right = node.childForFieldName('right')
    if (!right || (left?.type !== 'constant' && left?.type !== 'scope_resolution')) return
    const block = right.type === 'call' ? right.childForFieldName('block') : null
    const isType = right.type === 'call' && typeMakers.test(calleeOf(right))
    const end = block?.startIndex ?? right.endIndex
    const signature = isType || end - right.startIndex <= 60 ? text.slice(node.startIndex, end) : left.text
    add(node, isType ? 'class' : 'constant', left.text, signature, { ...scope, isPublic: true })
    if (isType && block) visitBlock(block, { parent: left.text, isPublic: true })
  }

  function readCall(node: Node, scope: Scope): void {
    const method = node.childForFieldName('method')?.text ?? ''
    const listed = node.childForFieldName('arguments')?.namedChildren ?? []
    if (/^(?:private|protected|public|module_function|private_class_method|private_constant)$/.test(method)) {
      setVisibility(method, listed, scope)
      return
    }
    const block = node.childForFieldName('block')
    if (block && transparent.test(method)) visitBlock(block, scope)
    if (scope.parent === null) return
    const names = listed.flatMap((argument) => symbolName(argument) ?? [])
    if (accessors.test(method)) for (const name of names) add(node, 'property', name, `${method} :${name}`, scope)
    else if (/^(?:alias_method|define_method)$/.test(method)) {
      const end = block?.startIndex ?? node.endIndex
      add(node, 'method', names[0], text.slice(node.startIndex, end), scope)
    }
  }

  /** `private def a`, `private attr_reader :a`, `private :a, :b`. */
  function setVisibility(method: string, listed: readonly Node[], scope: Scope): void {
    const isPublic = !method.startsWith('pr')
    if (listed.length === 0) scope.isPublic = isPublic
    for (const argument of listed.flatMap((each) => (each.type === 'array' ? each.namedChildren : [each]))) {
      const name = symbolName(argument)
      if (name === undefined) visit(argument, { ...scope, isPublic })
      const declared = found.findLast(({ symbol }) => symbol.name === name && symbol.parent === scope.parent)
      if (declared) declared.symbol.isExported = isPublic
    }
  }

  function visitBlock(block: Node, scope: Scope): void {
    visitAll(block, { ...scope })
  }

  function add(node: Node, kind: SymbolKind, name: string | undefined, signature: string, scope: Scope): void {
    if (!name) return
    const startLine = node.startPosition.row + 1
    const endLine = node.endPosition.row + (node.endPosition.column > 0 ? 1 : 0)
    const symbol = {
      name: storable(name),
      kind,
      signature: excerpt(
        signature
          .replace(/#[^"'\n]*$/gm, ' ')
          .replace(/\s+/g, ' ')
          .replace(/[\s;]+$/, ''),
      ),
      parent: scope.parent === null ? null : storable(scope.parent),
      startLine,
      endLine: Math.max(startLine, endLine),
      isExported: scope.isPublic,
    }
    found.push({ node, symbol })
  }
}

function functionKind({ parent }: Scope): SymbolKind {
  return parent === null ? 'function' : 'method'
}

function calleeOf(call: Node): string {
  return `${call.childForFieldName('receiver')?.text ?? ''}.${call.childForFieldName('method')?.text ?? ''}`
}

/** `:name`, `'name'`, `"name"`. */
function symbolName(node: Node): string | undefined {
  return /^:?["']?([\w]+[?!=]?)["']?$/.exec(
    /^(?:simple_symbol|string|delimited_symbol)$/.test(node.type) ? node.text : '',
  )?.[1]
}
