import type { Outline } from '@/lib/structure/outline'
import { countBytes } from '@/lib/trajectory/tools'

/** More would keep too many versions of one file. */
export const mostParts = 8
/** How far above a declaration its comments and annotations may begin. */
const mostLinesAbove = 40

/** A piece of a file, and the names that are declared in it. */
export type Part = { text: string; names: string[] }

/**
 * Cuts a file that is too long to be written at once: each part holds about `partBytes` and ends where a declaration of
 * the outermost level begins, its comment included, or at an empty line where nothing is declared. Joined, the parts are
 * the file, byte for byte; one that fits is one part.
 */
export function cutParts(content: string, outline: Outline | null, partBytes: number): Part[] {
  const bytes = countBytes(content)
  const size = Math.max(partBytes, Math.ceil(bytes / mostParts))
  const lines = content.split(/(?<=\n)/)
  const top = outline?.symbols.filter(({ parent }) => parent === null) ?? []
  const borders = bytes <= size ? [] : bordersOf(lines, top)
  const cuts = [0]
  let held = 0
  let since = 0
  for (const [line, text] of lines.entries()) {
    if (held >= size * 0.9 && line > since && borders.includes(line)) {
      cuts.push(line)
      since = line
      held = 0
    }
    held += countBytes(text)
  }
  return cuts.map((from, place) => {
    const to = cuts[place + 1] ?? lines.length
    const names = top.filter(({ startLine }) => startLine > from && startLine <= to).map(({ name }) => name)
    return { text: lines.slice(from, to).join(''), names: [...new Set(names)] }
  })
}

/** Lines, from 0, at which a part may begin. */
function bordersOf(lines: readonly string[], top: readonly { startLine: number; endLine: number }[]): number[] {
  const isEmpty = (line: number) => (lines[line] ?? '').trim() === ''
  if (top.length === 0) return [...lines.keys()].filter((line) => line > 0 && isEmpty(line - 1) && !isEmpty(line))
  return top.map(({ startLine }) => {
    let line = startLine - 1
    while (line > 0 && startLine - 1 - line < mostLinesAbove && !isEmpty(line - 1)) line -= 1
    const isWithin = top.some((other) => other.startLine - 1 < line && line < other.endLine)
    return isWithin ? startLine - 1 : line
  })
}
