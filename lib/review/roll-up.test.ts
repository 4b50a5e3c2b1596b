import { expect, test } from 'vitest'
import type { Anchor } from './anchor'
import { rollUp } from './roll-up'

const runs = [
  { id: 'main', parentId: null },
  { id: 'sub', parentId: 'main' },
]
const steps = [
  { id: 'one', runId: 'main' },
  { id: 'two', runId: 'sub' },
]

function given(anchor: object, value: boolean | number = true) {
  return { anchor: anchor as Anchor, labelId: 'wrong', label: { name: 'Wrong', color: 'blue' as const }, value }
}

const counts = (marks: readonly { count: number }[] | undefined) => marks?.map(({ count }) => count)

test('a label on words counts for the step, its run, the run that delegated to it, and the trajectory', () => {
  const span = given({ scope: 'span', stepId: 'two' })
  const { byStep, byRun, trajectory } = rollUp([span, given({ scope: 'hunk', stepId: 'two' })], steps, runs)
  expect(counts(byStep.get('two'))).toEqual([2])
  expect(byStep.get('one')).toBeUndefined()
  expect(counts(byRun.get('sub'))).toEqual([2])
  expect(counts(byRun.get('main'))).toEqual([2])
  expect(counts(trajectory)).toEqual([2])
})

test('a label on a run does not count for its steps, one on the trajectory for none of its parts', () => {
  const { byStep, byRun, trajectory } = rollUp(
    [given({ scope: 'run', runId: 'sub' }), given({ scope: 'trajectory' })],
    steps,
    runs,
  )
  expect(byStep.size).toBe(0)
  expect(counts(byRun.get('main'))).toEqual([1])
  expect(counts(trajectory)).toEqual([2])
})

test('what somebody said is not so is not carried', () => {
  expect(rollUp([given({ scope: 'trajectory' }, false)], steps, runs).trajectory).toEqual([])
})
