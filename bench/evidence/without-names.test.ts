import { expect, test } from 'vitest'
import { withoutNames } from './without-names'

test('words that only the target holds are taken out, those that were visible stay', () => {
  const thought = 'The Queue keeps pending tasks; resize() comes from Pool.\n'
  const target = 'class Queue { pending = []; resize() { Pool.grow() } }'
  expect(withoutNames(thought, target, 'The Pool is there.')).toBe('The … keeps … tasks; …() comes from Pool.\n')
})
