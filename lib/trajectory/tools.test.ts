import { expect, test } from 'vitest'
import { countLines, observeWrite, readLines } from './tools'

test('a last line without a newline is a line, and an empty file has none', () => {
  expect(['', 'a', 'a\n', 'a\nb', '\n\n', 'a\r\nb\r\n'].map(countLines)).toEqual([0, 1, 1, 2, 2, 2])
})

test('a write says its lines and its bytes in UTF-8', () => {
  expect(observeWrite('a/b.ts', 'x\n'.repeat(1200))).toBe('Wrote a/b.ts: 1,200 lines, 2,400 bytes.\n')
  expect(observeWrite('é', '🦙')).toBe('Wrote é: 1 line, 4 bytes.\n')
})

test('lines come with their own endings, and a range past the end stops there', () => {
  const content = 'one\r\ntwo\n\nfour'
  expect(readLines(content, { start: 1, end: 2 })).toBe('one\r\ntwo\n')
  expect(readLines(content, { start: 3, end: 9 })).toBe('\nfour')
  expect(readLines(content, { start: 7, end: 9 })).toBe('')
  expect(readLines(content, { start: 1, end: 4 })).toBe(content)
})
