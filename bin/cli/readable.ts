const maxItems = 12
const maxLength = 160

/** An output for people: one line per fact, lists by their length and first entries. `--json` has everything. */
export function readable(output: Record<string, unknown>): string {
  const width = Math.max(...Object.keys(output).map((key) => key.length))
  const lines = Object.entries(output).flatMap(([key, value]) => {
    const [first = '', ...more] = linesOf(value)
    return [`${key.padEnd(width)}  ${first}`, ...more.map((line) => `${' '.repeat(width)}  ${line}`)]
  })
  return `${lines.join('\n')}\n`
}

function linesOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [oneLine(value)]
  const shown = value.slice(0, maxItems).map(oneLine)
  const rest = value.length - shown.length
  return [`${value.length}`, ...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])]
}

function oneLine(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'number') return Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(1)
  if (typeof value !== 'object') return shorten(String(value))
  const pairs = Object.entries(value).filter(([, each]) => each !== null && typeof each !== 'object')
  return shorten(pairs.map(([key, each]) => `${key} ${each}`).join(', '))
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line
}
