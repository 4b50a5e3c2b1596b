import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openShelf } from './shelf'

test('what is kept comes back, in any order and as often as it is asked for', () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }), fc.constant(undefined))
  fc.assert(
    fc.property(fc.array(value), fc.array(fc.nat(30)), (values, order) => {
      const shelf = openShelf()
      const kept = values.map((each) => shelf.keep(each))
      for (const place of order) {
        const back = kept[place]?.()
        expect(JSON.stringify(back)).toBe(JSON.stringify(values[place]))
      }
      shelf.close()
    }),
  )
})

test('more than fits at hand still comes back', () => {
  const shelf = openShelf()
  const texts = Array.from({ length: 40 }, (_, index) => `${index} \ud800`.repeat(40_000))
  const kept = texts.map((text) => shelf.keep(text))
  expect(kept.map((get) => get())).toEqual(texts)
  expect(kept[0]?.()).toBe(texts[0])
  shelf.close()
})
