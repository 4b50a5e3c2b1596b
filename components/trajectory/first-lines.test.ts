import { expect, test } from 'vitest'
import { firstLines } from './first-lines'

test('a text that fits stays whole, with or without a newline at its end', () => {
  expect(firstLines('one\ntwo\n')).toEqual({ text: 'one\ntwo\n', lines: 2, of: 2 })
  expect(firstLines('one\ntwo')).toEqual({ text: 'one\ntwo', lines: 2, of: 2 })
  expect(firstLines('')).toEqual({ text: '', lines: 0, of: 0 })
})

test('a longer one is cut after a line, and says how many lines it has', () => {
  expect(firstLines('one\ntwo\nthree\n', 2)).toEqual({ text: 'one\ntwo\n', lines: 2, of: 3 })
  expect(firstLines('one\ntwo\nthree\n', 9, 6)).toEqual({ text: 'one\n', lines: 1, of: 3 })
  expect(firstLines('a line without end', 9, 6)).toEqual({ text: 'a line', lines: 0, of: 1 })
})
