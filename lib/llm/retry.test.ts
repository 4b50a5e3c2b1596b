import { expect, test } from 'vitest'
import { delayBefore, type RetryPolicy } from './retry'
import { readRetryAfter } from './server-error'

const policy: RetryPolicy = { attempts: 5, baseMs: 100, capMs: 500, patienceMs: 10_000 }
const most = (attempt: number, retryAfterMs?: number) => delayBefore(attempt, retryAfterMs, policy, () => 1)

test('waits grow up to a cap, and any time up to that is as likely', () => {
  expect([2, 3, 4, 5].map((attempt) => most(attempt))).toEqual([100, 200, 400, 500])
  expect(delayBefore(5, undefined, policy, () => 0)).toBe(0)
})

test('there is an end to attempts, and to patience', () => {
  expect(most(6)).toBeUndefined()
  expect(most(2, 10_001)).toBeUndefined()
})

test('no attempt is made before the server asked for it', () => {
  expect(delayBefore(2, 3_000, policy, () => 0)).toBe(3_000)
  expect(most(2, 3_000)).toBe(3_100)
})

test('Retry-After is read in seconds, as a date and in milliseconds', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  const read = (headers: HeadersInit) => readRetryAfter(new Headers(headers), now)
  expect(read({ 'retry-after': '7' })).toBe(7_000)
  expect(read({ 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' })).toBe(9_000)
  expect(read({ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' })).toBe(0)
  expect(read({ 'retry-after-ms': '250', 'retry-after': '7' })).toBe(250)
  expect(read({ 'retry-after': 'soon' })).toBeUndefined()
  expect(read({})).toBeUndefined()
})
