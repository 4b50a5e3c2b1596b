import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createModel, modelVersion } from './embedded-model'

const encode = (text: string) => new TextEncoder().encode(text)
const source = readFileSync(new URL('./embedded-model.ts', import.meta.url))

/** Numbers without pattern: Lehmer's generator. */
function noise(length: number): Uint8Array {
  let seed = 1
  return Uint8Array.from({ length }, () => {
    seed = (seed * 48271) % 2147483647
    return seed >> 8
  })
}

function longSource(bytes: number): Uint8Array {
  const long = new Uint8Array(bytes)
  for (let start = 0; start < bytes; start += source.length) {
    long.set(source.subarray(0, Math.min(source.length, bytes - start)), start)
    long.set(noise(64), Math.min(start, bytes - 64))
  }
  return long
}

describe('probabilities of the next byte sum to one', () => {
  test.each([
    ['a model that has read nothing', ''],
    ['source code', source.toString()],
    ['the middle of a word in a long match', `${source}${source.subarray(0, 1000)}`],
    ['after much data', new TextDecoder().decode(longSource(300_000))],
    ['emoji and CJK', '漢字🙂'.repeat(50)],
  ])('%s', (_, text) => {
    const model = createModel('')
    model.read(encode(text))
    const probabilities = model.distribution()
    expect(probabilities.every((probability) => probability > 0)).toBe(true)
    expect(probabilities.reduce((sum, probability) => sum + probability)).toBeCloseTo(1, 12)
  })

  test('asking for them changes nothing, and they are what scoring uses', () => {
    const asked = createModel()
    const probability = asked.distribution()[source[0]!]!
    expect(asked.score(source.subarray(0, 1))).toBeCloseTo(-Math.log(probability), 12)
    const other = createModel()
    other.read(source.subarray(0, 1))
    expect(asked.score(source.subarray(1))).toBe(other.score(source.subarray(1)))
  })
})

test('two fresh models give the same bits for every byte', () => {
  const first = new Float32Array(source.length)
  const second = new Float32Array(source.length)
  expect(createModel().score(source, first)).toBe(createModel().score(source, second))
  expect(first).toEqual(second)
})

test('the score of a whole is the sum of the scores of its parts', () => {
  const whole = createModel()
  const parts = createModel()
  const costs = new Float32Array(source.length)
  const total = whole.score(source, costs)
  expect(parts.score(source.subarray(0, 999)) + parts.score(source.subarray(999))).toBeCloseTo(total, 6)
  expect(costs.reduce((sum, cost) => sum + cost)).toBeCloseTo(total, 0)
})

test('undo restores the state exactly, nested or not', () => {
  const model = createModel()
  const bytes = fc.uint8Array({ maxLength: 300, size: 'max' })
  const text = fc.string({ unit: 'grapheme', maxLength: 200, size: 'max' }).map(encode)
  const input = fc.oneof(
    bytes,
    text,
    fc.nat(source.length).map((start) => source.subarray(start, start + 400)),
  )
  fc.assert(
    fc.property(input, input, input, (prefix, candidate, target) => {
      model.mark()
      model.read(prefix)
      model.mark()
      const before = model.score(target)
      model.undo()
      model.mark()
      model.read(candidate)
      model.mark()
      model.read(target)
      model.undo()
      model.undo()
      model.mark()
      const after = model.score(target)
      model.undo()
      model.undo()
      expect(after).toBe(before)
    }),
    { numRuns: 200 },
  )
  expect(model.score(source)).toBe(createModel().score(source))
})

test('marks do not change a score', () => {
  const marked = createModel()
  const plain = createModel()
  marked.mark()
  marked.read(source)
  marked.mark()
  plain.read(source)
  expect(marked.score(source)).toBe(plain.score(source))
})

test('noise costs eight bits a byte: nothing is predicted that cannot be', () => {
  const bytes = noise(20_000)
  const bitsPerByte = createModel().score(bytes) / Math.LN2 / bytes.length
  expect(bitsPerByte).toBeGreaterThan(7.95)
  expect(bitsPerByte).toBeLessThan(8.5)
})

test.each([
  ['emoji', '🙂🙃 done ✅ 🚀 ship it 🙂🙃 '],
  ['CJK', '函数返回一个值，如果列表为空则抛出错误。'],
  ['bytes of a binary file', String.fromCharCode(...noise(60))],
])('%s are learned when they repeat', (_, text) => {
  const model = createModel()
  const first = model.score(encode(text))
  expect(model.score(encode(text))).toBeLessThan(first / 3)
})

test('a megabyte under marks leaves no memory behind', { timeout: 120_000 }, () => {
  const model = createModel()
  const target = longSource(1 << 20)
  const run = () => {
    model.mark()
    const nats = model.score(target)
    model.undo()
    return nats
  }
  const first = run()
  const bytes = process.memoryUsage().arrayBuffers
  expect(run()).toBe(first)
  expect(process.memoryUsage().arrayBuffers - bytes).toBeLessThan(1 << 20)
})

test('whoever changes what the model says gives it a new version', () => {
  const nats = createModel().score(encode('export function add(a: number, b: number): number {\n  return a + b\n}\n'))
  expect(`${modelVersion} ${nats.toFixed(6)}`).toBe('cm-1 122.193461')
})
