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

/** As the paper has it: every choice is made by looking at all nodes that are left. */
function plainOrder(size: number, pairs: readonly (readonly [number, number])[]): number[] {
  const left = new Set(Array.from({ length: size }, (_, node) => node))
  const among = () => pairs.filter(([from, to]) => from !== to && left.has(from) && left.has(to))
  const [front, back]: [number[], number[]] = [[], []]
  while (left.size > 0) {
    const arrows = among()
    const count = (node: number, end: 0 | 1) => arrows.filter((pair) => pair[end] === node).length
    const surplus = (node: number) => count(node, 0) - count(node, 1)
    const nodes = [...left]
    const end = nodes.find((node) => count(node, 0) === 0 || count(node, 1) === 0)
    const chosen = end ?? nodes.reduce((best, node) => (surplus(node) > surplus(best) ? node : best))
    if (count(chosen, 0) === 0) back.unshift(chosen)
    else front.push(chosen)
    left.delete(chosen)
  }
  return [...front, ...back]
}

test('within a cycle the order is that of the paper', () => {
  const ring = Array.from({ length: 12 }, (_, node) => [node, (node + 1) % 12] as const)
  const more = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 40 })
  fc.assert(
    fc.property(more, (pairs) => {
      const all = [...ring, ...pairs]
      expect(feedbackOrder(12, arrowsOf(all))).toEqual(plainOrder(12, all))
    }),
  )
})
