import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addMinima,
  bandKeys,
  estimateJaccard,
  fileBanding,
  minimaOf,
  noMinima,
  type Signature,
  signatureBytes,
  signatureFrom,
  signatureOf,
} from './minhash'

const wordsOf = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}${at}`)
const textOf = (words: string[]) => Buffer.from(words.join(' '))
const sign = (words: string[]): Signature => signatureOf(minimaOf(textOf(words))!)

function shinglesOf(words: string[]): Set<string> {
  return new Set(words.slice(4).map((_, at) => words.slice(at, at + 5).join(' ')))
}

function jaccard(a: string[], b: string[]): number {
  const [left, right] = [shinglesOf(a), shinglesOf(b)]
  const shared = [...left].filter((shingle) => right.has(shingle)).length
  return shared / (left.size + right.size - shared)
}

describe('the estimate', () => {
  const sizes = fc.record({
    seed: fc.nat(1e6),
    own: fc.integer({ min: 0, max: 600 }),
    shared: fc.integer({ min: 60, max: 600 }),
  })

  test('is within five standard errors of the Jaccard index of the shingles', () => {
    const property = fc.property(sizes, ({ seed, own, shared }) => {
      const common = wordsOf(`s${seed}_`, shared)
      const [a, b] = [
        [...common, ...wordsOf(`a${seed}_`, own)],
        [...common, ...wordsOf(`b${seed}_`, own)],
      ]
      const truth = jaccard(a, b)
      const error = Math.max(Math.sqrt((truth * (1 - truth)) / 128), 1 / 128)
      expect(Math.abs(estimateJaccard(sign(a), sign(b)) - truth)).toBeLessThan(5 * error)
    })
    fc.assert(property, { numRuns: 300, seed: 1 })
  })

  test.each([60, 200, 2000])('has no bias, at %i words of which a half are shared', (count) => {
    const errors = Array.from({ length: 400 }, (_, round) => {
      const common = wordsOf(`s${round}_`, count / 2)
      const [a, b] = [
        [...common, ...wordsOf(`a${round}_`, count / 2)],
        [...common, ...wordsOf(`b${round}_`, count / 2)],
      ]
      return estimateJaccard(sign(a), sign(b)) - jaccard(a, b)
    })
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
    expect(Math.abs(mean)).toBeLessThan(0.01)
  })
})

test('layout does not count, and texts with too little to tell have no minima', () => {
  const words = wordsOf('w', 80)
  expect(minimaOf(Buffer.from(words.join('\r\n\t')))).toEqual(minimaOf(textOf(words)))
  expect(minimaOf(textOf(wordsOf('w', 49)))).toBeUndefined()
  expect(minimaOf(Buffer.alloc(0))).toBeUndefined()
})

test('the minima of a union are those of its texts together', () => {
  const [a, b] = [wordsOf('a', 300), wordsOf('b', 300)]
  const sum = noMinima()
  addMinima(sum, minimaOf(textOf(a))!)
  addMinima(sum, minimaOf(textOf(b))!)
  expect(estimateJaccard(signatureOf(sum), sign(a))).toBeCloseTo(0.5, 0)
  expect(() => signatureOf(noMinima())).toThrow('nothing to sign')
})

test('nearly all pairs with an index of 0.85 share a band, and hardly any with 0.2', () => {
  const shareOf = (own: number) => {
    const rounds = Array.from({ length: 300 }, (_, round) => {
      const common = wordsOf(`s${round}_`, 400)
      const keys = ['a', 'b'].map((name) =>
        bandKeys(sign([...common, ...wordsOf(`${name}${round}_`, own)]), fileBanding),
      )
      return keys[0]!.some((key, band) => key === keys[1]![band])
    })
    return rounds.filter(Boolean).length / rounds.length
  }
  expect(shareOf(35)).toBeGreaterThan(0.94)
  expect(shareOf(800)).toBeLessThan(0.04)
})

test('a signature comes back from its bytes', () => {
  const signature = sign(wordsOf('w', 100))
  expect(signatureFrom(signatureBytes(signature))).toEqual(signature)
  expect(signatureBytes(signature)).toHaveLength(256)
})
