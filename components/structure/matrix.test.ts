import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DependencyKind } from '@/lib/structure/outline'
import { graphModel } from './graph-model'
import { isStop, matrixOf, type Place, placeName, placeTowards } from './matrix'
import { visibleGraph } from './visible-graph'

const bit = (kind: DependencyKind) => 1 << DependencyKind.options.indexOf(kind)

function matrixOfFiles(paths: string[], arrows: [number, number, DependencyKind][], open: string[] = []) {
  const model = graphModel({
    paths,
    languages: paths.map(() => 'TypeScript'),
    lines: paths.map(() => 1),
    bytes: paths.map(() => 1),
    order: [...paths.keys()],
    roles: paths.map(() => 'source' as const),
    from: arrows.map(([from]) => from),
    to: arrows.map(([, to]) => to),
    kinds: arrows.map(([, , kind]) => bit(kind)),
  })
  const shown = { files: new Uint8Array(paths.length).fill(1), arrows: new Uint8Array(arrows.length).fill(1) }
  const { nodes, direct } = visibleGraph(model, shown, (folder) => open.includes(folder))
  const matrix = matrixOf(nodes.length, direct)
  const names = matrix.order.map((node) => nodes[node]!.id)
  const reds = [...matrix.ties]
    .filter(([, { isInCycle }]) => isInCycle)
    .map(([place]) => place.split(' ').map((at) => names[Number(at)]))
  return { matrix, reds, names }
}

describe('matrixOf', () => {
  test('all of a ring at run time is in a cycle, and nothing beside it', () => {
    const { reds } = matrixOfFiles(
      ['a.ts', 'b.ts', 'c.ts'],
      [
        [0, 1, 'import'],
        [1, 0, 'import'],
        [2, 0, 'import'],
      ],
    )
    expect(reds).toEqual([
      ['a.ts', 'b.ts'],
      ['b.ts', 'a.ts'],
    ])
  })

  test('a ring that only types close points backwards and is in no cycle', () => {
    const { matrix, reds } = matrixOfFiles(
      ['a.ts', 'b.ts'],
      [
        [0, 1, 'import'],
        [1, 0, 'type-import'],
      ],
    )
    expect(matrix.ties.has('1 0')).toBe(true)
    expect(reds).toEqual([])
  })

  test('folders that use each other through files that do not are in no cycle', () => {
    const { matrix, reds } = matrixOfFiles(
      ['a/x.ts', 'a/y.ts', 'b/x.ts', 'b/y.ts'],
      [
        [0, 2, 'import'],
        [3, 1, 'import'],
      ],
    )
    expect([...matrix.ties.keys()].sort()).toEqual(['0 1', '1 0'])
    expect(reds).toEqual([])
  })

  test('what has no arrow has no row', () => {
    expect(matrixOfFiles(['a.ts', 'b.ts', 'c.ts'], [[2, 0, 'import']]).names).toEqual(['c.ts', 'a.ts'])
  })
})

describe('placeTowards', () => {
  // a uses b and d, b uses d, c uses d, d uses nothing.
  const { matrix, names } = matrixOfFiles(
    ['a.ts', 'b.ts', 'c.ts', 'd.ts'],
    [
      [0, 1, 'import'],
      [0, 3, 'import'],
      [1, 3, 'import'],
      [2, 3, 'import'],
    ],
  )
  const at = (row: string, column?: string): Place => ({
    row: names.indexOf(row),
    column: column === undefined ? -1 : names.indexOf(column),
  })
  const path = (from: Place, ...keys: string[]) =>
    keys.reduce<Place | undefined>((place, key) => place && placeTowards(matrix, place, key), from)

  test('arrows jump over empty cells, from the name of a row to its last cell and back', () => {
    expect(path(at('b.ts'), 'ArrowRight')).toEqual(at('b.ts', 'd.ts'))
    expect(path(at('a.ts'), 'ArrowRight', 'ArrowRight')).toEqual(at('a.ts', 'd.ts'))
    expect(path(at('b.ts', 'd.ts'), 'ArrowLeft')).toEqual(at('b.ts'))
    expect(path(at('a.ts', 'b.ts'), 'Home')).toEqual(at('a.ts'))
    expect(path(at('a.ts'), 'End')).toEqual(at('a.ts', 'd.ts'))
    expect(path(at('d.ts'), 'End')).toEqual(at('d.ts'))
  })

  test('up and down stay in their column, and at an edge nothing moves', () => {
    const last = names[2]!
    expect(path(at(last, 'd.ts'), 'ArrowUp', 'ArrowUp')).toEqual({ row: 0, column: 3 })
    expect(path(at('d.ts'), 'ArrowUp')).toEqual(at(last))
    expect(path(at(last, 'd.ts'), 'ArrowDown')).toBeUndefined()
    expect(path(at('d.ts'), 'ArrowRight')).toBeUndefined()
    expect(path(at('a.ts'), 'x')).toBeUndefined()
  })

  test('every filled cell is reached from the first name by arrows', () => {
    const arrow = fc.tuple(fc.nat(5), fc.nat(5), fc.constant<DependencyKind>('import'))
    const arrows = fc.uniqueArray(arrow, { minLength: 1, maxLength: 20, selector: ([from, to]) => `${from} ${to}` })
    fc.assert(
      fc.property(arrows, (all) => {
        const { matrix } = matrixOfFiles(
          ['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts', 'f.ts'],
          all.filter(([from, to]) => from !== to),
        )
        const reached = new Set<string>()
        const visit = (place: Place | undefined) => {
          if (!place || reached.has(placeName(place))) return
          reached.add(placeName(place))
          expect(isStop(matrix, place)).toBe(true)
          for (const key of ['ArrowRight', 'ArrowDown']) visit(placeTowards(matrix, place, key))
        }
        if (matrix.order.length > 0) visit({ row: 0, column: -1 })
        expect([...matrix.ties.keys()].filter((name) => !reached.has(name))).toEqual([])
      }),
    )
  })
})
