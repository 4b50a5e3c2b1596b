import { expect, test } from 'vitest'
import { bitsWords, headWords, tokenMessage, tokenName, tokenRows, totalWords } from './heat-words'

const sums = (before: number, after: number) => ({ baseline: 0, before, after })

test('totals are told in nats and in bits for each byte', () => {
  const heat = { bytes: 100, total: sums(100 * Math.LN2, 50 * Math.LN2), head: sums(0, 0) }
  expect(totalWords(heat)).toBe('69.3 to 34.7 nats (gain +34.7)')
  expect(bitsWords(heat)).toBe('1.000 to 0.500 bits/byte')
})

test('the first lines have a share of the gain only when the rest gained too', () => {
  expect(headWords({ bytes: 1, total: sums(100, 60), head: sums(20, 10) })).toBe(
    'first 10 lines +10.0 (25%) · the rest +30.0',
  )
  expect(headWords({ bytes: 1, total: sums(100, 95), head: sums(20, 10) })).toBe('first 10 lines +10.0 · the rest −5.0')
  expect(headWords({ bytes: 1, total: sums(100, 100), head: sums(20, 20) })).toBe('first 10 lines 0.0 · the rest 0.0')
})

const token = { start: 0, end: 4, text: 'name', baseline: 3, before: 2, after: 1 }

test('a token is told without a thought, before, after and by its gain', () => {
  expect(tokenRows(token)).toEqual([
    ['Without a thought', '3.00', '4.33'],
    ['Before', '2.00', '2.89'],
    ['After', '1.00', '1.44'],
    ['Gain', '+1.00', '+1.44'],
  ])
  expect(tokenMessage(token)).toContain('| Gain |')
})

test('white space is named by what can be seen, and a long token is cut', () => {
  expect(tokenName({ ...token, text: '\n\t ' })).toBe('↵⇥␣')
  expect(tokenName({ ...token, text: 'x'.repeat(100) })).toHaveLength(33)
})
