import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Run } from '@/lib/trajectory/trajectory'
import type { StepEntry } from '@/lib/trajectory/view'
import { following, laneModel, openView, placed, rowsOf, startOf, stepAt, zoomed } from './lane-view'

const runs: Run[] = Array.from({ length: 6 }, (_, order) => ({
  id: `${order}`,
  parentId: null,
  role: 'sub',
  path: null,
}))
const facts = fc.array(fc.record({ run: fc.nat(5), tokens: fc.nat(900) }), { minLength: 1, maxLength: 60 })

function modelOf(list: readonly { run: number; tokens: number }[]) {
  // Only these are read.
  const steps = list.map(({ run }, position) => ({ runId: `${run}`, position }) as StepEntry)
  let sum = 0
  return laneModel(
    steps,
    runs,
    list.map(({ tokens }) => (sum += tokens)),
  )
}

test('every step has a place of its own, and the step at any of its places is it', () => {
  fc.assert(
    fc.property(facts, (list) => {
      const model = modelOf(list)
      for (const index of list.keys()) {
        expect(stepAt(model, startOf(model, index))).toBe(index)
        expect(stepAt(model, (model.ends[index] ?? 0) - 0.5)).toBe(index)
      }
    }),
  )
})

test('what is seen stays inside of what there is, and holds the beginning of the cursor', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      facts,
      share,
      share,
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.nat(),
      (list, at, around, factor, pick) => {
        const model = modelOf(list)
        const width = Math.max(1, model.total * at)
        const view = zoomed(placed(model.total * around, width, model), model, model.total * around, factor)
        const index = pick % list.length
        for (const seen of [view, following(view, model, index), openView(model, index)]) {
          expect(seen.from).toBeGreaterThanOrEqual(-1e-6)
          expect(seen.to).toBeLessThanOrEqual(model.total + 1e-6)
          expect(seen.to).toBeGreaterThan(seen.from)
        }
        const seen = following(view, model, index)
        expect(startOf(model, index)).toBeGreaterThanOrEqual(seen.from - 1e-6)
        expect(startOf(model, index)).toBeLessThan(seen.to + 1e-6)
      },
    ),
  )
})

test('the main run is on top, and every run in sight has a row', () => {
  const model = modelOf([0, 1, 2, 3, 4, 5].map((run) => ({ run, tokens: 10 })))
  const rows = rowsOf(model, { from: 0, to: model.total }, 3)
  expect([...rows.values()]).toEqual([0, 1, 2, 1, 2, 1])
  expect([...rowsOf(model, { from: 21, to: 29 }, 3).keys()]).toEqual([0, 2])
})
