import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Graph } from '@/lib/repository/repository'
import { foldersAbove, foldersToOpen, viewByFolder } from './folder-view'

const pathOf = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 0, maxLength: 3 })
  .chain((folders) => fc.constantFrom('x.ts', 'y.ts', 'z.py').map((name) => [...folders, name].join('/')))

const anyGraph = fc.uniqueArray(pathOf, { minLength: 1, maxLength: 40 }).chain((paths) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...paths)), {
      maxLength: 60,
      selector: ([from, to]) => `${from} ${to}`,
    })
    .map(
      (pairs): Graph => ({
        nodes: paths.map((path, order) => ({ path, language: 'TypeScript', lines: 10, order, isTest: false })),
        edges: pairs.map(([from, to]) => ({ from, to, kinds: ['import'], names: [] })),
        cycles: [],
      }),
    ),
)

const graphAndOpen = anyGraph.chain((graph) =>
  fc.record({
    graph: fc.constant(graph),
    open: fc
      .subarray([...new Set(graph.nodes.flatMap(({ path }) => foldersAbove(path)))])
      .map((folders) => new Set(folders)),
  }),
)

describe('viewByFolder', () => {
  test('every file stands in exactly one box, and lines add up', () => {
    fc.assert(
      fc.property(graphAndOpen, ({ graph, open }) => {
        const { nodes } = viewByFolder(graph, open)
        expect(nodes.flatMap(({ files }) => files).sort()).toEqual(graph.nodes.map(({ path }) => path).sort())
        expect(nodes.reduce((sum, { lines }) => sum + lines, 0)).toBe(graph.nodes.length * 10)
      }),
    )
  })

  test('summed arrows and those inside a box together are all arrows', () => {
    fc.assert(
      fc.property(graphAndOpen, ({ graph, open }) => {
        const { nodes, edges } = viewByFolder(graph, open)
        const box = new Map(nodes.flatMap(({ files }, index) => files.map((file) => [file, index])))
        const inside = graph.edges.filter(({ from, to }) => box.get(from) === box.get(to)).length
        expect(edges.reduce((sum, { count }) => sum + count, inside)).toBe(graph.edges.length)
      }),
    )
  })

  test('opening folders at first never shows more boxes than the limit, unless the top alone does', () => {
    fc.assert(
      fc.property(anyGraph, fc.integer({ min: 1, max: 30 }), (graph, limit) => {
        const paths = graph.nodes.map(({ path }) => path)
        const closed = viewByFolder(graph, new Set()).nodes.length
        const visible = viewByFolder(graph, foldersToOpen(paths, limit)).nodes.length
        expect(visible).toBeLessThanOrEqual(Math.max(limit, closed))
      }),
    )
  })

  test('an arrow is part of a cycle only when one of its imports is, at run time', () => {
    const graph: Graph = {
      nodes: ['a/x.ts', 'b/y.ts', 'b/z.ts'].map((path, order) => ({
        path,
        language: null,
        lines: 1,
        order,
        isTest: false,
      })),
      edges: [
        { from: 'a/x.ts', to: 'b/y.ts', kinds: ['import'], names: ['y'] },
        { from: 'b/y.ts', to: 'a/x.ts', kinds: ['type-import'], names: ['X'] },
        { from: 'b/z.ts', to: 'a/x.ts', kinds: ['import'], names: [] },
      ],
      cycles: [['a/x.ts', 'b/y.ts']],
    }
    const { nodes, edges } = viewByFolder(graph, new Set())
    expect(nodes.map(({ id }) => id)).toEqual(['a/', 'b/'])
    expect(edges).toEqual([
      { from: 0, to: 1, count: 1, names: ['y'], isCycle: true },
      { from: 1, to: 0, count: 2, names: ['X'], isCycle: false },
    ])
  })
})
