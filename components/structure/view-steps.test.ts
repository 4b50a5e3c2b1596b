import { expect, test } from 'vitest'
import { plainView } from './graph-view'
import { changeHops, fold, markPathEnd, reveal, toggleFocus, unfold } from './view-steps'

test('a folder that is closed and opened again leaves no trace of what was open inside', () => {
  const open = { ...plainView, ...unfold(plainView, 'a/b/') }
  const closed = { ...open, ...fold(open, 'a/') }
  expect(closed).toMatchObject({ open: [], closed: ['a/'], node: 'a/' })
  expect({ ...closed, ...unfold(closed, 'a/') }).toMatchObject({ open: ['a/'], closed: [] })
})

test('a file is brought into the picture from a closed folder, another folder and a focus', () => {
  const view = { ...plainView, closed: ['a/'], folder: 'b/', focus: 'b/x.ts' }
  expect(reveal(view, 'a/c/y.ts')).toEqual({
    node: 'a/c/y.ts',
    edge: null,
    open: ['a/', 'a/c/'],
    closed: [],
    folder: '',
    focus: null,
    cycle: null,
    pathFrom: null,
    pathTo: null,
  })
})

test('a path takes two ends, and a third begins anew', () => {
  const first = { ...plainView, ...markPathEnd(plainView, 'a.ts') }
  const second = { ...first, ...markPathEnd(first, 'b.ts') }
  expect(second).toMatchObject({ pathFrom: 'a.ts', pathTo: 'b.ts' })
  expect(markPathEnd(second, 'c.ts')).toMatchObject({ pathFrom: 'c.ts', pathTo: null })
})

test('the same focus again shows all, and hops stay in bounds', () => {
  const focused = { ...plainView, ...toggleFocus(plainView, 'a.ts') }
  expect(focused.focus).toBe('a.ts')
  expect(toggleFocus(focused, 'a.ts').focus).toBeNull()
  expect(changeHops({ ...plainView, hops: 5 }, 1)).toEqual({ hops: 5 })
})
