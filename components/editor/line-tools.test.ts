import { expect, test } from 'vitest'
import { toDecorations, toLineSelection } from './line-tools'

const range = (startLineNumber: number, startColumn: number, endLineNumber: number, endColumn: number) => ({
  startLineNumber,
  startColumn,
  endLineNumber,
  endColumn,
})

test('a selection is told in the offsets of the given text, whatever the ends of its lines are', () => {
  const text = 'one\r\ntwo\nthree ☕️\nfour'
  const selection = toLineSelection(text, range(2, 1, 3, 6))
  expect(selection).toMatchObject({ startLine: 2, endLine: 3 })
  expect(text.slice(selection?.startOffset, selection?.endOffset)).toBe('two\nthree')
})

test('a line of which nothing is selected is not among the lines, and a cursor selects nothing', () => {
  expect(toLineSelection('one\ntwo\n', range(1, 1, 2, 1))).toMatchObject({ startLine: 1, endLine: 1, endOffset: 4 })
  expect(toLineSelection('one\ntwo\n', range(2, 2, 2, 2))).toBeUndefined()
})

test('marks beyond the end of a file are left out, and one that reaches beyond it ends with it', () => {
  const marks = [
    { start: 2, end: 9, tone: 'note', message: 'Here' },
    { start: 7, end: 8, tone: 'error', message: 'Nowhere' },
  ] as const
  expect(toDecorations(marks, 4).map((each) => each.range)).toEqual([range(2, 1, 4, 1)])
})
