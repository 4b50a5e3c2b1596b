import { type Expression, parseSync } from 'oxc-parser'

/** Reads JSON, also with comments and trailing commas as in tsconfig.json; undefined when it is not JSON at all. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    const { program, errors } = parseSync('data.js', `(${text.replace(/^\uFEFF/, '')}\n)`, { preserveParens: false })
    const [statement] = program.body
    if (errors.length > 0 || statement?.type !== 'ExpressionStatement') return undefined
    return literalValue(statement.expression)
  }
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
