/** One line of a list of repositories. */
export type ListedRepository = { source: string; ref: string | undefined }

const heading = /^(?:url|repository|repo|source|address|name)$/i

/**
 * Reads a list as people keep it: an address on each line, then perhaps a branch, tag or commit, after a blank, comma,
 * semicolon or tab. Empty lines, lines that begin with #, and the heading of a table are passed over.
 */
export function parseRepositoryList(text: string): ListedRepository[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  const rows = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  return rows.map(cellsOf).flatMap(([source = '', ref], at) => {
    const isHeading = at === 0 && heading.test(source)
    return isHeading || source === '' ? [] : [{ source, ref: ref || undefined }]
  })
}

/** A path may hold blanks, an address may not. */
function cellsOf(line: string): string[] {
  const separator = /^"?\//.test(line) ? /[,;\t]/ : /\s*[,;\t]\s*|\s+/
  return line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
}
