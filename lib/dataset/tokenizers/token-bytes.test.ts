import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toTokenRow, toTokenRows } from '@/lib/dataset/formats/tokens'
import { toSample } from '@/lib/dataset/testing/sample'
import { smallTrajectory } from '@/lib/trajectory/testing/small-trajectory'
import { joinTokens, lengthOf, splitTokens, type TokenBytes, writeTokens } from './token-bytes'

const token = fc.record({ id: fc.nat(2 ** 31 - 1), isTrained: fc.boolean() })
const documents = fc.array(fc.array(token, { maxLength: 30 }), { maxLength: 12 }).map((all) =>
  all.map((tokens) => ({
    ids: Uint32Array.from(tokens, ({ id }) => id),
    trained: Uint8Array.from(tokens, ({ isTrained }) => Number(isTrained)),
  })),
)

/** Of all documents in one piece, as a thread answers: most of them begin where no number may lie. */
function bytesOf(all: readonly { ids: Uint32Array; trained: Uint8Array }[]): TokenBytes[] {
  const bytes = Buffer.alloc(lengthOf(all.reduce((sum, { ids }) => sum + ids.length, 0)))
  let at = 0
  return all.map((tokens) => {
    const start = at
    at = writeTokens(tokens, bytes, at)
    return { tokens: tokens.ids.length, bytes: bytes.subarray(start, at) }
  })
}

test('documents come out of their bytes as they went in, alone and one after the other', () => {
  fc.assert(
    fc.property(documents, (all) => {
      const bytes = bytesOf(all)
      expect(bytes.map((each) => joinTokens([each]))).toEqual(all)
      const joined = joinTokens(bytes)
      expect([...joined.ids]).toEqual(all.flatMap(({ ids }) => [...ids]))
      expect([...joined.trained]).toEqual(all.flatMap(({ trained }) => [...trained]))
      const parts = bytes.map(splitTokens)
      expect(parts.map(({ ids, trained }) => [ids.length, trained.length])).toEqual(
        all.map(({ ids }) => [4 * ids.length, ids.length]),
      )
    }),
  )
})

test('rows of documents that lie one after the other are those of each of them', () => {
  const { metadata } = toSample(smallTrajectory([{ path: 'a.ts', content: '', reads: [] }]))
  fc.assert(
    fc.property(documents, (all) => {
      const heads = all.map((_, place) => ({ id: `document ${place}`, metadata }))
      const lengths = all.map(({ ids }) => ids.length)
      expect(toTokenRows(heads, joinTokens(bytesOf(all)), lengths)).toEqual(
        all.map((tokens, place) => toTokenRow({ id: `document ${place}`, metadata }, tokens)),
      )
    }),
  )
})
