import { expect, test } from 'vitest'
import { placeOfFinding } from './finding-place'

const secret = { check: 'secret', trajectoryId: 't', position: 7, path: 'a b/c&d.ts', line: 30 } as const

test('a finding in a file leads to its step, its file and its line', () => {
  const address = new URL(placeOfFinding(secret), 'https://example.org')
  expect(address.pathname).toBe('/trajectories/t')
  expect(Object.fromEntries(address.searchParams)).toEqual({ step: '7', file: 'a b/c&d.ts', lines: '30' })
})

test('without a file, or without a line of its own, it leads to the step, or to the trajectory', () => {
  expect(placeOfFinding({ ...secret, path: null })).toBe('/trajectories/t?step=7')
  expect(placeOfFinding({ ...secret, check: 'benchmark', line: 1 })).toBe('/trajectories/t?step=7')
  expect(placeOfFinding({ ...secret, position: null })).toBe('/trajectories/t')
})
