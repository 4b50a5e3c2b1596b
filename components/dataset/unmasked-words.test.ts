import { expect, test } from 'vitest'
import { unmaskedWords } from './unmasked-words'

const settled = { endedAt: '2026-01-01T00:00:00Z', isCurrent: true, open: 0 }

test('a preview says nothing of masks once all that was found is decided about', () => {
  expect(unmaskedWords(settled)).toBeUndefined()
})

test('a preview says what may still be masked, and why', () => {
  expect(unmaskedWords(null)).toMatch(/^Not looked through yet/)
  expect(unmaskedWords({ ...settled, endedAt: null, isCurrent: false })).toMatch(/^The pre-flight has not finished/)
  expect(unmaskedWords({ ...settled, isCurrent: false })).toMatch(/^Changed since it was looked through/)
  expect(unmaskedWords({ ...settled, open: 1 })).toBe(
    '1 finding waits for a decision: what it is about is not masked here.',
  )
  expect(unmaskedWords({ ...settled, open: 1200 })).toBe(
    '1,200 findings wait for a decision: what they are about is not masked here.',
  )
})
