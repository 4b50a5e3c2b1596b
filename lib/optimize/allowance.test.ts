import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseTargets, dealBudget } from './allowance'
import { OptimizationSettings } from './optimization'
import type { Target } from './store'

const targetsOf = (runs: number[]): Target[] =>
  runs.flatMap((steps, run) =>
    Array.from({ length: steps }, (_, step) => {
      const position = run * 100 + step
      return { stepId: `step-${position}`, position, runId: `run-${run}`, path: `${run}.js` }
    }),
  )

describe('dealBudget', () => {
  test('without a budget every step gets all its candidates', () => {
    const allowance = dealBudget(targetsOf([1, 2]), OptimizationSettings.parse({}))
    expect([...allowance.values()]).toEqual([6, 6, 6])
  })

  test('deals from left to right: a file costs one call, a step another', () => {
    const settings = OptimizationSettings.parse({ budgetCalls: 18 })
    // 1 + 1 + 6 for the first file, then 1 + 1 + 6 and 1 + 1 for the two steps of the second.
    expect([...dealBudget(targetsOf([1, 2, 1]), settings).values()]).toEqual([6, 6, 1])
  })

  test('never deals more than the budget, and leaves no step out before one that gets something', () => {
    const runs = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 5 })
    const integer = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(runs, integer, fc.integer({ min: 1, max: 4 }), (shape, budgetCalls, rounds) => {
        const targets = targetsOf(shape)
        const allowance = dealBudget(targets, OptimizationSettings.parse({ budgetCalls, rounds }))
        const dealt = targets.filter(({ stepId }) => allowance.has(stepId))
        const files = new Set(dealt.map(({ runId }) => runId)).size
        const candidates = [...allowance.values()].reduce((sum, count) => sum + count, 0)
        expect(files + dealt.length + candidates).toBeLessThanOrEqual(budgetCalls)
        expect(dealt).toEqual(targets.slice(0, dealt.length))
        expect([...allowance.values()].every((count) => count > 0)).toBe(true)
      }),
    )
  })
})

describe('chooseTargets', () => {
  test('takes positions and ids, each step once, in trajectory order', () => {
    const { chosen, unknown } = chooseTargets(targetsOf([1, 2]), ['step-101', 0, 'step-0'])
    expect(chosen.map(({ stepId }) => stepId)).toEqual(['step-0', 'step-101'])
    expect(unknown).toEqual([])
  })

  test('names what is no such step', () => {
    expect(chooseTargets(targetsOf([1]), [7, 'step-9']).unknown).toEqual([7, 'step-9'])
  })
})
