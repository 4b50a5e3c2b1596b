import type { Class, Expression, Function as FunctionNode, Node, Span, VariableDeclaration } from 'oxc-parser'
import type { Export, OutlineSymbol } from '@/lib/structure/outline'
import { boundNames } from './bound-names'
import { declareAssignment } from './commonjs'
import { declareClassMembers, declareEnumMembers, declareTypeMembers } from './members'
import { bodyOf, declare, type Found, type Scope } from './scope'
import type { SourceText } from './source-text'

/**
 * The declarations of a file, in source order, members after what holds them; overloads are one symbol. `assigned` are
 * the exports by assignment, of CommonJS.
 */
export function symbolsOf(
  program: { body: readonly Node[] },
  source: SourceText,
): { symbols: OutlineSymbol[]; assigned: Export[] } {
  const exportedNames = new Set<string>()
  const scope: Scope = { source, found: [], assigned: [], parent: null, isExported: false, exportedNames }
  for (const statement of program.body) declareStatement(statement, scope)
  const symbols = withoutOverloads(scope.found).map(({ isOverload: _, ...symbol }) => ({
    ...symbol,
    isExported: symbol.isExported || isExportedByName(symbol, exportedNames),
  }))
  return { symbols, assigned: scope.assigned }
}

function isExportedByName({ name, parent, signature }: OutlineSymbol, exported: ReadonlySet<string>): boolean {
  if (parent === null) return exported.has(name)
  return exported.has(parent) && !name.startsWith('#') && !/^private\b/.test(signature)
}

/** Overloads precede their implementation: one symbol, with the first signature and doc, over all the lines. */
function withoutOverloads(found: readonly Found[]): Found[] {
  const kept: Found[] = []
  for (const symbol of found) {
    const last = kept.at(-1)
    const isSame =
      last?.isOverload && last.name === symbol.name && last.parent === symbol.parent && last.kind === symbol.kind
    if (last && isSame) kept[kept.length - 1] = { ...last, endLine: symbol.endLine, isOverload: symbol.isOverload }
    else kept.push(symbol)
  }
  return kept
}

function declareStatement(node: Node, scope: Scope): void {
  switch (node.type) {
    case 'ExportNamedDeclaration':
      if (node.declaration) declareDeclaration(node.declaration, node, { ...scope, isExported: true })
      else if (!node.source)
        for (const { local } of node.specifiers) if ('name' in local) scope.exportedNames.add(local.name)
      return
    case 'ExportDefaultDeclaration':
      declareDefault(node.declaration, node, { ...scope, isExported: true })
      return
    case 'TSExportAssignment':
      declareDefault(node.expression, node, { ...scope, isExported: true })
      return
    case 'ExpressionStatement':
      declareExpression(node.expression, node, scope)
      return
    default:
      declareDeclaration(node, node, scope)
      return
  }
}

function declareDeclaration(node: Node, outer: Span, scope: Scope): void {
  const { isExported } = scope
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      declareFunction(node.id?.name ?? 'default', node, outer, scope)
      return
    case 'ClassDeclaration':
      declareClass(node.id?.name ?? 'default', node, outer, scope)
      return
    case 'VariableDeclaration':
      declareVariables(node, outer, scope)
      return
    case 'TSInterfaceDeclaration':
      declare(scope, { name: node.id.name, kind: 'interface', outer, body: node.body.start, isExported })
      declareTypeMembers(node.body.body, { ...scope, parent: node.id.name })
      return
    case 'TSTypeAliasDeclaration': {
      const members = node.typeAnnotation.type === 'TSTypeLiteral' ? node.typeAnnotation.members : []
      declare(scope, { name: node.id.name, kind: 'type', outer, isExported })
      declareTypeMembers(members, { ...scope, parent: node.id.name })
      return
    }
    case 'TSEnumDeclaration':
      declare(scope, { name: node.id.name, kind: 'enum', outer, body: node.body.start, isExported })
      declareEnumMembers(node, { ...scope, parent: node.id.name })
      return
    case 'TSModuleDeclaration': {
      const name = node.id.type === 'Literal' ? node.id.value : scope.source.slice(node.id.start, node.id.end)
      declare(scope, { name, kind: 'namespace', outer, body: node.body?.start, isExported })
      const inner = { ...scope, parent: name, isExported: node.declare && node.id.type === 'Literal' }
      for (const statement of node.body?.body ?? []) declareStatement(statement, inner)
      return
    }
  }
}

function declareFunction(name: string, node: FunctionNode, outer: Span, scope: Scope): void {
  const { isExported } = scope
  declare(scope, { name, kind: 'function', outer, body: node.body?.start, isExported, isOverload: !node.body })
}

function declareClass(name: string, node: Class, outer: Span, scope: Scope, head?: number): void {
  const { isExported } = scope
  declare(scope, { name, kind: 'class', outer, decorators: node.decorators, head, body: node.body.start, isExported })
  declareClassMembers(node, { ...scope, parent: name })
}

function declareDefault(value: Node, outer: Span, scope: Scope): void {
  if (value.type === 'Identifier') {
    scope.exportedNames.add(value.name)
    return
  }
  if (value.type.endsWith('Declaration') || value.type === 'TSDeclareFunction') {
    declareDeclaration(value, outer, scope)
    return
  }
  const isFunction = value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression'
  const body = isFunction ? value.body?.start : bodyOf(value, scope.source)
  declare(scope, { name: 'default', kind: isFunction ? 'function' : 'constant', outer, body, isExported: true })
}

function declareVariables(node: VariableDeclaration, statement: Span, scope: Scope): void {
  const { isExported, source } = scope
  const isAlone = node.declarations.length === 1
  for (const { id, init, start, end } of node.declarations) {
    const outer = isAlone ? statement : { start, end }
    const kind = node.kind === 'const' || node.kind.includes('using') ? 'constant' : 'variable'
    if (isRequired(init)) continue
    if (id.type !== 'Identifier') {
      for (const name of boundNames(id)) declare(scope, { name, kind, outer, body: init?.start, isExported })
      continue
    }
    const value = uncast(init)
    if (value?.type === 'ArrowFunctionExpression' || value?.type === 'FunctionExpression') {
      declare(scope, { name: id.name, kind: 'function', outer, body: value.body?.start, isExported })
    } else if (value?.type === 'ClassExpression') declareClass(id.name, value, outer, scope, outer.start)
    else declare(scope, { name: id.name, kind, outer, body: bodyOf(init, source), isExported })
  }
}

/** A variable that names a module, or a member of one, is an import and no symbol of this file. */
function isRequired(init: Expression | null): boolean {
  let value = init
  while (value?.type === 'MemberExpression') value = value.object
  return value?.type === 'CallExpression' && value.callee.type === 'Identifier' && value.callee.name === 'require'
}

/** The value under casts: `(…) as const`, `… satisfies T`. */
function uncast(node: Expression | null): Expression | null {
  let value = node
  while (value?.type === 'TSAsExpression' || value?.type === 'TSSatisfiesExpression') value = value.expression
  return value
}

/** Assignments that export, and the functions that wrap whole scripts: `(function () { … }())`, UMD, AMD `define`. */
function declareExpression(node: Node, outer: Span, scope: Scope): void {
  if (node.type === 'AssignmentExpression') {
    declareAssignment(node, outer, scope)
    return
  }
  if (node.type === 'SequenceExpression') {
    for (const part of node.expressions) declareExpression(part, part, scope)
    return
  }
  const call = node.type === 'UnaryExpression' ? node.argument : node
  if (call.type !== 'CallExpression') return
  const { callee } = call
  const called = callee.type === 'MemberExpression' ? callee.object : callee
  const isModule = isFunctionNode(called) || (called.type === 'Identifier' && called.name === 'define')
  if (!isModule) return
  for (const wrapper of [called, ...call.arguments]) {
    if (!isFunctionNode(wrapper) || wrapper.body?.type !== 'BlockStatement') continue
    for (const statement of wrapper.body.body) declareStatement(statement, scope)
  }
}

function isFunctionNode(node: Node): node is Extract<Node, { type: 'FunctionExpression' | 'ArrowFunctionExpression' }> {
  return node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
}
