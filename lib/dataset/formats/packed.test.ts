import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packBestFit, toPackRow } from './packed'

const lengths = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 60 })

test('every token of every document is in one pack, and no pack is over its length', () => {
  fc.assert(
    fc.property(lengths, fc.integer({ min: 16, max: 120 }), (found, capacity) => {
      const { packs, tokens } = packBestFit(found, capacity, 'split')
      const seen = found.map((length) => new Uint8Array(length))
      for (const pack of packs) {
        expect(pack.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThanOrEqual(capacity)
        for (const { document, start, end } of pack)
          for (let at = start; at < end; at += 1) (seen[document] as Uint8Array)[at]! += 1
      }
      expect(seen.every((places) => places.every((count) => count === 1))).toBe(true)
      expect(tokens).toBe(found.reduce((sum, length) => sum + length, 0))
    }),
  )
})

test('it takes the fullest pack with room: at most 11/9 of the best, and one, number of packs (Johnson 1973)', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 200 }), (found) => {
      const { packs } = packBestFit(found, 100, 'split')
      const least = Math.ceil(found.reduce((sum, length) => sum + length, 0) / 100)
      const large = found.filter((length) => length > 50).length
      expect(packs.length).toBeLessThanOrEqual(
        Math.ceil((11 / 9) * Math.max(least, large)) + Math.ceil(found.length / 3) + 1,
      )
      // No two packs could be one.
      const used = packs.map((pack) => pack.reduce((sum, { start, end }) => sum + end - start, 0)).sort((a, b) => a - b)
      if (used.length > 1) expect((used[0] ?? 0) + (used[1] ?? 0)).toBeGreaterThan(100)
    }),
  )
})

test('the same lengths give the same packs, and what is too long is cut or left out as asked', () => {
  expect(packBestFit([50, 50, 30, 70], 100, 'split').packs).toEqual(packBestFit([50, 50, 30, 70], 100, 'split').packs)
  expect(packBestFit([50, 50, 30, 70], 100, 'split').packs).toHaveLength(2)
  expect(packBestFit([250], 100, 'truncate')).toMatchObject({ truncated: 1, tokens: 100 })
  expect(packBestFit([250, 10], 100, 'drop')).toMatchObject({ dropped: 1, tokens: 10 })
})

test('the loss mask lies with the labels: each place is about the token after it, and none about another piece', () => {
  const pieces = [
    { ids: Uint32Array.of(1, 2, 3, 4), trained: Uint8Array.of(0, 0, 1, 1) },
    { ids: Uint32Array.of(5), trained: Uint8Array.of(1) },
    { ids: Uint32Array.of(6, 7), trained: Uint8Array.of(1, 1) },
  ]
  expect(toPackRow(pieces)).toEqual({
    input_ids: Int32Array.of(1, 2, 3, 4, 5, 6, 7),
    seq_start_id: Int32Array.of(0, 4, 5),
    loss_mask: Uint8Array.of(0, 1, 1, 0, 0, 1, 0),
  })
})
