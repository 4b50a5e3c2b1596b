/** What an SPDX expression says, from the licences up. */
type Expression = { id: string } | { operator: 'AND' | 'OR'; parts: Expression[] }

/**
 * Whether a policy of allowed ids permits an SPDX expression: of an `OR` one side, of an `AND` both. An exception after
 * `WITH` only permits more. What cannot be read is not permitted.
 */
export function isPermitted(expression: string, allowed: ReadonlySet<string>): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? []
  let at = 0
  const parsed = parseAlternatives()
  return parsed !== undefined && at === tokens.length && permits(parsed)

  function parseAlternatives(): Expression | undefined {
    return parseChain('OR', () => parseChain('AND', parseOne))
  }
  function parseChain(operator: 'AND' | 'OR', parse: () => Expression | undefined): Expression | undefined {
    const first = parse()
    if (!first) return undefined
    const parts = [first]
    while (tokens[at]?.toUpperCase() === operator) {
      at += 1
      const next = parse()
      if (!next) return undefined
      parts.push(next)
    }
    return parts.length === 1 ? first : { operator, parts }
  }
  function parseOne(): Expression | undefined {
    const token = tokens[at]
    if (token === undefined || token === ')') return undefined
    at += 1
    if (token !== '(') {
      if (tokens[at]?.toUpperCase() === 'WITH') at += 2
      return { id: token }
    }
    const inner = parseAlternatives()
    if (tokens[at] !== ')') return undefined
    at += 1
    return inner
  }
  function permits(part: Expression): boolean {
    if ('id' in part) return allowed.has(part.id.toLowerCase())
    return part.operator === 'OR' ? part.parts.some(permits) : part.parts.every(permits)
  }
}

/** Ids as they are compared: SPDX ids mean the same in capitals. */
export function toPolicy(licences: readonly string[]): ReadonlySet<string> {
  return new Set(licences.map((id) => id.toLowerCase()))
}
