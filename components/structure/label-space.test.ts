import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LabelSpace } from './label-space'

const anyLabels = fc.array(
  fc.tuple(
    fc.integer({ min: -200, max: 200 }),
    fc.integer({ min: -100, max: 100 }),
    fc.nat(60),
    fc.integer({ min: 1, max: 40 }),
  ),
)

test('a label has its place exactly when none that has one already touches it', () => {
  fc.assert(
    fc.property(anyLabels, (labels) => {
      const space = new LabelSpace()
      const taken: typeof labels = []
      for (const [x, y, width, height] of labels) {
        const isFree = taken.every(
          ([left, top, across, down]) => x > left + across || x + width < left || y > top + down || y + height < top,
        )
        expect(space.take(x, y, width, height)).toBe(isFree)
        if (isFree) taken.push([x, y, width, height])
      }
    }),
  )
})
