/** What one clause of a `use` statement brings in: a class or namespace, a function, or a constant. */
export type Use = { kind: 'class' | 'function' | 'const'; full: string; alias: string }

/** The clauses of a `use` statement, groups unfolded, names without the leading backslash. */
export function readUse(statement: string): Use[] {
  const body = statement.replace(/\/\*[\s\S]*?\*\/|(?:\/\/|#).*/g, ' ').replace(/^\s*use\s+|[;\s]+$/gi, '')
  const group = /^([^{]*)\{([\s\S]*)\}$/.exec(body)
  const { kind, rest } = kindOf(group?.[1] ?? body)
  const clauses = (group ? (group[2] ?? '') : rest).split(',')
  return clauses.flatMap((clause) => {
    const own = kindOf(clause)
    const [name = '', alias] = own.rest.split(/\s+as\s+/i)
    if (name.trim() === '') return []
    const full = `${group ? rest : ''}${name}`.replace(/\s+/g, '').replace(/^\\/, '')
    return { kind: own.kind ?? kind ?? 'class', full, alias: alias?.trim() ?? full.slice(full.lastIndexOf('\\') + 1) }
  })
}

function kindOf(text: string): { kind: 'function' | 'const' | undefined; rest: string } {
  const found = /^\s*(function|const)\s+/i.exec(text)
  const rest = text.slice(found?.[0].length ?? 0).trim()
  return { kind: found ? (/^f/i.test(found[1] ?? '') ? 'function' : 'const') : undefined, rest }
}
