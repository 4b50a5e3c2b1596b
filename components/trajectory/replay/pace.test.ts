import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StepEntry } from '@/lib/trajectory/view'
import { tokensByStep } from './pace'

test('the tokens of thoughts are their own, the rest of the document is shared out by bytes', () => {
  // Only these are read.
  const steps = [
    { bytes: 400, tokens: 70 },
    { bytes: 100, tokens: null },
    { bytes: 300, tokens: null },
  ] as StepEntry[]
  expect(tokensByStep(steps, 110)).toEqual([70, 80, 110])
})

test('tokens never fall along the steps, whatever is known of them', () => {
  const fact = fc.record({ bytes: fc.nat(1e6), tokens: fc.option(fc.nat(1e5)) })
  fc.assert(
    fc.property(fc.array(fact), fc.nat(1e7), (facts, total) => {
      const sums = tokensByStep(facts as StepEntry[], total)
      for (const [index, sum] of sums.entries()) expect(sum).toBeGreaterThanOrEqual(sums[index - 1] ?? 0)
    }),
  )
})
