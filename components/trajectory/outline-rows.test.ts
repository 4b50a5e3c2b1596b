import { expect, test } from 'vitest'
import type { Run } from '@/lib/trajectory/trajectory'
import type { StepEntry } from '@/lib/trajectory/view'
import { outlineRows } from './outline-rows'

const runs: Run[] = [
  { id: 'main', parentId: null, role: 'main', path: null },
  { id: 'one', parentId: 'main', role: 'sub', path: 'one.ts' },
  { id: 'two', parentId: 'main', role: 'sub', path: 'two.ts' },
]
const steps = ['main', 'main', 'one', 'one', 'main', 'two', 'main'].map(
  (runId, position): StepEntry => ({
    id: `step-${position}`,
    position,
    runId,
    kind: 'think',
    tool: null,
    path: null,
    bytes: 1,
    candidates: 0,
    isOptimized: position === 3,
    openSearch: null,
    tokens: null,
    sha256: null,
    isError: false,
  }),
)
const lines = (closed: string[]) =>
  outlineRows(runs, steps, new Set(closed)).map((row) =>
    row.kind === 'run' ? `${'  '.repeat(row.depth)}${row.run.id}` : `${'  '.repeat(row.depth)}${row.step.position}`,
  )

test('a run stands where its work begins, and its steps below it', () => {
  expect(lines([])).toEqual(['main', '  0', '  1', '  one', '    2', '    3', '  4', '  two', '    5', '  6'])
})

test('a closed run keeps its line and hides its steps; closing the main run hides everything else', () => {
  expect(lines(['one'])).toEqual(['main', '  0', '  1', '  one', '  4', '  two', '    5', '  6'])
  expect(lines(['main'])).toEqual(['main'])
})

test('a run counts its steps and those that a search improved', () => {
  const one = outlineRows(runs, steps, new Set()).find((row) => row.kind === 'run' && row.run.id === 'one')
  expect(one).toMatchObject({ steps: 2, optimized: 1, first: 2 })
})
