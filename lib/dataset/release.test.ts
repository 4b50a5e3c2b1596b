import { expect, test } from 'vitest'
import { shortId } from './release'

test('releases that are made within a minute are told apart by their short ids', () => {
  const [first, second] = ['01a22f16-6bdf-7249-8a63-1a949593ca7e', '01a22f16-6cbe-76f9-9a88-c013ca2b0d1a'] as const
  expect(shortId(first)).toBe('9593ca7e')
  expect(shortId(first)).not.toBe(shortId(second))
})
