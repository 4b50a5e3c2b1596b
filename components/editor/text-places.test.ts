import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineStarts, offsetOf, placeOf } from './text-places'

test('lines end as the editor ends them', () => {
  expect(lineStarts('a\nb\r\nc\rd')).toEqual([0, 2, 5, 7])
  expect(placeOf(lineStarts('a\r\nbc'), 4)).toEqual({ line: 2, column: 2 })
})

test('a place is where its offset is', () => {
  const texts = fc.array(fc.constantFrom('a', '\n', '\r\n', 'é', '😀')).map((parts) => parts.join(''))
  fc.assert(
    fc.property(texts, (text) => {
      const starts = lineStarts(text)
      for (let offset = 0; offset <= text.length; offset += 1)
        expect(offsetOf(starts, placeOf(starts, offset))).toBe(offset)
    }),
  )
})
