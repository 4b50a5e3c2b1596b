export const diagnosticCodes = [
  'syntax',
  'unresolved-import',
  'missing-name',
  'missing-export',
  'mismatched-signature',
  'invalid-json',
  'invalid-yaml',
  'invalid-toml',
] as const

export type DiagnosticCode = (typeof diagnosticCodes)[number]

/** One finding about a file. What only waits for another file is a warning. */
export type Diagnostic = {
  /** 1-based. */
  line: number
  severity: 'error' | 'warning'
  code: DiagnosticCode
  /** A sentence without an end. */
  message: string
}

const mostShown = 50

/** In the order of the lines; the same findings give the same order. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const keyed = new Map(diagnostics.map((found) => [`${found.line} ${found.code} ${found.message}`, found]))
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return [...keyed]
    .sort(([a, one], [b, other]) => one.line - other.line || compare(one.code, other.code) || compare(a, b))
    .map(([, found]) => found)
}

/** As a compiler prints it: one line for each of the first fifty findings, and how many there are beyond. */
export function renderDiagnostics(path: string, diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return 'No problems found.\n'
  const lines = diagnostics
    .slice(0, mostShown)
    .map(({ line, severity, code, message }) => `${path}:${line}: ${severity}: ${message} [${code}]\n`)
  const rest = diagnostics.length - mostShown
  return lines.join('') + (rest > 0 ? `and ${rest} more\n` : '')
}
