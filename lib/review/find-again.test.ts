import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spanAnchor } from './anchor'
import { findAgain } from './find-again'

const place = { stepId: '01900000-0000-7000-8000-000000000001', thoughtId: null }

function anchorOf(text: string, quote: string, from = 0) {
  const start = text.indexOf(quote, from)
  return spanAnchor(place, text, start, start + quote.length)
}

test('words are found at their place in the text they were chosen in, whatever they are', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), fc.nat(), fc.nat(), (text, a, b) => {
      const [start, end] = [a % text.length, b % text.length].sort((x, y) => x - y) as [number, number]
      const anchor = spanAnchor(place, text, start, end + 1)
      expect(findAgain(text, anchor)).toEqual({ start, end: end + 1 })
    }),
  )
})

test('words that moved are found by what is around them, not by what is nearest', () => {
  const old = 'The queue sorts. The list sorts. The map sorts.'
  const anchor = anchorOf(old, 'sorts', old.indexOf('The map'))
  const now = 'A new beginning. The map sorts. The queue sorts. The list sorts.'
  expect(findAgain(now, anchor)).toEqual({ start: now.indexOf('sorts'), end: now.indexOf('sorts') + 5 })
})

test('words that are gone are not found', () => {
  expect(findAgain('Nothing of it is left.', anchorOf('The queue sorts.', 'queue'))).toBeUndefined()
})

test('words that stand in several places with nothing of their surroundings are not guessed', () => {
  const anchor = anchorOf('[x]', 'x')
  expect(findAgain('ax bx', anchor)).toBeUndefined()
  expect(findAgain('ax', anchor)).toEqual({ start: 1, end: 2 })
})
