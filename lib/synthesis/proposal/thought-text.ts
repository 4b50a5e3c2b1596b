/** A stretch of a text, in UTF-16 code units; `end` is exclusive. */
export type Span = { start: number; end: number }

/**
 * A part of a thought that can be replaced by itself. `verbatim` is what has to stay as it is: fenced code, headings,
 * tables, quotations. The marker of an item and its line break belong to it and to nothing, in this order.
 */
export type Piece = Span & {
  kind: 'paragraph' | 'item' | 'verbatim'
  text: string
  indent: number
  isNumbered: boolean
}

const fence = /^\s*(`{3,}|~{3,})/
const item = /^(\s*)(?:[-*+•]|(\d+)[.)])\s+\S/
const fixed = /^(?:#{1,6}\s|\||>|\s{0,3}(?:[-*_]\s*){3,}$)/

/** Paragraphs, items and what stays as it is, in order: whatever is between them is white space. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let open: Piece | undefined
  let fenceMark: string | undefined
  let at = 0
  const begin = (kind: Piece['kind'], line: string, indent = 0, isNumbered = false) => {
    open = { kind, start: at, end: at + line.trimEnd().length, text: '', indent, isNumbered }
    pieces.push(open)
  }
  const extend = (line: string) => {
    if (open) open.end = at + line.trimEnd().length
  }
  for (const line of text.split('\n')) {
    const mark = fence.exec(line)?.[1]
    const found = item.exec(line)
    if (fenceMark !== undefined) {
      extend(line)
      if (mark?.startsWith(fenceMark) && line.trim() === mark) open = fenceMark = undefined
    } else if (mark) {
      begin('verbatim', line)
      fenceMark = mark
    } else if (line.trim() === '') open = undefined
    else if (fixed.test(line)) {
      begin('verbatim', line)
      open = undefined
    } else if (found) begin('item', line, found[1]?.length ?? 0, found[2] !== undefined)
    else if (open && !isPast(open, line, text)) extend(line)
    else begin('paragraph', line)
    at += line.length + 1
  }
  for (const piece of pieces) piece.text = text.slice(piece.start, piece.end)
  return pieces
}

/** "- ", "  * ", "3. ": what an item begins with. */
export function markerOf(item: string): string {
  return /^\s*(?:[-*+•]|\d+[.)])\s+/.exec(item)?.[0] ?? ''
}

/** Whether a line that begins at the margin no longer belongs to the item above it. */
function isPast({ kind, end }: Piece, line: string, text: string): boolean {
  return kind === 'item' && /^\S/.test(line) && /[.!?:]$/.test(text.slice(0, end))
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
const abbreviation = /\b(?:e\.g|i\.e|etc|vs|cf|al|resp|approx|no)\.$/i

/** The sentences of a piece. Code spans and quotations are never cut, and names with a full stop neither. */
export function sentencesOf({ start, text }: Pick<Piece, 'start' | 'text'>): (Span & { text: string })[] {
  const marker = markerOf(text).length
  const masked = text
    .slice(marker)
    .replace(/(`+)[\s\S]*?\1(?!`)|"[^"\n]*"/g, (code) => 'X'.repeat(code.length))
    .replace(/\n/g, ' ')
  const found: (Span & { text: string })[] = []
  let isOpen = false
  for (const { segment, index } of segmenter.segment(masked)) {
    const end = marker + index + segment.trimEnd().length
    const last = found.at(-1)
    if (isOpen && last) last.end = start + end
    else found.push({ start: start + marker + index, end: start + end, text: '' })
    isOpen = abbreviation.test(segment.trimEnd())
  }
  for (const sentence of found) sentence.text = text.slice(sentence.start - start, sentence.end - start)
  return found.filter((sentence) => sentence.text.trim() !== '')
}

export function replaceSpan(text: string, { start, end }: Span, by: string): string {
  return text.slice(0, start) + by + text.slice(end)
}

/** The same spans in another order, with all that is between them where it was. */
export function reordered(text: string, spans: readonly Span[], order: readonly number[]): string {
  let made = ''
  let at = 0
  spans.forEach((span, place) => {
    const { start, end } = spans[order[place] ?? place] ?? span
    made += text.slice(at, span.start) + text.slice(start, end)
    at = span.end
  })
  return made + text.slice(at)
}

/**
 * Without some spans: sentences go with the blank beside them, items and paragraphs with the lines that they stood on.
 * The spans are in order and do not overlap.
 */
export function withoutSpans(text: string, spans: readonly Span[]): string {
  let made = ''
  let at = 0
  for (const { start, end } of joined(text, spans)) {
    const before = text.slice(at, start)
    const isInLine = /\S[ \t]+$/.test(before)
    const after = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0
    const isAtEnd = end + after >= text.length || text[end + after] === '\n'
    made += isInLine || isAtEnd ? before.trimEnd() : before
    at = isInLine ? end : end + after
  }
  return made + text.slice(at)
}

/** Spans with nothing but blanks between them are one. */
function joined(text: string, spans: readonly Span[]): Span[] {
  const made: Span[] = []
  for (const { start, end } of spans) {
    const last = made.at(-1)
    if (last && /^[ \t]*$/.test(text.slice(last.end, start))) last.end = end
    else made.push({ start, end })
  }
  return made
}

const referring =
  /\b(?:it|its|they|them|their|this|that|these|those|then|also|too|instead|former|latter|same|another|others?|rest)\b/i
const going =
  /^(?:and|but|or|so|both|besides|afterwards|finally|next|however|therefore|thus|hence|such|otherwise|again|moreover|there)\b/i

/** Whether a sentence only stands after the one before it: it begins with "it", "then", "that" or the like. */
export function leansBack(sentence: string): boolean {
  const words = sentence.replace(/`[^`]*`|"[^"]*"/g, 'X').split(/\s+/)
  return going.test(sentence) || referring.test(words.slice(0, 4).join(' '))
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

/** What stands in backticks, once each. */
export function codeNames(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/`([^`\n]+)`/g), (match) => match[1] ?? ''))]
}
