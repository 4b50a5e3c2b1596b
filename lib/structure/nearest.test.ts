import { expect, it } from 'vitest'
import { nearest } from './nearest'

it.each([
  [[], 'a/b', undefined],
  [['x/y'], 'a/b', 'x/y'],
  [['a/x', 'a/b/x', 'c/x'], 'a/b/f', 'a/b/x'],
  [['b/long', 'b/x'], 'a/f', 'b/x'],
  [['b/y', 'b/x'], 'a/f', 'b/x'],
])('of %j the nearest to %s is %s', (paths, from, expected) => {
  expect(nearest(paths, from)).toBe(expected)
})
