import { expect, test } from 'vitest'
import { linkToLines, readLineRange } from './use-file-choice'

test('a link to lines names step, file and lines, keeps the rest of the address, and is read back', () => {
  const link = new URL(
    linkToLines('https://example.org/trajectories/1?revision=2&step=3', {
      step: 8,
      path: 'a b/c&d.ts',
      start: 4,
      end: 9,
    }),
  )
  expect(Object.fromEntries(link.searchParams)).toEqual({ revision: '2', step: '8', file: 'a b/c&d.ts', lines: '4-9' })
  expect(readLineRange(link.searchParams.get('lines') ?? '')).toEqual({ start: 4, end: 9 })
})

test('what is no range of lines points nothing out', () => {
  expect(readLineRange('7')).toEqual({ start: 7, end: 7 })
  expect(readLineRange('9-4')).toEqual({ start: 4, end: 9 })
  for (const text of [undefined, '', '0', '1-0', 'x', '1-2-3']) expect(readLineRange(text)).toBeUndefined()
})
