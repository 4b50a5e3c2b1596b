import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boxHeight, layeredLayout } from './layered-layout'

const graph = fc.integer({ min: 1, max: 40 }).chain((size) =>
  fc.record({
    widths: fc.array(fc.integer({ min: 20, max: 200 }), { minLength: size, maxLength: size }),
    edges: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 80 }),
  }),
)

describe('layeredLayout', () => {
  test('whoever uses something stands left of it when there is no cycle', () => {
    fc.assert(
      fc.property(graph, ({ widths, edges }) => {
        const acyclic = edges.filter(([from, to]) => from < to)
        const { x } = layeredLayout({ widths, edges: acyclic })
        for (const [from, to] of acyclic) expect(x[from]! + widths[from]!).toBeLessThan(x[to]!)
      }),
    )
  })

  test('no two boxes overlap and all lie inside the drawing', () => {
    fc.assert(
      fc.property(graph, ({ widths, edges }) => {
        const { x, y, width, height } = layeredLayout({ widths, edges })
        for (const a of widths.keys()) {
          expect(x[a]! + widths[a]!).toBeLessThanOrEqual(width + 1e-6)
          expect(y[a]! + boxHeight).toBeLessThanOrEqual(height + 1e-6)
          expect(Math.min(x[a]!, y[a]!)).toBeGreaterThanOrEqual(-1e-6)
          for (let b = 0; b < a; b++) {
            const isApartX = x[a]! + widths[a]! <= x[b]! || x[b]! + widths[b]! <= x[a]!
            const isApartY = y[a]! + boxHeight <= y[b]! + 1e-6 || y[b]! + boxHeight <= y[a]! + 1e-6
            expect(isApartX || isApartY).toBe(true)
          }
        }
      }),
    )
  })

  test('the files of a cycle share a layer', () => {
    const { layer } = layeredLayout({
      widths: [50, 50, 50, 50],
      edges: [
        [0, 1],
        [1, 2],
        [2, 1],
        [2, 3],
      ],
    })
    expect([...layer]).toEqual([0, 1, 1, 2])
  })

  test('the same graph gives the same drawing', () => {
    fc.assert(
      fc.property(graph, (input) => {
        expect(layeredLayout(input)).toEqual(layeredLayout(input))
      }),
    )
  })
})
