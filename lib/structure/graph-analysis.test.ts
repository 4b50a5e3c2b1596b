import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aggregate } from './aggregate'
import { findComponents } from './cycles'
import { analyseGraph } from './graph-analysis'
import { layersOf } from './layers'
import { neighboursOf, reversed } from './neighbours'
import { pageRank } from './page-rank'
import { distancesFrom, shortestPath } from './ways'

const anyGraph = fc.integer({ min: 1, max: 30 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    pairs: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 90 }),
  }),
)

const arrowsOf = (pairs: readonly (readonly [number, number])[]) => ({
  from: pairs.map(([from]) => from),
  to: pairs.map(([, to]) => to),
})
const pathsOf = (size: number) => Array.from({ length: size }, (_, node) => `source/${node}.ts`)

describe('layersOf', () => {
  test('every arrow outside a cycle leads to a higher layer, and a cycle shares one', () => {
    fc.assert(
      fc.property(anyGraph, ({ size, pairs }) => {
        const uses = neighboursOf(size, arrowsOf(pairs))
        const layer = layersOf(uses)
        const home = new Map(
          findComponents(uses).flatMap((nodes, index) => nodes.map((node) => [node, index] as const)),
        )
        for (const [from, to] of pairs) {
          if (home.get(from) === home.get(to)) expect(layer[from]).toBe(layer[to])
          else expect(layer[from]).toBeLessThan(layer[to]!)
        }
      }),
    )
  })

  test('a layer is no further than the longest way needs', () => {
    expect([
      ...layersOf(
        neighboursOf(
          4,
          arrowsOf([
            [0, 1],
            [1, 2],
            [0, 2],
          ]),
        ),
      ),
    ]).toEqual([0, 1, 2, 0])
  })
})

describe('analyseGraph', () => {
  test('the order of the arrows and their repeats change nothing', () => {
    fc.assert(
      fc.property(
        anyGraph.chain(({ size, pairs }) =>
          fc.tuple(fc.constant({ size, pairs }), fc.shuffledSubarray(pairs, { minLength: pairs.length })),
        ),
        ([{ size, pairs }, shuffled]) => {
          const again = [...shuffled, ...shuffled.slice(0, 5)]
          expect(analyseGraph(pathsOf(size), arrowsOf(again))).toEqual(analyseGraph(pathsOf(size), arrowsOf(pairs)))
        },
      ),
    )
  })

  test('cycles are those of run time; entries begin something; orphans have no arrow', () => {
    const paths = ['app.ts', 'bin/run', 'lib/a.ts', 'lib/b.ts', 'lib/c.ts', 'alone.ts']
    const runTime = arrowsOf([
      [0, 2],
      [1, 2],
      [2, 3],
      [4, 3],
    ])
    const all = arrowsOf([
      [0, 2],
      [1, 2],
      [2, 3],
      [4, 3],
      [3, 2],
    ])
    const analysis = analyseGraph(paths, all, runTime)
    expect(analysis.cycles).toEqual([])
    expect(analyseGraph(paths, all).cycles).toEqual([[2, 3]])
    expect([...analyseGraph(paths, all).cycleOf]).toEqual([-1, -1, 0, 0, -1, -1])
    expect(analysis.entries).toEqual([0, 1, 4])
    expect(analysis.orphans).toEqual([5])
  })
})

describe('pageRank', () => {
  test('sums to one, and what everybody uses is worth most', () => {
    fc.assert(
      fc.property(anyGraph, ({ size, pairs }) => {
        const rank = pageRank(neighboursOf(size, arrowsOf(pairs)))
        expect(rank.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6)
        for (const each of rank) expect(each).toBeGreaterThan(0)
      }),
    )
    const star = pageRank(
      neighboursOf(
        4,
        arrowsOf([
          [1, 0],
          [2, 0],
          [3, 0],
        ]),
      ),
    )
    expect(Math.max(...star)).toBe(star[0])
  })
})

describe('aggregate', () => {
  test('every arrow is counted once: between its boxes, inside its box, or beside all boxes', () => {
    const graphInBoxes = anyGraph.chain(({ size, pairs }) =>
      fc.tuple(fc.constant(pairs), fc.array(fc.integer({ min: -1, max: 5 }), { minLength: size, maxLength: size })),
    )
    fc.assert(
      fc.property(graphInBoxes, ([pairs, boxOf]) => {
        const { count, from, to } = aggregate(arrowsOf(pairs), boxOf)
        const apart = pairs.filter(([a, b]) => boxOf[a]! >= 0 && boxOf[b]! >= 0 && boxOf[a] !== boxOf[b]).length
        expect(count.reduce((sum, each) => sum + each, 0)).toBe(apart)
        expect(new Set([...from].map((box, at) => `${box} ${to[at]}`)).size).toBe(from.length)
      }),
    )
  })
})

describe('ways', () => {
  test('a shortest path follows arrows, and is as long as the distance', () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(29), fc.nat(29), ({ size, pairs }, a, b) => {
        const [from, to] = [a % size, b % size]
        const uses = neighboursOf(size, arrowsOf(pairs))
        const path = shortestPath(uses, from, to)
        const distance = distancesFrom(from, [uses])[to]
        expect((path?.length ?? 0) - 1).toBe(distance)
        for (const [at, node] of (path ?? []).entries()) if (at > 0) expect(uses[path![at - 1]!]).toContain(node)
      }),
    )
  })

  test('a neighbourhood follows arrows both ways, and ends where it is told', () => {
    const uses = neighboursOf(
      5,
      arrowsOf([
        [0, 1],
        [1, 2],
        [2, 3],
      ]),
    )
    expect([...distancesFrom(1, [uses, reversed(uses)], 1)]).toEqual([1, 0, 1, -1, -1])
    expect([...distancesFrom(1, [uses])]).toEqual([-1, 0, 1, 2, -1])
  })
})
