import { costOf, noUsage, type Prices } from '@/lib/llm/price'
import type { Estimate, Range } from './estimate'
import type { ExpectedCalls } from './expected-calls'

/** What one real call took, and how long we had thought its prompt to be. */
export type Measured = {
  countedTokens: number
  inputTokens: number
  outputTokens: number
  /** Part of the output. */
  reasoningTokens: number
  latencyMs: number
  /** The answer was cut off: whole, it is longer by an unknown length. */
  isCut: boolean
}

/** What an endpoint costs and how fast it takes calls. */
export type Terms = Prices & {
  maxTokens: number
  concurrency: number
  requestsPerMinute: number | null
  tokensPerMinute: number | null
}

/** How far the answer about one file may be from the average of the others. */
const spread: Range = { low: 0.6, high: 1.8 }
/** Tokenizers differ from our count, but not by more than this; what servers leave out is not believed. */
const calibration: Range = { low: 0.4, high: 2.5 }

/**
 * What expected calls come to, from one that was made. The prompts are known but for the tokenizer, which the call
 * calibrates. Answers differ in length, and some are asked for again: so all is a range, from the least when nothing is
 * asked again to the most when much is.
 */
export function extrapolate(
  expected: readonly ExpectedCalls[],
  measured: Measured,
  terms: Terms,
): Pick<Estimate, 'calls' | 'inputTokens' | 'outputTokens' | 'microdollars' | 'ms'> {
  const perCount = within(calibration, measured.inputTokens / Math.max(1, measured.countedTokens))
  const end = (side: keyof Range) => {
    const all = (amountOf: (kind: ExpectedCalls) => number) =>
      total(expected, (kind) => amountOf(kind) * (side === 'high' ? 1 + kind.again : 1))
    const outputOf = (kind: ExpectedCalls) => outputTokensOf(kind, measured, terms, side)
    const inputTokens = Math.round(all((kind) => kind.inputTokens) * perCount)
    const outputTokens = Math.round(all(outputOf))
    const workMs = all((kind) => msOf(kind, outputOf(kind), measured, terms))
    const limitMs = leastMs({ calls: all((kind) => kind.calls), tokens: inputTokens + outputTokens }, terms)
    const microdollars = costOf({ ...noUsage, inputTokens, outputTokens }, terms)
    return { inputTokens, outputTokens, microdollars, ms: Math.round(Math.max(workMs, limitMs)) }
  }
  const low = end('low')
  const high = end('high')
  const range = (unit: keyof typeof low): Range => ({ low: low[unit], high: high[unit] })
  return {
    calls: total(expected, (kind) => kind.calls),
    inputTokens: range('inputTokens'),
    outputTokens: range('outputTokens'),
    microdollars: range('microdollars'),
    ms: range('ms'),
  }
}

/** No answer is longer than the endpoint allows; a model that reasons does so in every call. */
function outputTokensOf(
  { calls, likeDryRun, known }: ExpectedCalls,
  { outputTokens, reasoningTokens, isCut }: Measured,
  { maxTokens }: Terms,
  side: keyof Range,
): number {
  const one = isCut && side === 'high' ? maxTokens : outputTokens * spread[side]
  const reasoned = Math.max(0, calls - likeDryRun[side]) * reasoningTokens * spread[side]
  return Math.min(calls * maxTokens, likeDryRun[side] * one + known[side] + reasoned)
}

/** An answer takes as long as it has tokens. */
function msOf({ isAhead, calls }: ExpectedCalls, outputTokens: number, measured: Measured, terms: Terms): number {
  const msPerToken = measured.latencyMs / Math.max(1, measured.outputTokens)
  const atOnce = isAhead ? Math.max(1, Math.min(terms.concurrency, calls)) : 1
  return (outputTokens * msPerToken) / atOnce
}

/** What the limits per minute make it take. */
function leastMs(amounts: { calls: number; tokens: number }, { requestsPerMinute, tokensPerMinute }: Terms): number {
  const minutes = Math.max(
    0,
    requestsPerMinute === null ? 0 : amounts.calls / requestsPerMinute - 1,
    tokensPerMinute === null ? 0 : amounts.tokens / tokensPerMinute - 1,
  )
  return minutes * 60_000
}

function within({ low, high }: Range, value: number): number {
  return value === 0 ? 1 : Math.min(high, Math.max(low, value))
}

function total<Item>(items: readonly Item[], amountOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + amountOf(item), 0)
}
