import { expect, test } from 'vitest'
import { renderPlan } from './render'

const entry = { path: 'src/queue.ts', purpose: 'Keeps jobs in order.', dependencies: ['src/job.ts'] }

test('a plan from before interfaces and checks were asked for renders as it did then', () => {
  expect(renderPlan({ requirements: ['Keep order.'], files: [entry] })).toBe(
    'Requirements\n- Keep order.\n\nFiles, in writing order\n1. `src/queue.ts`: Keeps jobs in order. Needs `src/job.ts`.\n',
  )
})

test('what an entry promises stands under it', () => {
  const promised = { ...entry, interface: 'Jobs are added and taken.', check: 'A run of its test.' }
  expect(renderPlan({ requirements: [], files: [promised] })).toContain(
    '1. `src/queue.ts`: Keeps jobs in order. Needs `src/job.ts`.\n   Interface: Jobs are added and taken.\n   Check: A run of its test.\n',
  )
})
