import { firstParagraph, openingParagraph } from './doc-comment'

/** How a language marks comments that stand on lines of their own. */
export type DocMarks = {
  /** What begins a line of documentation, with one blank after it. */
  line: RegExp
  /** What opens a block of it, which ends with `*\/`. */
  block: RegExp
  /** Lines that may stand in between: words to tools, attributes. */
  skipped: RegExp
  /** The words of such a comment as a reader sees them; as they are without this. */
  plain?(words: string[]): string[]
}

/**
 * The first paragraph of the comment right above a line (1-based), from the text alone: asking a tree for every comment
 * takes a fifth of the time that parsing does.
 */
export function docAbove(lines: readonly string[], line: number, marks: DocMarks): string | null {
  const { words: all } = commentAbove(lines, line, marks)
  const tag = all.findIndex((each) => /^\s*@\w/.test(each))
  const words = tag === -1 ? all : all.slice(0, tag)
  return words.length === 0 ? null : firstParagraph(marks.plain?.(words) ?? words)
}

/** The same of what tells of the whole file: the nearest comment above the line, blank lines aside, that is no licence. */
export function docBefore(lines: readonly string[], line: number, marks: DocMarks): string | null {
  for (let at = line; at > 1; ) {
    const { words, start } = commentAbove(lines, at, marks)
    const paragraph = openingParagraph(words)
    if (paragraph !== null) return paragraph
    if (start === at && lines[at - 2]?.trim() !== '') return null
    at = start === at ? at - 1 : start
  }
  return null
}

function commentAbove(lines: readonly string[], line: number, marks: DocMarks): { words: string[]; start: number } {
  const words: string[][] = []
  let start = line
  for (let above = lines[start - 2]; above !== undefined; above = lines[start - 2]) {
    const height = marks.skipped.test(above) ? 1 : heightOfAttribute(lines, start - 1, marks)
    if (height > 0) {
      start -= height
      continue
    }
    const opening = above.trimEnd().endsWith('*/') ? openingOf(lines, start - 1, marks) : undefined
    if (opening === undefined && !marks.line.test(above)) break
    words.unshift(
      opening === undefined ? [above.replace(marks.line, '')] : blockWords(lines, opening, start - 1, marks),
    )
    start = opening ?? start - 1
  }
  return { words: words.flat(), start }
}

/** How many lines an attribute takes that ends on a line by itself, `)]`; 0 where none does. */
function heightOfAttribute(lines: readonly string[], last: number, marks: DocMarks): number {
  if (!/^\s*[)}]*\]\s*$/.test(lines[last - 1] ?? '')) return 0
  for (let height = 2; height < 40; height += 1) if (marks.skipped.test(lines[last - height] ?? '')) return height
  return 0
}

function openingOf(lines: readonly string[], last: number, { block }: DocMarks): number | undefined {
  for (let at = last; at > 0; at -= 1) {
    const line = lines[at - 1] ?? ''
    const isOneLine = /\/\*.*\*\//.test(line)
    if (block.test(line)) return at === last || !isOneLine ? at : undefined
    // Another comment; in the midst of a line it may lie inside this one.
    if (/^\s*\/\*/.test(line) || (at < last && !isOneLine && line.includes('*/'))) return undefined
  }
  return undefined
}

function blockWords(lines: readonly string[], first: number, last: number, { block }: DocMarks): string[] {
  const inside = lines
    .slice(first - 1, last)
    .join('\n')
    .replace(block, '')
    .replace(/\*+\/\s*$/, '')
  return inside.split('\n').map((line) => line.replace(/^\s*\*(?!\*) ?/, '').trimEnd())
}
