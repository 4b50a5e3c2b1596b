import { z } from 'zod'

/** One line of a list of repositories; `problem` says in a sentence why it names none. */
export type ListedRepository = { source: string; ref: string | undefined; problem?: string }

const heading = /^(?:url|repository|repo|source|address|name)$/i

/**
 * Reads a list as people keep it: an address on each line, then perhaps a branch, tag or commit, after a blank, comma,
 * semicolon or tab; or a JSON object with `repo` and perhaps `ref`. Empty lines, lines that begin with #, and the
 * heading of a table are passed over.
 */
export function parseRepositoryList(text: string): ListedRepository[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  const rows = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  return rows.flatMap((line, at) => {
    if (line.startsWith('{')) return [parseRecord(line)]
    const [source = '', ref] = cellsOf(line)
    const isHeading = at === 0 && heading.test(source)
    return isHeading || source === '' ? [] : [{ source, ref: ref || undefined }]
  })
}

const Listed = z.object({ repo: z.string(), ref: z.string().nullish() })

function parseRecord(line: string): ListedRepository {
  const { success, data } = Listed.safeParse(parseJson(line))
  if (success) return { source: data.repo.trim(), ref: data.ref?.trim() || undefined }
  return {
    source: line,
    ref: undefined,
    problem: 'The line is no JSON object with a “repo”, and perhaps a “ref”, in quotes.',
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A path may hold blanks, an address may not. */
function cellsOf(line: string): string[] {
  const separator = /^"?\//.test(line) ? /[,;\t]/ : /\s*[,;\t]\s*|\s+/
  return line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
}
