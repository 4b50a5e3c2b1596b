import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findComponents } from './cycles'
import { feedbackOrder } from './feedback-order'
import { neighboursOf } from './neighbours'

const anyPairs = fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 80 })
const arrowsOf = (pairs: readonly (readonly [number, number])[]) => ({
  from: pairs.map(([from]) => from),
  to: pairs.map(([, to]) => to),
})

test('every node comes once, no arrow outside a cycle points backwards, and at most half of the others do', () => {
  fc.assert(
    fc.property(anyPairs, (pairs) => {
      const order = feedbackOrder(20, arrowsOf(pairs))
      expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, node) => node))
      const place = new Map(order.map((node, at) => [node, at]))
      const home = new Map(
        findComponents(neighboursOf(20, arrowsOf(pairs))).flatMap((nodes, index) => nodes.map((node) => [node, index])),
      )
      const real = pairs.filter(([from, to]) => from !== to)
      const isBack = ([from, to]: readonly [number, number]) => place.get(from)! > place.get(to)!
      const inCycle = real.filter(([from, to]) => home.get(from) === home.get(to))
      expect(real.filter(isBack).every((pair) => inCycle.includes(pair))).toBe(true)
      expect(inCycle.filter(isBack).length).toBeLessThanOrEqual(inCycle.length / 2)
    }),
  )
})

test('the lighter side of a ring is cut, whatever the order of the arrows', () => {
  const pairs = [
    [0, 1],
    [1, 2],
    [2, 0],
  ] as const
  expect(feedbackOrder(3, arrowsOf(pairs), [1, 9, 9])).toEqual([1, 2, 0])
  expect(feedbackOrder(3, arrowsOf(pairs.toReversed()), [9, 9, 1])).toEqual([1, 2, 0])
})
