import { expect, test } from 'vitest'
import { bootstrap, rankCorrelation, share } from './statistics'

test('the rank correlation is that of the order alone, and ties share a rank', () => {
  const values = [1, 2, 3, 4]
  expect(rankCorrelation(values.map((value) => [value, Math.exp(value)] as const))).toBeCloseTo(1)
  expect(rankCorrelation(values.map((value) => [value, -value] as const))).toBeCloseTo(-1)
  const tied = [
    [1, 1],
    [2, 2],
    [2, 3],
    [3, 4],
  ] as const
  expect(rankCorrelation(tied)).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5))
})

test('a bootstrap interval holds the figure, and is the same every time', () => {
  const items = Array.from({ length: 200 }, (_, index) => index % 10)
  const figure = (drawn: readonly number[]) => share(drawn, (item) => item < 5)
  const { value, low, high } = bootstrap(items, figure)
  expect(value).toBe(0.5)
  expect(low).toBeLessThan(0.5)
  expect(high).toBeGreaterThan(0.5)
  expect(high - low).toBeLessThan(0.2)
  expect(bootstrap(items, figure)).toEqual({ value, low, high })
})
