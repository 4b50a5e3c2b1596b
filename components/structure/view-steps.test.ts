import { expect, test } from 'vitest'
import { graphModel } from './graph-model'
import { plainView, writeView } from './graph-view'
import { changeHops, fold, markPathEnd, reveal, toggleFocus, unfold } from './view-steps'

const model = graphModel({
  paths: ['a.ts', 'a/c/y.ts', 'b.ts', 'c.ts', 'z.test.py'],
  languages: ['TypeScript', 'TypeScript', 'TypeScript', 'TypeScript', 'Python'],
  lines: [1, 1, 1, 1, 1],
  bytes: [1, 1, 1, 1, 1],
  order: [0, 1, 2, 3, 4],
  roles: ['source', 'source', 'source', 'source', 'test'],
  from: [],
  to: [],
  kinds: [],
})
const withoutTests = {
  ...plainView,
  hidden: { languages: ['TypeScript'], roles: ['test' as const], kinds: ['require' as const] },
}
const testsShown = { languages: ['TypeScript'], roles: [], kinds: ['require'] }

test('a folder that is closed and opened again leaves no trace of what was open inside', () => {
  const open = { ...plainView, ...unfold(plainView, 'a/b/') }
  const closed = { ...open, ...fold(open, 'a/') }
  expect(closed).toMatchObject({ open: [], closed: ['a/'], node: 'a/' })
  expect({ ...closed, ...unfold(closed, 'a/') }).toMatchObject({ open: ['a/'], closed: [] })
})

test('a file is brought into the picture from a closed folder, another folder and a focus', () => {
  const view = { ...plainView, closed: ['a/'], folder: 'b/', focus: 'b/x.ts' }
  expect(reveal(view, 'a/c/y.ts', model)).toEqual({
    node: 'a/c/y.ts',
    edge: null,
    open: ['a/', 'a/c/'],
    closed: [],
    folder: '',
    hidden: plainView.hidden,
    focus: null,
    cycle: null,
    pathFrom: null,
    pathTo: null,
  })
})

test('a file that a filter hides is brought into the picture with only that filter lifted, also from the address', () => {
  const found = { ...withoutTests, ...reveal(withoutTests, 'z.test.py', model) }
  expect(found.hidden).toEqual(testsShown)
  expect(writeView(found).getAll('no-role')).toEqual([])
  expect(toggleFocus(withoutTests, 'z.test.py', model).hidden).toEqual(testsShown)
})

test('a file that is left out of the graph is chosen, and the picture stays', () => {
  expect(reveal({ ...withoutTests, focus: 'a.ts' }, 'dist/x.min.js', model)).toEqual({
    node: 'dist/x.min.js',
    edge: null,
  })
})

test('a path between ends that filters hide lifts both filters', () => {
  const first = { ...withoutTests, pathFrom: 'a.ts' }
  expect(markPathEnd(first, 'z.test.py', model)).toMatchObject({
    pathFrom: 'a.ts',
    pathTo: 'z.test.py',
    hidden: { languages: [], roles: [], kinds: ['require'] },
  })
})

test('a path takes two ends, and a third begins anew', () => {
  const first = { ...plainView, ...markPathEnd(plainView, 'a.ts', model) }
  const second = { ...first, ...markPathEnd(first, 'b.ts', model) }
  expect(second).toMatchObject({ pathFrom: 'a.ts', pathTo: 'b.ts' })
  expect(markPathEnd(second, 'c.ts', model)).toMatchObject({ pathFrom: 'c.ts', pathTo: null })
})

test('the same focus again shows all, and hops stay in bounds', () => {
  const focused = { ...plainView, ...toggleFocus(plainView, 'a.ts', model) }
  expect(focused.focus).toBe('a.ts')
  expect(toggleFocus(focused, 'a.ts', model).focus).toBeNull()
  expect(changeHops({ ...plainView, hops: 5 }, 1)).toEqual({ hops: 5 })
})
