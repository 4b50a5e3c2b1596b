import type { AssignmentExpression, Expression, Node, ObjectExpression, Span } from 'oxc-parser'
import { nameOf } from './exports'
import { bodyOf, declare, keyName, type Scope } from './scope'

/**
 * Symbols that scripts declare by assignment: `exports.a = …`, `module.exports = …`, `A.prototype.b = function…`,
 * and, within them, the members of an exported object literal.
 */
export function declareAssignment(node: AssignmentExpression, outer: Span, scope: Scope): void {
  const path = memberPath(node.left)
  if (!path) return
  const value = node.right.type === 'AssignmentExpression' ? lastValue(node.right) : node.right
  if (node.right.type === 'AssignmentExpression') declareAssignment(node.right, outer, { ...scope, found: [] })
  const exported = path.replace(/^(?:module\.)?exports(?=\.|$)/, '')
  if (exported === '') {
    declareExports(value, outer, scope)
    return
  }
  if (exported !== path) {
    const name = exported.slice(1)
    assign(scope, name, node.left, value)
    if (value.type === 'Identifier') scope.exportedNames.add(value.name)
    if (!name.includes('.') && !(value.type === 'Identifier' && value.name === name)) {
      declareValue(name, value, outer, { ...scope, isExported: true })
    }
    return
  }
  const method = /^([\w$]+)\.prototype\.([\w$]+)$/.exec(path)
  if (!method?.[1] || !method[2]) return
  const isExported = !method[2].startsWith('_')
  const kind = isFunction(value) ? 'method' : 'property'
  declare({ ...scope, parent: method[1] }, { name: method[2], kind, outer, body: valueBody(value, scope), isExported })
}

function declareExports(value: Expression, outer: Span, scope: Scope): void {
  if (value.type !== 'ObjectExpression') assign(scope, requiredBy(value) === null ? 'default' : '*', outer, value)
  if (value.type === 'Identifier') scope.exportedNames.add(value.name)
  else if (value.type === 'ObjectExpression') declareLiteral(value, scope)
  else if (isFunction(value) || value.type === 'ClassExpression') {
    declareValue(value.id?.name ?? 'module.exports', value, outer, { ...scope, isExported: true })
  }
}

function declareLiteral(literal: ObjectExpression, scope: Scope): void {
  for (const property of literal.properties) {
    if (property.type === 'SpreadElement' && requiredBy(property.argument) !== null)
      assign(scope, '*', property, property.argument)
    if (property.type !== 'Property' || property.computed) continue
    const name = keyName(property.key, false, scope.source)
    if (name === undefined) continue
    assign(scope, name, property, property.value)
    if (property.value.type === 'Identifier') scope.exportedNames.add(property.value.name)
    else declareValue(name, property.value, property, { ...scope, isExported: true })
  }
}

/** Records an export; members of exports and what already is there say nothing new. */
function assign(scope: Scope, name: string, at: Span, value: Node): void {
  if (name.includes('.') || name === '__esModule') return
  const from = requiredBy(value)
  const local = name === 'default' ? (nameOf(value) ?? 'module.exports') : nameOf(value)
  scope.assigned.push({ name, line: scope.source.lineAt(at.start), from, local: from === null ? local : undefined })
}

/** The module that `require('…')` names, or a member of it is taken from. */
function requiredBy(value: Node): string | null {
  const call = value.type === 'MemberExpression' ? value.object : value
  if (call.type !== 'CallExpression' || call.callee.type !== 'Identifier' || call.callee.name !== 'require') return null
  const [argument] = call.arguments
  return argument?.type === 'Literal' && typeof argument.value === 'string' ? argument.value : null
}

function declareValue(name: string, value: Expression, outer: Span, scope: Scope): void {
  const kind = isFunction(value) ? 'function' : value.type === 'ClassExpression' ? 'class' : 'constant'
  declare(scope, { name, kind, outer, body: valueBody(value, scope), isExported: scope.isExported })
}

function valueBody(value: Expression, scope: Scope): number | undefined {
  if (isFunction(value)) return value.body?.start
  return value.type === 'ClassExpression' ? value.body.start : bodyOf(value, scope.source)
}

function isFunction(
  node: Node,
): node is Extract<Expression, { type: 'ArrowFunctionExpression' | 'FunctionExpression' }> {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression'
}

function lastValue(node: AssignmentExpression): Expression {
  let value: Expression = node
  while (value.type === 'AssignmentExpression') value = value.right
  return value
}

/** `a.b.c` as written, for plain member accesses only. */
function memberPath(node: Node): string | undefined {
  const names: string[] = []
  let at: Node = node
  while (at.type === 'MemberExpression' && !at.computed && at.property.type === 'Identifier') {
    names.push(at.property.name)
    at = at.object
  }
  return at.type === 'Identifier' ? [at.name, ...names.reverse()].join('.') : undefined
}
