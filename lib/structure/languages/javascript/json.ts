import type { Expression } from 'oxc-parser'
import { oxc } from './oxc'

/** Reads JSON, also with comments and trailing commas as in tsconfig.json; undefined when it is not JSON at all. */
export function readJson(text: string): unknown {
  const plain = text.replace(/^\uFEFF/, '')
  if (plain.trim() === '') return undefined
  return parsed(plain) ?? parsed(withoutExtras(plain)) ?? readObject(plain)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const comment = /"(?:[^"\\\n]|\\.)*"|\/\/.*|\/\*[\s\S]*?\*\//g
const trailingComma = /"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g

/** The text without comments and trailing commas. */
function withoutExtras(text: string): string {
  return text
    .replace(comment, (token) => (token.startsWith('"') ? token : ' '))
    .replace(trailingComma, (token) => (token === ',' ? '' : token))
}

/** Whatever else is a value of JavaScript: keys without quotes, strings in single ones. */
function readObject(text: string): unknown {
  const { program, errors } = oxc().parseSync('data.js', `(${text}\n)`, { preserveParens: false })
  const [statement] = program.body
  if (errors.length > 0 || statement?.type !== 'ExpressionStatement') return undefined
  return literalValue(statement.expression)
}

function literalValue(node: Expression): unknown {
  switch (node.type) {
    case 'Literal':
      return node.value
    case 'ArrayExpression':
      return node.elements.flatMap((element) =>
        element && element.type !== 'SpreadElement' ? [literalValue(element)] : [],
      )
    case 'ObjectExpression':
      return Object.fromEntries(
        node.properties.flatMap((property) => {
          if (property.type !== 'Property' || property.key.type !== 'Literal') return []
          return [[String(property.key.value), literalValue(property.value)]]
        }),
      )
  }
}
