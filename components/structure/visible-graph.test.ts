import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Graph } from '@/lib/repository/repository'
import { graphModel } from './graph-model'
import { foldersToOpen } from './open-folders'
import { visibleGraph } from './visible-graph'

const pathOf = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 0, maxLength: 3 })
  .chain((folders) => fc.constantFrom('x.ts', 'y.ts', 'z.py').map((name) => [...folders, name].join('/')))

function graphOf(paths: readonly string[], pairs: readonly (readonly [number, number])[], kinds?: number[]): Graph {
  return {
    paths: [...paths],
    languages: paths.map(() => 'TypeScript'),
    lines: paths.map(() => 10),
    bytes: paths.map(() => 100),
    order: [...paths.keys()],
    roles: paths.map(() => 'source' as const),
    from: pairs.map(([from]) => from),
    to: pairs.map(([, to]) => to),
    kinds: kinds ?? pairs.map(() => 1),
  }
}

const anyGraph = fc.uniqueArray(pathOf, { minLength: 1, maxLength: 40 }).chain((paths) =>
  fc
    .uniqueArray(fc.tuple(fc.nat(paths.length - 1), fc.nat(paths.length - 1)), { maxLength: 60, selector: String })
    .map((pairs) =>
      graphModel(
        graphOf(
          paths.sort(),
          pairs.filter(([from, to]) => from !== to),
        ),
      ),
    ),
)

const anyView = anyGraph.chain((model) =>
  fc.record({
    model: fc.constant(model),
    open: fc.subarray(model.folders.map(({ path }) => path)).map((folders) => new Set(folders)),
    shown: fc.record({
      files: fc
        .array(fc.constantFrom(0, 1, 1), { minLength: model.paths.length, maxLength: model.paths.length })
        .map((bits) => Uint8Array.from(bits)),
      arrows: fc
        .array(fc.constantFrom(0, 1, 1), { minLength: model.from.length, maxLength: model.from.length })
        .map((bits) => Uint8Array.from(bits)),
    }),
  }),
)

const sum = (values: Int32Array) => values.reduce((total, each) => total + each, 0)

describe('visibleGraph', () => {
  test('every shown file stands in exactly one box, and lines add up', () => {
    fc.assert(
      fc.property(anyView, ({ model, open, shown }) => {
        const { nodes, boxOf } = visibleGraph(model, shown, (folder) => open.has(folder))
        const count = shown.files.reduce((total, each) => total + each, 0)
        for (const [file, box] of boxOf.entries()) {
          if (!shown.files[file]) expect(box).toBe(-1)
          else expect(model.paths[file]!.startsWith(nodes[box]!.id)).toBe(true)
        }
        expect(nodes.reduce((total, { files }) => total + files, 0)).toBe(count)
        expect(nodes.reduce((total, { lines }) => total + lines, 0)).toBe(count * 10)
      }),
    )
  })

  test('every shown arrow is counted once between boxes, or lies inside one', () => {
    fc.assert(
      fc.property(anyView, ({ model, open, shown }) => {
        const { boxOf, direct, lifted, parent } = visibleGraph(model, shown, (folder) => open.has(folder))
        const apart = model.from.filter((from, arrow) => {
          const [source, target] = [boxOf[from]!, boxOf[model.to[arrow]!]!]
          return shown.arrows[arrow] && source >= 0 && target >= 0 && source !== target
        })
        expect(sum(direct.count)).toBe(apart.length)
        expect(sum(lifted.count)).toBe(apart.length)
        for (const [edge, from] of lifted.from.entries()) expect(parent[from]).toBe(parent[lifted.to[edge]!])
      }),
    )
  })

  test('opening folders at first never shows more boxes than the limit, unless the top alone does', () => {
    fc.assert(
      fc.property(anyView, fc.integer({ min: 1, max: 30 }), ({ model, shown }, limit) => {
        const closed = visibleGraph(model, shown, () => false).nodes.length
        const open = foldersToOpen(model, shown, { limit })
        const { nodes } = visibleGraph(model, shown, (folder) => open.has(folder))
        expect(nodes.length).toBeLessThanOrEqual(Math.max(limit, closed))
      }),
    )
  })

  test('an arrow is part of a cycle only when one of its imports is, at run time', () => {
    const [run, type] = [1, 2]
    const model = graphModel(
      graphOf(
        ['a/x.ts', 'b/y.ts', 'b/z.ts'],
        [
          [0, 1],
          [1, 0],
          [2, 0],
        ],
        [run, type, run],
      ),
    )
    expect(model.analysis.cycles).toEqual([])
    const ring = graphModel(
      graphOf(
        ['a/x.ts', 'b/y.ts', 'b/z.ts'],
        [
          [0, 1],
          [1, 0],
          [2, 0],
        ],
        [run, run, run],
      ),
    )
    const shown = { files: new Uint8Array(3).fill(1), arrows: new Uint8Array(3).fill(1) }
    const { nodes, direct } = visibleGraph(ring, shown, (folder) => folder === 'b/')
    expect(nodes.map(({ id }) => id)).toEqual(['a/', 'b/y.ts', 'b/z.ts'])
    expect([...direct.isInCycle]).toEqual([1, 1, 0])
  })
})
