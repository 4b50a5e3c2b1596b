import { expect, test } from 'vitest'
import { outcomeWords } from './outcome-words'

test('good ends come first, and one without words is called as it is', () => {
  expect(outcomeWords({ strange: 1, malformed: 2, ok: 1200 })).toEqual([
    ['Answered', '1,200'],
    ['Garbled', '2'],
    ['strange', '1'],
  ])
})
