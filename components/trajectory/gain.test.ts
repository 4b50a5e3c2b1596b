import { expect, test } from 'vitest'
import { candidateOf, outcomeOf, startOf } from '@/components/optimize/testing/candidates'
import { compareWithCurrent, gainNats, groupCandidates } from './gain'

test('a candidate gains against the start of its own search, and nothing is claimed before that is known', () => {
  expect(gainNats(candidateOf({ id: 'a' }), outcomeOf())).toBe(10)
  expect(gainNats(candidateOf({ id: 'a' }), outcomeOf({ beforeNats: null }))).toBeUndefined()
  expect(gainNats(startOf({ id: 'start' }), undefined)).toBeUndefined()
  expect(gainNats(candidateOf({ id: 'a', optimizationId: 'other' }), outcomeOf())).toBeUndefined()
})

test('candidates stand with their search, round by round, after what no search proposed', () => {
  const all = [
    candidateOf({ id: 'c', optimizationId: 'two' }),
    candidateOf({ id: 'b', optimizationId: 'one', round: 2 }),
    candidateOf({ id: 'a2', optimizationId: 'one', slot: 2 }),
    startOf({ id: 'start' }),
    candidateOf({ id: 'a1', optimizationId: 'one' }),
  ]
  const searches = ['one', 'two', 'idle'].map((optimizationId) => outcomeOf({ optimizationId }))
  const groups = groupCandidates(all, searches)
  expect(groups.map((group) => [group.search?.optimizationId, group.candidates.map(({ id }) => id)])).toEqual([
    [undefined, ['start']],
    ['one', ['a1', 'a2', 'b']],
    ['two', ['c']],
  ])
})

const start = startOf({ id: 'start', isCurrent: true })

test('a candidate is compared with the thought in use when its search began with it', () => {
  const candidate = candidateOf({ id: 'a', parentId: 'start', targetNats: 80 })
  expect(compareWithCurrent(candidate, [start, candidate], [outcomeOf()])).toEqual({ nats: 20 })
  expect(compareWithCurrent(start, [start, candidate], [outcomeOf()])).toBeUndefined()
})

test('scores of one scorer are compared across searches, those of different ones are refused in words', () => {
  const winner = candidateOf({ id: 'winner', optimizationId: 'earlier', isCurrent: true, targetNats: 85 })
  const candidate = candidateOf({ id: 'a', parentId: 'start', targetNats: 80 })
  const compare = (scorer: string) =>
    compareWithCurrent(
      candidate,
      [winner, candidate],
      [outcomeOf({ optimizationId: 'earlier', scorer }), outcomeOf({ scorer: 'one' })],
    )
  expect(compare('one')).toEqual({ nats: 5 })
  expect(compare('two')).toEqual({ refusal: expect.stringContaining('two instead of one') })
})

test('what is not measured is not compared', () => {
  const byHand = startOf({ id: 'by hand', isCurrent: true })
  const candidate = candidateOf({ id: 'a', parentId: 'start' })
  expect(compareWithCurrent(candidate, [byHand, candidate], [outcomeOf()])).toBeUndefined()
})
