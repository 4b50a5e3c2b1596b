import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FileRole } from '@/lib/repository/repository'
import { DependencyKind } from '@/lib/structure/outline'
import { colorings, forms, type GraphView, lists, mostHops, plainView, readView, writeView } from './graph-view'

const path = fc.string({ minLength: 1, unit: 'grapheme' })
const maybePath = fc.option(path, { nil: null })

/** As an address says it: tenths of a pixel, and four digits of the scale. */
const anyViewpoint = fc
  .record({ x: fc.integer({ min: -99999, max: 99999 }), y: fc.integer(), k: fc.integer({ min: 400, max: 40000 }) })
  .map(({ x, y, k }) => ({ x: x / 10, y: (y % 1e6) / 10 + 0, k: Number((k / 1e4).toPrecision(4)) }))

const anyView: fc.Arbitrary<GraphView> = fc.record({
  form: fc.constantFrom(...forms),
  coloring: fc.constantFrom(...colorings),
  folder: fc.oneof(fc.constant(''), path),
  open: fc.array(path),
  closed: fc.array(path),
  isUnlimited: fc.boolean(),
  node: maybePath,
  edge: fc.option(fc.record({ from: path, to: path }), { nil: null }),
  focus: maybePath,
  hops: fc.integer({ min: 1, max: mostHops }),
  pathFrom: maybePath,
  pathTo: maybePath,
  cycle: maybePath,
  list: fc.option(fc.constantFrom(...lists), { nil: null }),
  hidden: fc.record({
    languages: fc.array(path),
    roles: fc.subarray([...FileRole.options]),
    kinds: fc.subarray([...DependencyKind.options]),
  }),
  at: fc.option(anyViewpoint, { nil: null }),
})

test('an address brings back the view that wrote it', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      expect(readView(new URLSearchParams(writeView(view).toString()))).toEqual(view)
    }),
  )
})

test('a plain view has a plain address, and nonsense in an address is plain', () => {
  expect(writeView(plainView).toString()).toBe('')
  expect(readView(new URLSearchParams('form=cube&color=mood&hops=x&list=all&no-role=chief&from=a&at=1_2'))).toEqual(
    plainView,
  )
})
