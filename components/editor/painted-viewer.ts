import { bisector } from 'd3'
import type { editor } from 'monaco-editor/editor/editor.api.js'
import type { Viewer } from './monaco'
import { lineStarts, offsetOf, placeOf } from './text-places'

/** A piece of the text, in UTF-16 code units. */
export type TextSpan = { start: number; end: number }
export type PaintedSpan = TextSpan & { className: string }

export type ShownPainting = {
  path: string
  text: string
  /** The coloured pieces, in order and apart from each other. */
  spans: readonly PaintedSpan[]
  /** The piece around an offset that can be pointed at, with what it says on hover, in Markdown. */
  pieceAt: (offset: number) => (TextSpan & { message: string }) | undefined
  /** Told where the pointer or the cursor is, whenever it comes to another piece. */
  onPiece?: (offset: number) => void
}

/** Lines above and below what is seen that are painted with it. */
const marginLines = 40
/** The editor shows no more of a line. */
const maxColumns = 10_000

const byEnd = bisector<PaintedSpan, number>(({ end }) => end)
const byStart = bisector<PaintedSpan, number>(({ start }) => start)

/** Paints only the lines in view and some around them, so that a long text costs no more than a short one. */
export function createPaintedViewer(
  code: editor.ICodeEditor,
  showText: (path: string, text: string) => void,
): Viewer<ShownPainting> {
  const painted = code.createDecorationsCollection()
  const pointed = code.createDecorationsCollection()
  let shown: ShownPainting | undefined
  let starts: number[] = [0]
  let from = 0
  let to = 0
  let piece: TextSpan | undefined

  const rangeOf = ({ start, end }: TextSpan) => {
    const [first, last] = [placeOf(starts, start), placeOf(starts, end)]
    return {
      startLineNumber: first.line,
      startColumn: first.column,
      endLineNumber: last.line,
      endColumn: last.column,
    }
  }
  const paint = (isForced = false) => {
    const seen = code.getVisibleRanges()
    const top = seen[0]?.startLineNumber ?? 1
    const bottom = seen.at(-1)?.endLineNumber ?? 1
    if (!shown || (!isForced && from <= top && bottom <= to)) return
    from = Math.max(1, top - marginLines)
    to = bottom + marginLines
    const start = starts[from - 1] ?? 0
    const end = starts[to] ?? shown.text.length
    const near = shown.spans.slice(byEnd.right(shown.spans, start), byStart.left(shown.spans, end))
    const all = near.map((span) => ({ range: rangeOf(span), options: { inlineClassName: span.className } }))
    painted.set(all.filter(({ range }) => range.startColumn < maxColumns))
  }
  const point = (line: number, column: number) => {
    const offset = offsetOf(starts, { line, column })
    if (piece && piece.start <= offset && offset < piece.end) return
    const found = shown?.pieceAt(offset)
    piece = found
    const options = { className: 'outline outline-neutral-9', hoverMessage: { value: found?.message ?? '' } }
    pointed.set(found ? [{ range: rangeOf(found), options }] : [])
    if (found) shown?.onPiece?.(offset)
  }
  code.onDidScrollChange(() => paint())
  code.onDidLayoutChange(() => paint())
  code.onDidChangeCursorPosition(({ position }) => point(position.lineNumber, position.column))
  code.onMouseMove(({ target }) => {
    if (target.position && target.range) point(target.position.lineNumber, target.position.column)
  })
  return {
    show(next) {
      if (next.text !== shown?.text) starts = lineStarts(next.text)
      shown = next
      piece = undefined
      pointed.clear()
      showText(next.path, next.text)
      paint(true)
    },
    dispose() {
      const model = code.getModel()
      code.dispose()
      model?.dispose()
    },
  }
}
