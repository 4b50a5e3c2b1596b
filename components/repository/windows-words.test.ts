import { expect, test } from 'vitest'
import { windowsWords } from './windows-words'

function windows(...tokens: number[]) {
  return { windows: tokens.map((count) => ({ name: 'a', files: 1, given: 0, tokens: count, isOver: count > 65_536 })) }
}

test('says how many windows there are, how large, and how many are single files that are larger', () => {
  expect(windowsWords(windows(9_000, 61_000))).toBe('2 windows, about 9K to 61K tokens.')
  expect(windowsWords(windows(9_000, 61_000, 90_000))).toBe(
    '3 windows, about 9K to 90K tokens; 1 is a single file with more.',
  )
  expect(windowsWords(windows(70_000, 80_000))).toContain('2 are single files with more')
})

test('what fits is one window', () => {
  expect(windowsWords(windows(9_000))).toBe('All of it fits into one window, about 9K tokens.')
})
