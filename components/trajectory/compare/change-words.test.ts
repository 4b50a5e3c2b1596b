import { expect, test } from 'vitest'
import { changeWords } from './change-words'

test('a change is counted in the lines that come and that go', () => {
  expect(changeWords('a\nb\nc\nd\n', 'a\nx\ny\nc\nd\ne\n')).toBe('3 lines added, 1 removed')
  expect(changeWords('a\n', 'a\n')).toBe('none')
})
