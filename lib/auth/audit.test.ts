import { expect, test } from 'vitest'
import { compareSides } from './audit'

test('what changed is told by name, and what is the same on both sides is not', () => {
  const before = { state: 'draft', revision: 2, filter: { state: ['draft', 'returned'] } }
  const after = { state: 'approved', revision: 2, reason: null, filter: { state: ['draft'] } }
  expect(compareSides(before, after)).toEqual([
    { name: 'state', before: 'draft', after: 'approved' },
    { name: 'filter.state', before: 'draft, returned', after: 'draft' },
  ])
})

test('what came or went has one side', () => {
  expect(compareSides(null, { email: 'a@b.c' })).toEqual([{ name: 'email', before: undefined, after: 'a@b.c' }])
  expect(compareSides({ name: 'x' }, undefined)).toEqual([{ name: 'name', before: 'x', after: undefined }])
})
