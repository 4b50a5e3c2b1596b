import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseTargets, dealBudget } from './allowance'
import { OptimizationSettings } from './optimization'
import type { Target } from './store'

const targetsOf = (runs: number[]): Target[] =>
  runs.flatMap((steps, run) =>
    Array.from({ length: steps }, (_, step) => {
      const position = run * 100 + step
      const isBeforeWrite = step === steps - 1
      return { stepId: `step-${position}`, position, runId: `run-${run}`, path: `${run}.js`, isBeforeWrite }
    }),
  )

describe('dealBudget', () => {
  test('without a budget every step may score each candidate twice', () => {
    const allowance = dealBudget(targetsOf([1, 2]), OptimizationSettings.parse({}))
    expect([...allowance.values()]).toEqual([12, 12, 12])
  })

  test('deals from left to right: a file costs one call, a step three', () => {
    const settings = OptimizationSettings.parse({ budgetCalls: 37 })
    // 1 + 3 + 12 for the first file, then 1 + 3 + 12 and 3 + 2 for the two steps of the second.
    expect([...dealBudget(targetsOf([1, 2, 1]), settings).values()]).toEqual([12, 12, 2])
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
        expect(files + 3 * dealt.length + candidates).toBeLessThanOrEqual(budgetCalls)
        expect(dealt).toEqual(targets.slice(0, dealt.length))
        expect([...allowance.values()].every((count) => count > 0)).toBe(true)
      }),
    )
  })
})

describe('chooseTargets', () => {
  test('takes positions and ids, each step once, in trajectory order', () => {
    const { chosen, unknown } = chooseTargets(targetsOf([1, 2]), { steps: ['step-101', 0, 'step-0'], thoughts: 'all' })
    expect(chosen.map(({ stepId }) => stepId)).toEqual(['step-0', 'step-101'])
    expect(unknown).toEqual([])
  })

  test('takes all of some runs, or only the thoughts right before a write', () => {
    const targets = targetsOf([2, 2])
    const ids = (settings: Parameters<typeof chooseTargets>[1]) =>
      chooseTargets(targets, settings).chosen.map(({ stepId }) => stepId)
    expect(ids({ runs: ['run-1'], thoughts: 'all' })).toEqual(['step-100', 'step-101'])
    expect(ids({ thoughts: 'write' })).toEqual(['step-1', 'step-101'])
  })

  test('names what is no such step', () => {
    expect(chooseTargets(targetsOf([1]), { steps: [7, 'step-9'], thoughts: 'all' }).unknown).toEqual([7, 'step-9'])
  })
})
