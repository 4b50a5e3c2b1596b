import { expect, test } from 'vitest'
import { stepsOf } from '@/components/trajectory/testing/steps-of'
import { fileHistory } from './file-history'
import { type FileQuestion, fileView } from './file-view'

const runs = [{ id: 'one', parentId: null, role: 'sub' as const, path: 'one.ts' }]
const steps = stepsOf([
  ['one', 'think'],
  ['one', 'act', 'write', 'one.ts'],
  ['one', 'observe', 'write', 'one.ts'],
  ['one', 'act', 'read', 'given.ts'],
  ['one', 'observe', 'read', 'given.ts'],
  ['one', 'think'],
  ['one', 'act', 'edit', 'one.ts'],
])
const history = fileHistory(steps, runs, ['given.ts'])
const view = (index: number, question: Partial<FileQuestion> = {}) =>
  fileView(history, steps, index, { mode: 'step', path: undefined, ...question })

test('a write stands before and after, an edit too, and a new file begins from nothing', () => {
  expect(view(1)).toMatchObject({
    kind: 'diff',
    isNew: true,
    before: { from: 'nothing' },
    words: 'this step, a new file',
  })
  expect(view(6)).toMatchObject({
    kind: 'diff',
    before: { from: 'before', step: steps[6] },
    after: { from: 'step', step: steps[6] },
    words: 'this step, before and after',
  })
})

test('a thought shows the write that it leads to, and says which and where', () => {
  expect(view(5)).toMatchObject({ kind: 'diff', goTo: 6, words: 'what it leads to: step 7, before and after' })
  expect(view(4)).toMatchObject({ kind: 'code', path: 'given.ts', words: 'as step 5 read it' })
})

test('since the start a written file comes from nothing and a given one from what was given', () => {
  expect(view(6, { mode: 'start' })).toMatchObject({
    before: { from: 'nothing' },
    after: { from: 'step', step: steps[6] },
    words: 'from nothing to step 7',
  })
  expect(view(4, { mode: 'start' })).toMatchObject({
    before: { from: 'snapshot' },
    after: { from: 'snapshot' },
    words: 'step 5 against what was given',
  })
})

test('against the final file stands what there is at this moment', () => {
  expect(view(1, { mode: 'final' })).toMatchObject({
    before: { from: 'step', step: steps[1] },
    after: { from: 'snapshot' },
    words: 'step 2 against the final file',
  })
})

test('an opened file is shown as it is at the cursor, whatever the step is about', () => {
  expect(view(4, { path: 'one.ts' })).toMatchObject({
    kind: 'code',
    text: { from: 'step', step: steps[1] },
    goTo: 1,
    words: 'at step 5, written by step 2',
  })
  expect(view(5, { path: 'one.ts' })).toMatchObject({ text: { from: 'step', step: steps[1] } })
  expect(view(6, { path: 'one.ts' })).toMatchObject({ kind: 'diff', words: 'this step, before and after' })
  expect(view(0, { path: 'one.ts' })).toMatchObject({
    kind: 'absent',
    goTo: 1,
    words: 'not there yet: step 2 writes it',
  })
  expect(view(0, { path: 'other.ts' })).toMatchObject({ kind: 'absent', goTo: undefined })
  expect(view(0, { path: 'given.ts' })).toMatchObject({
    kind: 'code',
    text: { from: 'snapshot' },
    words: 'at step 1, as given',
  })
})
