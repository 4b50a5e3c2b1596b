import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atOnce } from './at-once'
import { type Layout, type LayoutInput, layeredLayout } from './layered-layout'

const sizes = (size: number, most: number) =>
  fc.array(fc.integer({ min: 20, max: most }), { minLength: size, maxLength: size })

const anyGraph = fc.integer({ min: 1, max: 40 }).chain((size) =>
  fc.record({
    widths: sizes(size, 200),
    heights: sizes(size, 300),
    pairs: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 80 }),
  }),
)

const layOut = (input: LayoutInput) => atOnce(layeredLayout(input))

const arrowsOf = (pairs: readonly (readonly [number, number])[]) => ({
  from: pairs.map(([from]) => from),
  to: pairs.map(([, to]) => to),
})

/** Where each box stands among all, from left to right and from top to bottom within a column of the same beginning. */
function orderOf({ x, y }: Layout): number[] {
  return [...x.keys()].sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]! || a - b)
}

describe('layeredLayout', () => {
  test('whoever uses something stands left of it when there is no cycle', () => {
    fc.assert(
      fc.property(anyGraph, ({ widths, heights, pairs }) => {
        const acyclic = pairs.filter(([from, to]) => from < to)
        const { x } = layOut({ widths, heights, arrows: arrowsOf(acyclic) })
        for (const [from, to] of acyclic) expect(x[from]! + widths[from]!).toBeLessThan(x[to]!)
      }),
    )
  })

  test('no two boxes overlap and all lie inside the drawing', () => {
    fc.assert(
      fc.property(anyGraph, ({ widths, heights, pairs }) => {
        const { x, y, width, height } = layOut({ widths, heights, arrows: arrowsOf(pairs) })
        for (const a of widths.keys()) {
          expect(x[a]! + widths[a]!).toBeLessThanOrEqual(width + 1e-6)
          expect(y[a]! + heights[a]!).toBeLessThanOrEqual(height + 1e-6)
          expect(Math.min(x[a]!, y[a]!)).toBeGreaterThanOrEqual(-1e-6)
          for (let b = 0; b < a; b++) {
            const isApartX = x[a]! + widths[a]! <= x[b]! || x[b]! + widths[b]! <= x[a]!
            const isApartY = y[a]! + heights[a]! <= y[b]! + 1e-6 || y[b]! + heights[b]! <= y[a]! + 1e-6
            expect(isApartX || isApartY).toBe(true)
          }
        }
      }),
    )
  })

  test('a box that grows pushes others aside and lets none past', () => {
    const widths = [60, 60, 60, 60, 60]
    const arrows = arrowsOf([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 4],
      [3, 4],
    ])
    const before = layOut({ widths, heights: [24, 24, 24, 24, 24], arrows })
    const after = layOut({ widths: [60, 60, 160, 60, 60], heights: [24, 24, 120, 24, 24], arrows })
    expect(orderOf(after)).toEqual(orderOf(before))
  })

  test('the order of the arrows changes nothing', () => {
    fc.assert(
      fc.property(anyGraph, ({ widths, heights, pairs }) => {
        const layout = layOut({ widths, heights, arrows: arrowsOf(pairs) })
        expect(layOut({ widths, heights, arrows: arrowsOf(pairs.toReversed()) })).toEqual(layout)
      }),
    )
  })
})
