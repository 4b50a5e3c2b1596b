import { expect, test } from 'vitest'
import { costOf, estimateTokens, noUsage } from './price'

const prices = { inputPrice: 2, outputPrice: 8, cachedPrice: 0.5 }

test('a call costs its input, its cached input and its output, in millionths of a dollar', () => {
  const usage = { inputTokens: 1_000, cachedTokens: 400, outputTokens: 50, reasoningTokens: 30 }
  expect(costOf(usage, prices)).toBe(600 * 2 + 400 * 0.5 + 50 * 8)
  expect(costOf(usage, { ...prices, cachedPrice: null })).toBe(1_000 * 2 + 50 * 8)
})

test('fractions of a millionth are rounded up, but not those of binary numbers', () => {
  expect(costOf({ ...noUsage, inputTokens: 1 }, { ...prices, inputPrice: 0.1 })).toBe(1)
  expect(costOf({ ...noUsage, inputTokens: 30 }, { ...prices, inputPrice: 0.1 })).toBe(3)
  expect(costOf(noUsage, prices)).toBe(0)
})

test('more text is never fewer tokens, in any script', () => {
  expect(estimateTokens('')).toBe(0)
  expect(estimateTokens('const answer = 42')).toBe(5)
  expect(estimateTokens('漢字')).toBe(2)
})
