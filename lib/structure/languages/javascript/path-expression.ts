import { posix } from 'node:path'
import type { Expression, Node, Program } from 'oxc-parser'

type Call = Extract<Node, { type: 'NewExpression' | 'CallExpression' }>

/** What a path may be built from within a function: its arguments. */
type Given = Readonly<Record<string, string>>

const stepLimit = 200

/**
 * Evaluates expressions that name a path, as an absolute path whose `/` is the repository: literals, templates, sums,
 * `resolve` and `join`, `__dirname` and what modules write for it, constants and one-line functions of the same file.
 */
export function pathReader(program: Program, folder: string): (node: Node) => string | undefined {
  const here = `/${folder}`
  const declared = new Map<string, Expression>()
  for (const statement of program.body) {
    if (statement.type !== 'VariableDeclaration') continue
    for (const { id, init } of statement.declarations) if (id.type === 'Identifier' && init) declared.set(id.name, init)
  }
  let steps = 0
  return (node) => {
    steps = 0
    return read(node, {})
  }

  function read(node: Node, given: Given): string | undefined {
    if (++steps > stepLimit) return undefined
    const next = (inner: Node) => read(inner, given)
    switch (node.type) {
      case 'Literal':
        return typeof node.value === 'string' ? fromHere(node.value) : undefined
      case 'Identifier': {
        if (node.name === '__dirname') return here
        const value = declared.get(node.name)
        return given[node.name] ?? (value && next(value))
      }
      case 'TemplateLiteral': {
        const parts = node.quasis.flatMap(({ value }, i) => {
          const expression = node.expressions[i]
          return [value.cooked ?? '', expression ? next(expression) : '']
        })
        if (parts.includes(undefined)) return undefined
        return node.expressions.length > 0 ? parts.join('') : fromHere(parts.join(''))
      }
      case 'BinaryExpression': {
        const [left, right] = [next(node.left), literal(node.right)]
        return left === undefined || right === undefined ? undefined : left + right
      }
      case 'MemberExpression':
        if (node.property.type !== 'Identifier') return undefined
        if (node.object.type === 'MetaProperty') return { dirname: here, url: `${here}/_` }[node.property.name]
        return ['pathname', 'href'].includes(node.property.name) ? next(node.object) : undefined
      case 'NewExpression':
      case 'CallExpression':
        return called(node, given)
    }
  }

  function called(node: Call, given: Given): string | undefined {
    const { callee } = node
    const name =
      callee.type === 'MemberExpression' && callee.property.type === 'Identifier'
        ? callee.property.name
        : callee.type === 'Identifier'
          ? callee.name
          : ''
    const parts = node.arguments.map((each, i) => (i === 0 ? undefined : literal(each)) ?? read(each, given))
    const [first] = parts
    if (name === 'cwd') return here
    if (name === 'dirname') return first === undefined ? undefined : posix.dirname(first)
    if (name === 'fileURLToPath') return first
    if (name === 'URL') return literal(node.arguments[0]) === undefined ? undefined : first
    const value = callee.type === 'Identifier' ? declared.get(callee.name) : undefined
    if (value?.type === 'ArrowFunctionExpression' && value.expression && value.body) {
      const parameters = value.params.flatMap((each, i) => {
        const argument = literal(node.arguments[i])
        return each.type === 'Identifier' && argument !== undefined ? [[each.name, argument] as const] : []
      })
      return read(value.body, Object.fromEntries(parameters))
    }
    if (name !== 'resolve' && name !== 'join') return undefined
    const known = parts.filter((part) => part !== undefined)
    return known.length < parts.length || parts.length === 0 ? undefined : posix.join(...known)
  }

  /** The folder of the configuration is where relative paths begin, and for bundlers the root too. */
  function fromHere(value: string): string {
    return posix.join(here, value)
  }
}

function literal(node: Node | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}
