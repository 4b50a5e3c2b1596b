import { expect, test } from 'vitest'
import type { Anchor } from '@/lib/review/anchor'
import { rollUp } from '@/lib/review/roll-up'
import { countMarks } from './count-marks'

const runs = [
  { id: 'main', parentId: null },
  { id: 'sub', parentId: 'main' },
]
const steps = [
  { id: 'plan', runId: 'main' },
  { id: 'write', runId: 'sub' },
]
const given = (anchor: Anchor) => ({
  anchor,
  labelId: 'good',
  label: { name: 'Good', color: 'blue' as const },
  value: true,
})
const onStep = (stepId: string): Anchor => ({ scope: 'step', stepId, thoughtId: null })
const talk = (anchor: Anchor, resolvedAt: string | null = null) => ({ anchor, resolvedAt })

test('a run carries what its steps carry, and the runs that it delegated to; what is resolved counts no more', () => {
  const rolled = rollUp(
    [given(onStep('write')), given({ scope: 'run', runId: 'sub' }), given(onStep('plan'))],
    steps,
    runs,
  )
  const threads = [
    talk(onStep('write')),
    talk({ scope: 'run', runId: 'sub' }),
    talk(onStep('plan'), 'now'),
    talk({ scope: 'trajectory' }),
  ]
  const { marksByStep, marksByRun, openThreads } = countMarks(rolled, threads, { steps, runs })
  expect(marksByStep.get('write')).toEqual({ annotations: 1, comments: 1 })
  expect(marksByStep.get('plan')).toEqual({ annotations: 1, comments: 0 })
  expect(marksByRun.get('sub')).toEqual({ annotations: 2, comments: 2 })
  expect(marksByRun.get('main')).toEqual({ annotations: 3, comments: 2 })
  expect(openThreads).toBe(3)
})
