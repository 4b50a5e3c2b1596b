import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findComponents } from './cycles'
import { writingOrder } from './writing-order'

const files = (...paths: string[]) => paths.map((path) => ({ path, isTest: false }))
const edges = (...pairs: string[]) => pairs.map((pair) => ({ from: pair.split('>')[0]!, to: pair.split('>')[1]! }))

describe('writingOrder', () => {
  it.each([
    ['what is used comes first', ['a.ts', 'b.ts'], ['a.ts>b.ts'], ['b.ts', 'a.ts']],
    ['ties go by path', ['c.ts', 'a.ts', 'b.ts'], [], ['a.ts', 'b.ts', 'c.ts']],
    [
      'source, configuration, entry points, tests, documentation',
      ['README.md', 'test/a.ts', 'main.ts', 'package.json', 'z.ts'],
      [],
      ['z.ts', 'package.json', 'main.ts', 'test/a.ts', 'README.md'],
    ],
    [
      'configuration that source uses comes before it',
      ['a.ts', 'package.json'],
      ['a.ts>package.json'],
      ['package.json', 'a.ts'],
    ],
    ['a test comes after what it tests', ['a.test.ts', 'z.ts'], ['a.test.ts>z.ts'], ['z.ts', 'a.test.ts']],
    ['in a cycle, fewest unmet imports first', ['a', 'b', 'c'], ['a>b', 'a>c', 'b>c', 'c>a'], ['b', 'a', 'c']],
    ['a cycle is written in one stretch', ['b', 'a', 'c', 'aa'], ['a>c', 'c>a'], ['a', 'c', 'aa', 'b']],
    ['unknown, repeated and self edges change nothing', ['a', 'b'], ['a>x', 'x>b', 'a>a', 'a>b', 'a>b'], ['b', 'a']],
    ['a self edge is no unmet import', ['a', 'b'], ['a>b', 'b>a', 'a>a'], ['a', 'b']],
    ['a path given twice is written once', ['a', 'a'], [], ['a']],
  ])('%s', (_, paths, pairs, expected) => {
    expect(writingOrder(files(...paths), edges(...pairs))).toEqual(expected)
  })

  it('takes the importer at its word about tests', () => {
    expect(
      writingOrder(
        [
          { path: 'a.ts', isTest: true },
          { path: 'b.ts', isTest: false },
        ],
        [],
      ),
    ).toEqual(['b.ts', 'a.ts'])
  })

  const graph = fc
    .integer({ min: 1, max: 25 })
    .chain((size) =>
      fc.record({
        paths: fc.shuffledSubarray(
          Array.from({ length: size }, (_, i) => ['a', 'test/t', 'docs/d'][i % 3]! + i + (i % 3 === 2 ? '.md' : '.ts')),
          { minLength: 1 },
        ),
        pairs: fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 60 }),
      }),
    )
    .map(({ paths, pairs }) => ({
      given: files(...paths),
      used: pairs.flatMap(([a, b]) => (paths[a] && paths[b] ? [{ from: paths[a], to: paths[b] }] : [])),
    }))

  it('gives every path exactly once, each after what it uses outside of its cycle', () => {
    fc.assert(
      fc.property(graph, ({ given, used }) => {
        const order = writingOrder(given, used)
        expect([...order].sort()).toEqual(given.map(({ path }) => path).sort())
        const place = new Map(order.map((path, at) => [path, at]))
        const home = homes(
          given.map(({ path }) => path),
          used,
        )
        for (const { from, to } of used) {
          if (home.get(from) !== home.get(to)) expect(place.get(to)).toBeLessThan(place.get(from)!)
        }
      }),
    )
  })

  it('does not depend on the order of files or dependencies', () => {
    fc.assert(
      fc.property(graph, fc.infiniteStream(fc.nat()), ({ given, used }, noise) => {
        const shuffled = <T>(items: T[]) =>
          items
            .map((item) => [noise.next().value, item] as const)
            .sort(([a], [b]) => a - b)
            .map(([, item]) => item)
        expect(writingOrder(shuffled(given), shuffled(used))).toEqual(writingOrder(given, used))
      }),
    )
  })

  it('orders 100,000 files with 300,000 dependencies in seconds', () => {
    const many = files(...Array.from({ length: 100_000 }, (_, i) => `f${i}.ts`))
    const pairs = Array.from({ length: 300_000 }, (_, i) => ({
      from: `f${(i * 7919) % 100_000}.ts`,
      to: `f${(i * 104_729) % 100_000}.ts`,
    }))
    const started = performance.now()
    expect(writingOrder(many, pairs)).toHaveLength(100_000)
    expect(performance.now() - started).toBeLessThan(8_000)
  })
})

function homes(paths: string[], used: { from: string; to: string }[]): Map<string, number> {
  const node = new Map(paths.map((path, i) => [path, i]))
  const uses = paths.map((path) => used.filter(({ from }) => from === path).map(({ to }) => node.get(to)!))
  return new Map(
    findComponents(uses).flatMap((members, home) => members.map((member) => [paths[member]!, home] as const)),
  )
}
