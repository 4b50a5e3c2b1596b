import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeTokens, encodeTokens } from './encode-tokens'
import { gatherBytes } from './token-scores'

const token = fc.record({ length: fc.nat(100_000), nats: fc.float({ min: 0, max: 1000, noNaN: true }) })

test('token scores come back from bytes as they went in', () => {
  fc.assert(
    fc.property(fc.array(token), (tokens) => {
      const starts = tokens.map((_, index) => tokens.slice(1, index + 1).reduce((sum, { length }) => sum + length, 0))
      const scores = { starts: Uint32Array.from(starts), nats: Float32Array.from(tokens.map(({ nats }) => nats)) }
      expect(decodeTokens(encodeTokens(scores))).toEqual(scores)
    }),
  )
})

test('the scores of code take less than five bytes a token', () => {
  const text = 'export function area(width: number, height: number) {\n  return width * height\n}\n'.repeat(50)
  const nats = Float32Array.from({ length: text.length }, (_, index) => Math.abs(Math.sin(index)) * 3)
  const scores = gatherBytes(text, nats)
  expect(encodeTokens(scores).byteLength).toBeLessThan(5 * scores.starts.length)
})

test('bytes that were cut, or are others, are refused', () => {
  expect(() => decodeTokens(deflateRawSync(Buffer.alloc(27, 1)))).toThrow(/not whole/)
  expect(() => decodeTokens(deflateRawSync(Buffer.alloc(2)))).toThrow(/not whole/)
  const bytes = encodeTokens({ starts: Uint32Array.of(0, 3), nats: Float32Array.of(1, 2) })
  expect(() => decodeTokens(bytes.subarray(0, bytes.length - 3))).toThrow()
})
