import { expect, test } from 'vitest'
import { decide, type Opinion } from './decide'

const say = (by: string, judgement: Opinion['judgement'], isDeciding = false): Opinion => ({
  by,
  judgement,
  isDeciding,
})

test('nothing is decided before as many reviewers have judged as are wanted', () => {
  expect(decide([], 1)).toEqual({ kind: 'open', missing: 1 })
  expect(decide([say('a', 'approve')], 2)).toEqual({ kind: 'open', missing: 1 })
})

test('one person counts once, with the last word', () => {
  expect(decide([say('a', 'reject'), say('a', 'approve')], 2)).toEqual({ kind: 'open', missing: 1 })
  expect(decide([say('a', 'reject'), say('b', 'approve'), say('a', 'approve')], 2)).toEqual({
    kind: 'decided',
    judgement: 'approve',
  })
})

test('whoever disagrees splits the verdict, until somebody settles it', () => {
  const split = [say('a', 'approve'), say('b', 'reject')]
  expect(decide(split, 2)).toEqual({ kind: 'split' })
  expect(decide([...split, say('c', 'return', true)], 2)).toEqual({ kind: 'decided', judgement: 'return' })
})
