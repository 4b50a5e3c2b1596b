import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costsAt } from './heat'

test('costs of the same tokens stay where they are', () => {
  const starts = Uint32Array.of(0, 4, 9)
  expect(costsAt(starts, { starts, nats: Float32Array.of(1, 2, 3) })).toEqual([1, 2, 3])
})

test('costs of other tokens go to the one that they begin in, and none is lost', () => {
  const Starts = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 12 }).map((rest) => {
    return Uint32Array.from([0, ...rest.toSorted((a, b) => a - b)])
  })
  fc.assert(
    fc.property(Starts, Starts, (starts, other) => {
      const gathered = costsAt(starts, { starts: other, nats: new Float32Array(other.length).fill(1) })
      expect(gathered).toHaveLength(starts.length)
      starts.forEach((start, index) => {
        const end = starts[index + 1] ?? Number.POSITIVE_INFINITY
        expect(gathered[index]).toBe(other.filter((at) => at >= start && at < end).length)
      })
    }),
  )
})
