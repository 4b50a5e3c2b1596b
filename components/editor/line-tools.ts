import type * as monaco from 'monaco-editor/editor/editor.api.js'
import { lineStarts, offsetOf } from './text-places'

/** Lines with a mark beside their numbers, 1-based and inclusive, and what it says on hover. */
export type LineMark = { start: number; end: number; tone: MarkTone; message: string }
export type MarkTone = 'error' | 'note' | 'comment' | 'label'

/** What is selected: lines from 1, inclusive, and the offsets in UTF-16 code units of the text that was given. */
export type LineSelection = { startLine: number; endLine: number; startOffset: number; endOffset: number }

// Class names that the style sheet finds here.
const markClasses: Record<MarkTone, string> = {
  error: 'border-l-3 border-reject',
  note: 'border-l-3 border-accent',
  comment: 'border-l-3 border-return',
  label: 'border-l-3 border-running',
}

/** A mark is drawn as a stripe beside the numbers and, in a long file, beside the scroll bar. */
export function toDecorations(marks: readonly LineMark[], lineCount: number): monaco.editor.IModelDeltaDecoration[] {
  return marks
    .filter(({ start }) => start <= lineCount)
    .map(({ start, end, tone, message }) => ({
      range: { startLineNumber: start, startColumn: 1, endLineNumber: Math.min(end, lineCount), endColumn: 1 },
      options: {
        isWholeLine: true,
        linesDecorationsClassName: markClasses[tone],
        hoverMessage: { value: message },
        overviewRuler: { color: { id: tone === 'error' ? 'editorError.foreground' : 'focusBorder' }, position: 4 },
      },
    }))
}

/** The selection in the text as it was given: the editor may show other ends of lines than the text has. */
export function toLineSelection(
  text: string,
  { startLineNumber, startColumn, endLineNumber, endColumn }: monaco.IRange,
): LineSelection | undefined {
  if (startLineNumber === endLineNumber && startColumn === endColumn) return undefined
  const starts = lineStarts(text)
  return {
    startLine: startLineNumber,
    // A selection up to the beginning of a line does not take the line.
    endLine: endColumn === 1 && endLineNumber > startLineNumber ? endLineNumber - 1 : endLineNumber,
    startOffset: offsetOf(starts, { line: startLineNumber, column: startColumn }),
    endOffset: offsetOf(starts, { line: endLineNumber, column: endColumn }),
  }
}

const restMs = 120

/** Tells what is selected whenever the selection rests, and that nothing is when it is given up. */
export function watchSelection(
  editor: monaco.editor.ICodeEditor,
  textOf: () => string,
  tell: (selection: LineSelection | undefined) => void,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isTold = false
  editor.onDidChangeCursorSelection(({ selection }) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const found = toLineSelection(textOf(), selection)
      if (found || isTold) tell(found)
      isTold = found !== undefined
    }, restMs)
  })
  editor.onDidDispose(() => clearTimeout(timer))
}
