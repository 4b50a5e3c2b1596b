import { expect, test } from 'vitest'
import { fromSearchParams, isLimited, newestFirst, TrajectoryFilter, TrajectorySort, toSearchParams } from './filter'

const full = TrajectoryFilter.parse({
  state: ['draft', 'approved'],
  repositoryId: '0190a0a0-0000-7000-8000-000000000000',
  language: ['C++', ''],
  author: ['a, b', '100% ~', '~', '%2C'],
  failing: ['original'],
  steps: { from: 10, to: 200 },
  gain: { from: 0.05 },
  copy: { to: 0.1 },
  updated: { from: '2026-01-01', to: '2026-02-01T10:00:00.000Z' },
  text: 'lower bound & "priority queue"',
  search: 'p-queue',
})

test('a filter comes back from its address as it was', () => {
  const address = toSearchParams(full).toString()
  expect(fromSearchParams(new URLSearchParams(address))).toEqual(full)
})

test('the strings of an address parse as the filter does', () => {
  expect(TrajectoryFilter.parse(Object.fromEntries(toSearchParams(full)))).toEqual(full)
})

test('equal filters have equal addresses, whatever the order of their fields', () => {
  const turned = Object.fromEntries(Object.entries(full).reverse())
  expect(toSearchParams(turned).toString()).toBe(toSearchParams(full).toString())
})

test('a parameter that makes no sense limits nothing, and the others hold', () => {
  const filter = fromSearchParams(new URLSearchParams('state=happy&steps=many&updated=soon&tokens=5..&page=3&author=a'))
  expect(filter).toEqual({ tokens: { from: 5 }, author: ['a'] })
})

test('what is left empty limits nothing', () => {
  expect(isLimited({})).toBe(false)
  expect(isLimited({ state: [], steps: {}, text: '' })).toBe(false)
  expect(isLimited({ author: [''] })).toBe(true)
})

test('a sort is written as its column, with a minus when it falls', () => {
  expect(TrajectorySort.encode(newestFirst)).toBe('-created')
  expect(TrajectorySort.decode('gain')).toEqual({ column: 'gain', isDescending: false })
  expect(TrajectorySort.safeDecode('-size').success).toBe(false)
})
