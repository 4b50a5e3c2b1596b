import { expect, test } from 'vitest'
import { fileHistory } from '@/components/trajectory/file/file-history'
import { stepsOf } from '@/components/trajectory/testing/steps-of'
import { boxesAt, boxFiles, glowAt, glowWords, readHistory } from './replay-glow'

const runs = [
  { id: 'main', parentId: null, role: 'main' as const, path: null },
  { id: 'one', parentId: 'main', role: 'sub' as const, path: 'a/one.ts' },
  { id: 'two', parentId: 'main', role: 'sub' as const, path: 'b/two.ts' },
]
const runPaths = new Map(runs.map(({ id, path }) => [id, path]))
const steps = stepsOf([
  ['main', 'think'],
  ['one', 'think'],
  ['one', 'act', 'read', 'given.ts'],
  ['one', 'act', 'write', 'a/one.ts'],
  ['two', 'act', 'read', 'a/one.ts'],
  ['two', 'observe', 'read', 'a/one.ts'],
  ['two', 'act', 'write', 'b/two.ts'],
])
const history = fileHistory(steps, runs, ['given.ts'])
const reads = readHistory(steps)
const glow = (position: number) => glowAt(steps, runPaths, reads, position)

test('a step glows with what its run writes, what it reads, and what the run has read so far', () => {
  expect(glow(0)).toEqual({ writing: undefined, reading: undefined, read: [] })
  expect(glow(1)).toEqual({ writing: 'a/one.ts', reading: undefined, read: [] })
  expect(glow(3)).toEqual({ writing: 'a/one.ts', reading: undefined, read: ['given.ts'] })
  expect(glow(5)).toEqual({ writing: 'b/two.ts', reading: 'a/one.ts', read: ['a/one.ts'] })
})

test('a box says whether its files are not yet, partly or all there, and what happens to it', () => {
  const boxOfPath = new Map([
    ['given.ts', 0],
    ['a/one.ts', 1],
    ['b/two.ts', 1],
  ])
  const files = boxFiles(2, boxOfPath, history)
  const words = (position: number) =>
    boxesAt(files, boxOfPath, history, glow(position), position).map((box, at) =>
      glowWords(box, files[at]?.paths.length ?? 0),
    )
  expect(words(0)).toEqual(['given', 'not yet'])
  expect(words(2)).toEqual(['given, being read', 'not yet, being written'])
  expect(words(3)).toEqual(['given, read by this run', '1 of 2 written, being written'])
  expect(words(6)).toEqual(['given', 'written, being written'])
})

test('a step of 10,000 changes 60 boxes in well under a frame', () => {
  const many = stepsOf(
    Array.from(
      { length: 10_000 },
      (_, at) => ['one', 'act', at % 2 ? 'write' : 'read', `folder-${at % 60}/${at % 1000}.ts`] as const,
    ),
  )
  const all = fileHistory(many, runs)
  const boxOfPath = new Map(all.paths.map((path) => [path, Number(/\d+/.exec(path)?.[0])]))
  const [files, readings] = [boxFiles(60, boxOfPath, all), readHistory(many)]
  const took = Array.from({ length: 100 }, (_, at) => {
    const startedAt = performance.now()
    boxesAt(files, boxOfPath, all, glowAt(many, runPaths, readings, at * 100), at * 100)
    return performance.now() - startedAt
  })
  // The best of many: what else the machine does is not the point.
  expect(Math.min(...took.slice(50))).toBeLessThan(4)
})
