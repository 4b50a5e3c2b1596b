import { z } from 'zod'

/** Whole lines of one content, found by its hash. It never changes, so browsers keep it. */
export const ContentWindow = z.object({
  sha256: z.string(),
  /** Of the whole content. */
  bytes: z.int(),
  lines: z.int(),
  /** The lines that are here: 1-based, inclusive; none when `to` is below `from`. */
  from: z.int(),
  to: z.int(),
  text: z.string(),
  /** Bytes of its only line that were left out, of a line that is too long for a window. */
  cutBytes: z.int(),
})
export type ContentWindow = z.infer<typeof ContentWindow>

/** More than this does not travel at once. */
export const mostWindowBytes = 1 << 20
const newline = 10
const linesPerMark = 256

/** Where every 256th line begins, so that any line is found without reading what is before it. */
export type LineMarks = { lines: number; bytes: number; marks: readonly number[] }

/** Counts lines as editors do, in pieces in their order: a last line without an ending is one too. */
export function openLineMarks(): { push(piece: Uint8Array): void; finish(): LineMarks } {
  const marks = [0]
  let [bytes, lines, isOpen] = [0, 0, false]
  return {
    push(piece) {
      for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, at + 1)) {
        lines += 1
        if (lines % linesPerMark === 0) marks.push(bytes + at + 1)
      }
      bytes += piece.length
      if (piece.length > 0) isOpen = piece.at(-1) !== newline
    },
    finish: () => ({ lines: lines + Number(isOpen), bytes, marks }),
  }
}

/** The bytes to read for a window that begins at a line: from a mark on, and how many lines of them to leave out. */
export function rangeOf({ marks, bytes, lines }: LineMarks, from: number, count: number) {
  const first = Math.max(1, Math.min(from, lines + 1))
  const mark = Math.floor((first - 1) / linesPerMark)
  const end = Math.ceil((first - 1 + count) / linesPerMark)
  const start = marks[mark] ?? bytes
  return {
    first,
    start,
    end: Math.min(marks[end] ?? bytes, start + 2 * mostWindowBytes),
    skip: (first - 1) % linesPerMark,
  }
}

/** Cuts the lines of a window out of what `rangeOf` says to read. */
export function cutWindow(
  piece: Uint8Array,
  skip: number,
  count: number,
): { bytes: Uint8Array; lines: number; cutBytes: number } {
  let start = 0
  for (let line = 0; line < skip; line += 1) start = endOfLine(piece, start)
  let [end, lines] = [start, 0]
  while (lines < count && end < piece.length) {
    const next = endOfLine(piece, end)
    if (next - start > mostWindowBytes) break
    end = next
    lines += 1
  }
  if (lines > 0 || start >= piece.length || count === 0)
    return { bytes: piece.subarray(start, end), lines, cutBytes: 0 }
  const lineEnd = endOfLine(piece, start)
  let cut = start + mostWindowBytes
  // Not inside of a character: bytes 10xxxxxx go on with one.
  while (cut > start && ((piece[cut] ?? 0) & 0xc0) === 0x80) cut -= 1
  return { bytes: piece.subarray(start, cut), lines: 1, cutBytes: lineEnd - cut }
}

function endOfLine(piece: Uint8Array, from: number): number {
  const at = piece.indexOf(newline, from)
  return at === -1 ? piece.length : at + 1
}
