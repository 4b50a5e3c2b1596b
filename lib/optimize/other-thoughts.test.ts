import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairWithOthers } from './other-thoughts'
import type { Target } from './store'

const Targets = fc
  .array(fc.record({ run: fc.nat(6), isBeforeWrite: fc.boolean() }), { maxLength: 30 })
  .map((all) => all.toSorted((one, other) => one.run - other.run))
  .map((all) =>
    all.map(({ run, isBeforeWrite }, position): Target => {
      return { stepId: `s${position}`, position, runId: `r${run}`, path: `${run}.js`, isBeforeWrite }
    }),
  )

test('a step is paired with a step of the same kind in the run of another file', () => {
  fc.assert(
    fc.property(Targets, (targets) => {
      const byId = new Map(targets.map((target) => [target.stepId, target]))
      for (const [stepId, otherId] of pairWithOthers(targets)) {
        expect(byId.get(otherId)!.runId).not.toBe(byId.get(stepId)!.runId)
        expect(byId.get(otherId)!.isBeforeWrite).toBe(byId.get(stepId)!.isBeforeWrite)
      }
    }),
  )
})

test('with one thought a file, every step has a counterpart as soon as there are two files', () => {
  for (const count of [2, 3, 7]) {
    const targets = Array.from({ length: count }, (_, position): Target => {
      return { stepId: `s${position}`, position, runId: `r${position}`, path: `${position}.js`, isBeforeWrite: true }
    })
    expect(pairWithOthers(targets).size).toBe(count)
  }
})
