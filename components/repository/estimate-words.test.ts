import { expect, test } from 'vitest'
import { estimateWords } from './estimate-words'

const estimate = {
  files: 40,
  isFree: false,
  calls: 46,
  inputTokens: { low: 80_000, high: 80_000 },
  outputTokens: { low: 40_123, high: 80_456 },
  microdollars: { low: 400_000, high: 700_000 },
  ms: { low: 120_000, high: 300_000 },
  dryRun: { path: 'src/queue.ts', inputTokens: 900, outputTokens: 700, latencyMs: 4_000 },
}

test('an estimate is one sentence with its ranges and what it was measured on', () => {
  expect(estimateWords(estimate)).toBe(
    'About 46 calls, 120–160K tokens, $0.40–$0.70, 2–5 min, measured on src/queue.ts.',
  )
})

test('ends that read the same are said once, and units that differ stay', () => {
  const small = { ...estimate, calls: 1, inputTokens: { low: 0, high: 0 }, outputTokens: { low: 900, high: 900 } }
  expect(estimateWords({ ...small, ms: { low: 45_000, high: 200_000 }, microdollars: { low: 0, high: 0 } })).toBe(
    'About 1 call, 900 tokens, no price given, 45 s–3 min 20 s, measured on src/queue.ts.',
  )
})

test('no more digits than an estimate has', () => {
  const large = {
    ...estimate,
    inputTokens: { low: 1_134_000, high: 1_134_000 },
    outputTokens: { low: 1_234, high: 5_678_901 },
  }
  expect(estimateWords({ ...large, ms: { low: 1, high: 999 } })).toBe(
    'About 46 calls, 1.1–6.8M tokens, $0.40–$0.70, less than a second, measured on src/queue.ts.',
  )
})
