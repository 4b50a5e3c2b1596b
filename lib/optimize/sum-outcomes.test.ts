import { expect, test } from 'vitest'
import { sumOutcomes } from './sum-outcomes'

const targetOf = (stepId: string, runId: string) => ({
  stepId,
  runId,
  position: 0,
  path: `${runId}.js`,
  isBeforeWrite: true,
})

test('a file counts once, from where its first step began to where its last one ended', () => {
  const targets = [targetOf('a1', 'a'), targetOf('a2', 'a'), targetOf('b', 'b'), targetOf('unsearched', 'c')]
  const outcomes = [
    {
      stepId: 'b',
      baselineNats: 50,
      beforeNats: 40,
      afterNats: 40,
      targetBytes: 5,
      thoughtId: null,
      shuffledNats: null,
    },
    {
      stepId: 'a2',
      baselineNats: 100,
      beforeNats: 80,
      afterNats: 75,
      targetBytes: 10,
      thoughtId: 't2',
      shuffledNats: 95,
    },
    {
      stepId: 'a1',
      baselineNats: 100,
      beforeNats: 90,
      afterNats: 80,
      targetBytes: 10,
      thoughtId: 't1',
      shuffledNats: 95,
    },
  ]
  expect(sumOutcomes(targets, outcomes)).toEqual({
    baselineNats: 150,
    beforeNats: 130,
    afterNats: 115,
    targetBytes: 15,
    stepCount: 3,
    acceptedCount: 2,
  })
})
