import { expect, test } from 'vitest'
import { headNatsOf, objectiveOf } from './objective'

const target = 'one two\nthree four\n'
const tokens = { starts: Uint32Array.of(0, 3, 8, 13), nats: Float32Array.of(1, 9, 2, 3) }
const score = { targetNats: 15, priorNats: 20, targetBytes: 19, tokens }
const plain = { skipLines: 0, priceWeight: 0 }

test("with the paper's settings it is the cost of the target", () => {
  expect(objectiveOf(score, target, plain)).toBe(15)
})

test('a rare token costs no more than the clip', () => {
  expect(objectiveOf(score, target, { ...plain, clipNats: 2 })).toBe(1 + 2 + 2 + 2)
})

test('the first lines can be context that is not scored', () => {
  expect(objectiveOf(score, target, { ...plain, skipLines: 1 })).toBe(5)
  expect(objectiveOf(score, target, { ...plain, skipLines: 9 })).toBe(0)
})

test('a nat of the thought costs λ', () => {
  expect(objectiveOf(score, target, { ...plain, priceWeight: 0.1 })).toBeCloseTo(17)
  expect(objectiveOf({ ...score, priorNats: null }, target, plain)).toBe(15)
  expect(() => objectiveOf({ ...score, priorNats: null }, target, { ...plain, priceWeight: 0.1 })).toThrow(/price/)
})

test('head and rest are told apart by where a token begins', () => {
  expect(headNatsOf(tokens, target, 1)).toBe(10)
  expect(headNatsOf(tokens, target, 5)).toBe(15)
})
