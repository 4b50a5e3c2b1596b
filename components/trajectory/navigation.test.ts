import { expect, test } from 'vitest'
import type { StepEntry } from '@/lib/trajectory/view'
import { isWrite, moveBy, moveTo, moveToRun } from './navigation'

const steps = ['main', 'main', 'one', 'one', 'one', 'main', 'two'].map(
  (runId, position): StepEntry => ({
    id: String(position),
    position,
    runId,
    kind: position === 4 ? 'act' : 'think',
    tool: position === 4 ? 'write' : null,
    path: null,
    bytes: 1,
    candidates: 0,
    isOptimized: false,
    openSearch: null,
    tokens: null,
    sha256: null,
    isError: false,
  }),
)

test('steps end at the first and the last', () => {
  expect(moveBy(steps, 0, -1)).toBe(0)
  expect(moveBy(steps, 3, 1)).toBe(4)
  expect(moveBy(steps, 6, 1)).toBe(6)
})

test('a run is entered at its beginning, from both sides', () => {
  expect(moveToRun(steps, 0, 1)).toBe(2)
  expect(moveToRun(steps, 4, -1)).toBe(2)
  expect(moveToRun(steps, 2, -1)).toBe(0)
  expect(moveToRun(steps, 6, 1)).toBe(6)
})

test('the next write is found, and without one the cursor stays', () => {
  expect(moveTo(steps, 0, 1, isWrite)).toBe(4)
  expect(moveTo(steps, 5, -1, isWrite)).toBe(4)
  expect(moveTo(steps, 4, 1, isWrite)).toBe(4)
})
