import { describe, expect, test } from 'vitest'
import type { ExpectedCalls } from './expected-calls'
import { extrapolate, type Measured, type Terms } from './extrapolate'

const nothing = { low: 0, high: 0 }
const thoughts: ExpectedCalls = {
  calls: 10,
  inputTokens: 5_000,
  likeDryRun: { low: 10, high: 10 },
  known: nothing,
  again: 0.5,
  isAhead: true,
}
const plan: ExpectedCalls = {
  calls: 1,
  inputTokens: 1_000,
  likeDryRun: nothing,
  known: { low: 200, high: 600 },
  again: 2,
  isAhead: false,
}
const measured: Measured = {
  countedTokens: 500,
  inputTokens: 500,
  outputTokens: 400,
  reasoningTokens: 0,
  latencyMs: 4_000,
  isCut: false,
}
const terms: Terms = {
  inputPrice: 1,
  outputPrice: 4,
  cachedPrice: null,
  maxTokens: 4096,
  concurrency: 4,
  requestsPerMinute: null,
  tokensPerMinute: null,
}

describe('extrapolate', () => {
  test('what was measured lies within the range, and the cost goes by it', () => {
    const { calls, inputTokens, outputTokens, microdollars } = extrapolate([thoughts, plan], measured, terms)
    expect(calls).toBe(11)
    expect(inputTokens).toEqual({ low: 6_000, high: 7_500 + 3_000 })
    expect(outputTokens).toEqual({ low: 2_400 + 200, high: 10_800 + 1_800 })
    expect(microdollars).toEqual({ low: 6_000 + 4 * 2_600, high: 10_500 + 4 * 12_600 })
  })

  test('a tokenizer that counts more makes the input longer', () => {
    const { inputTokens } = extrapolate([thoughts, plan], { ...measured, inputTokens: 600 }, terms)
    expect(inputTokens.low).toBe(7_200)
  })

  test('a server that does not count is not believed', () => {
    const { inputTokens } = extrapolate([thoughts, plan], { ...measured, inputTokens: 0 }, terms)
    expect(inputTokens.low).toBe(6_000)
  })

  test('a model that reasons does so in calls of every kind', () => {
    const reasoning = { ...measured, reasoningTokens: 300 }
    const without = extrapolate([plan], measured, terms).outputTokens
    const { outputTokens } = extrapolate([plan], reasoning, terms)
    expect(outputTokens.low).toBe(without.low + 180)
    expect(outputTokens.high).toBeGreaterThan(without.high + 300)
  })

  test('an answer that was cut off may be as long as the endpoint allows', () => {
    const { outputTokens } = extrapolate([thoughts], { ...measured, isCut: true }, terms)
    expect(outputTokens.high).toBe(Math.round(10 * terms.maxTokens * 1.5))
  })

  test('calls ahead share the time, others wait for each other', () => {
    const ahead = extrapolate([thoughts], measured, terms).ms
    const after = extrapolate([{ ...thoughts, isAhead: false }], measured, terms).ms
    expect(after.low).toBe(4 * ahead.low)
    expect(after.low).toBe(24_000)
  })

  test('limits per minute make it slower', () => {
    const { ms } = extrapolate([thoughts], measured, { ...terms, requestsPerMinute: 1 })
    expect(ms.low).toBe(9 * 60_000)
  })
})
