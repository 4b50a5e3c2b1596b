import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildContext, type ContextParts } from './context'

const parts: ContextParts = {
  taskLine: 'Write src/queue.ts.',
  planEntry: '2. `src/queue.ts`: keeps jobs in order.',
  path: 'src/queue.ts',
  reads: [
    { path: 'src/job.ts', text: 'export type Job = { id: string }\n' },
    { path: 'src/far.ts', text: 'export const far = 1\n'.repeat(100) },
  ],
  earlierThoughts: ['First I read what a job is.', 'Then what is far.'],
  budgetBytes: 10_000,
}

test('what fits is there in full, in the syntax of the training document', () => {
  const { prefix, suffix, truncatedBytes } = buildContext({ ...parts, reads: parts.reads.slice(0, 1) })
  expect(truncatedBytes).toBe(0)
  expect(suffix).toBe('<act tool="write" path="src/queue.ts">\n')
  expect(prefix).toBe(`Write src/queue.ts.
2. \`src/queue.ts\`: keeps jobs in order.
<think>
First I read what a job is.
</think no-newline>
<think>
Then what is far.
</think no-newline>
<act tool="read" path="src/job.ts">
</act>
<observe>
export type Job = { id: string }
</observe>
`)
})

test('the furthest read is cut first, at the end of a line', () => {
  const { prefix, truncatedBytes } = buildContext({ ...parts, budgetBytes: 1200 })
  expect(prefix).toContain('export type Job')
  expect(prefix).toContain('src/far.ts')
  expect(prefix.endsWith('export const far = 1\n</observe>\n')).toBe(true)
  expect(truncatedBytes).toBeGreaterThan(1000)
})

test('a read of which little would stay is dropped whole, the nearest one stays', () => {
  const { prefix } = buildContext({ ...parts, budgetBytes: 560 })
  expect(prefix).toContain('export type Job')
  expect(prefix).not.toContain('src/far.ts')
})

test('thoughts go last, the oldest first; task and plan entry never', () => {
  const { prefix } = buildContext({ ...parts, budgetBytes: 160 })
  expect(prefix).not.toContain('First I read')
  expect(prefix).toContain('Then what is far')
  expect(buildContext({ ...parts, budgetBytes: 0 }).prefix).toBe(`${parts.taskLine}\n${parts.planEntry}\n`)
})

test('the budget holds, what stays is a part of the whole, and the missing bytes are counted', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 2000, size: 'max' })
  const reads = fc.array(fc.record({ path: fc.string(), text }), { maxLength: 4 })
  const any = fc.record({ reads, earlierThoughts: fc.array(text, { maxLength: 3 }), budgetBytes: fc.nat(6000) })
  fc.assert(
    fc.property(any, (drawn) => {
      const context = buildContext({ ...parts, ...drawn })
      const whole = buildContext({ ...parts, ...drawn, budgetBytes: 1e9 })
      const fixed = buildContext({ ...parts, ...drawn, budgetBytes: 0 })
      const bytes = Buffer.byteLength(context.prefix + context.suffix)
      expect(bytes).toBeLessThanOrEqual(Math.max(drawn.budgetBytes, Buffer.byteLength(fixed.prefix + fixed.suffix)))
      expect(Buffer.byteLength(whole.prefix) - Buffer.byteLength(context.prefix)).toBe(context.truncatedBytes)
      expect(whole.truncatedBytes).toBe(0)
      expect(context.suffix).toBe(whole.suffix)
    }),
  )
})
