import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FileRole } from '@/lib/repository/repository'
import { DependencyKind } from '@/lib/structure/outline'
import { colorings, forms, type GraphView, lists, mostHops, plainView, readView, writeView } from './graph-view'

const path = fc.string({ minLength: 1, unit: 'grapheme' })
const maybePath = fc.option(path, { nil: null })

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
  expect(readView(new URLSearchParams('form=cube&color=mood&hops=x&list=all&no-role=chief&from=a'))).toEqual(plainView)
})
