import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gatherBytes, lineNats } from './token-scores'

test('names, runs of white space and single signs are tokens, at their place in the text', () => {
  const text = 'ab = c1;\n'
  const { starts } = gatherBytes(text, new Float32Array(9).fill(1))
  const ends = [...starts.slice(1), text.length]
  expect([...starts].map((start, index) => text.slice(start, ends[index]))).toEqual([
    'ab',
    ' ',
    '=',
    ' ',
    'c1',
    ';',
    '\n',
  ])
})

test('every byte counts for one token, whatever the characters, and no cost is lost', () => {
  const Text = fc.string({ unit: 'binary', maxLength: 80 })
  fc.assert(
    fc.property(Text, (raw) => {
      const text = raw.toWellFormed()
      const bytes = Buffer.byteLength(text)
      const { starts, nats } = gatherBytes(text, new Float32Array(bytes).fill(1))
      expect(nats.reduce((sum, cost) => sum + cost, 0)).toBe(bytes)
      const ends = [...starts.slice(1), text.length]
      const lengths = [...starts].map((start, index) => Buffer.byteLength(text.slice(start, ends[index])))
      expect([...nats]).toEqual(lengths)
    }),
  )
})

test('a token counts for the line that it begins in', () => {
  const text = 'a\n  b\nc'
  const { starts } = gatherBytes(text, new Float32Array(7))
  expect(lineNats(text, { starts, nats: Float32Array.from(starts, (_, index) => index + 1) })).toEqual([
    1 + 2,
    3 + 4,
    5,
  ])
})
