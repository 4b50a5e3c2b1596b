import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepsOf } from '@/components/trajectory/testing/steps-of'
import type { Run } from '@/lib/trajectory/trajectory'
import { changesByRun, fileAt, fileHistory, filesAt } from './file-history'

const runs: Run[] = [
  { id: 'main', parentId: null, role: 'main', path: null },
  { id: 'one', parentId: 'main', role: 'sub', path: 'one.ts' },
  { id: 'two', parentId: 'main', role: 'sub', path: 'two.ts' },
]
const steps = stepsOf([
  ['main', 'think'],
  ['one', 'act', 'write', 'one.ts', 10],
  ['one', 'observe', 'write', 'one.ts'],
  ['two', 'act', 'read', 'one.ts'],
  ['two', 'act', 'write', 'two.ts', 20],
  ['one', 'act', 'edit', 'one.ts', 30],
])

test('a file is absent, then written, then changed, and says by whom and since when', () => {
  const history = fileHistory(steps, runs, ['given.ts'])
  expect(filesAt(history, 0).map(({ path, state }) => `${path} ${state}`)).toEqual([
    'given.ts given',
    'one.ts absent',
    'two.ts absent',
  ])
  expect(fileAt(history, 'one.ts', 4)).toMatchObject({
    state: 'written',
    bytes: 10,
    changes: 1,
    allChanges: 2,
    runOrder: 1,
  })
  expect(fileAt(history, 'one.ts', 5)).toMatchObject({ bytes: 30, first: steps[1], last: steps[5], next: undefined })
  expect(fileAt(history, 'two.ts', 3)).toMatchObject({ state: 'absent', bytes: 0, next: steps[4] })
})

test('each run is told with the files that it changes and the steps that do', () => {
  const changes = changesByRun(fileHistory(steps, runs), runs)
  expect(changes.map(({ run, files }) => [run.id, files.map(({ path, steps }) => [path, steps.length])])).toEqual([
    ['one', [['one.ts', 2]]],
    ['two', [['two.ts', 1]]],
  ])
})

test('the tree after any step is what writing in order comes to', () => {
  const write = fc.record({ path: fc.constantFrom('a', 'b', 'c', 'd/e'), bytes: fc.nat(99), isWrite: fc.boolean() })
  fc.assert(
    fc.property(fc.array(write, { maxLength: 40 }), fc.nat(40), (writes, at) => {
      const all = stepsOf(
        writes.map(({ path, bytes, isWrite }) => ['one', 'act', isWrite ? 'write' : 'read', path, bytes] as const),
      )
      const expected = new Map<string, number>()
      for (const { path, bytes, isWrite } of writes.slice(0, at + 1)) if (isWrite) expected.set(path, bytes)
      const found = filesAt(fileHistory(all, runs), at).filter(({ state }) => state === 'written')
      expect(new Map(found.map(({ path, bytes }) => [path, bytes]))).toEqual(expected)
    }),
  )
})

test('with 10,000 steps and 2,000 files the tree after a step costs a few milliseconds', () => {
  const many = stepsOf(
    Array.from(
      { length: 10_000 },
      (_, at) => ['one', 'act', 'write', `folder-${at % 40}/file-${at % 2000}.ts`, at] as const,
    ),
  )
  const history = fileHistory(many, runs)
  const took = Array.from({ length: 20 }, (_, at) => {
    const startedAt = performance.now()
    filesAt(history, at * 500)
    return performance.now() - startedAt
  })
  // The best of many: what else the machine does is not the point.
  expect(Math.min(...took)).toBeLessThan(8)
})
