const number = new Intl.NumberFormat('en-US')
const percent = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 2 })

export function formatNumber(value: number): string {
  return number.format(value)
}

/** A part of a whole; nothing of nothing is 0%. */
export function formatShare(part: number, whole: number): string {
  return percent.format(whole === 0 ? 0 : part / whole)
}

/** `1 document`, `2,000 documents`. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${number.format(count)} ${count === 1 ? noun : plural}`
}

/** `N of the M documents`, or `every document` when it is all of them. */
export function formatPart(part: number, whole: number): string {
  if (part === whole) return 'every document'
  return `${number.format(part)} of the ${formatCount(whole, 'document')}`
}

/**
 * Somebody else's words as plain text on one line of Markdown: no mark-up, no link, no end of a table's cell. CommonMark lets
 * a backslash stand before any punctuation of ASCII.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~&$]/g, '\\$&')
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/:\/\//g, '\\://')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}\\.`)
}

/** A text of several lines, as a quotation that it cannot get out of. */
export function quoteMarkdown(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => `> ${escapeMarkdown(line)}`.trimEnd())
    .join('\n')
}

/** Cells are Markdown already. */
export function renderTable(header: readonly string[], rows: readonly string[][]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Names and how often, the most frequent first. */
export function toRows(counts: ReadonlyMap<string, number>): string[][] {
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([name, count]) => [escapeMarkdown(name), number.format(count)])
}
