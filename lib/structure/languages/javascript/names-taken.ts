import type { Node } from 'oxc-parser'
import type { Frame } from './walk'

/** Wrappers that hand the module on: awaits, casts, and the interop calls compilers write around `require`. */
const wrappers = new Set([
  'AwaitExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'ChainExpression',
])

/**
 * The names that the code around `require('…')` or `import('…')` takes from the module:
 * `*` when it keeps the whole, none when it uses nothing.
 */
export function namesTaken(frame: Frame): string[] {
  let { node, above } = frame
  while (above && isWrapper(above.node, node)) ({ node, above } = above)
  const user = above?.node
  switch (user?.type) {
    case 'ExpressionStatement':
      return []
    case 'VariableDeclarator':
      return user.id.type === 'ObjectPattern' ? keysOf(user.id) : ['*']
    case 'AssignmentExpression':
      return user.left.type === 'ObjectPattern' ? keysOf(user.left) : ['*']
    case 'MemberExpression':
      return user.object === node ? memberNames(user, above) : ['*']
    default:
      return ['*']
  }
}

function isWrapper(above: Node, node: Node): boolean {
  if (wrappers.has(above.type)) return true
  if (above.type !== 'CallExpression' || above.arguments[0] !== node || above.callee.type !== 'Identifier') return false
  return /^(?:__import|__toESM|_interop)/.test(above.callee.name)
}

function memberNames(member: Extract<Node, { type: 'MemberExpression' }>, above: Frame | undefined): string[] {
  if (member.computed || member.property.type !== 'Identifier') return ['*']
  if (member.property.name !== 'then') return [member.property.name]
  const call = above?.above?.node
  const callback = call?.type === 'CallExpression' ? call.arguments[0] : undefined
  if (callback?.type !== 'ArrowFunctionExpression' && callback?.type !== 'FunctionExpression') return ['*']
  const [parameter] = callback.params
  if (!parameter) return []
  if (parameter.type === 'ObjectPattern') return keysOf(parameter)
  const { body } = callback
  if (body?.type !== 'MemberExpression' || body.object.type !== 'Identifier') return ['*']
  const isOfModule = parameter.type === 'Identifier' && body.object.name === parameter.name
  return isOfModule && body.property.type === 'Identifier' && !body.computed ? [body.property.name] : ['*']
}

function keysOf(pattern: Extract<Node, { type: 'ObjectPattern' }>): string[] {
  return pattern.properties.map((property) => {
    if (property.type !== 'Property' || property.computed) return '*'
    if (property.key.type === 'Identifier') return property.key.name
    return property.key.type === 'Literal' ? String(property.key.value) : '*'
  })
}
