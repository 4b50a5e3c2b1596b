import { expect, test } from 'vitest'
import type { CandidateView, StepOutcome } from '@/lib/trajectory/view'
import { gainNats, groupCandidates } from './gain'

const search = (optimizationId: string, beforeNats: number | null): StepOutcome => ({
  optimizationId,
  scorer: 'test',
  isEmbedded: true,
  baselineNats: beforeNats,
  beforeNats,
  afterNats: beforeNats,
  createdAt: '2026-11-22T00:00:00.000Z',
})

const candidate = (id: string, optimizationId: string | null, round: number | null, slot = 0): CandidateView => ({
  id,
  optimizationId,
  round,
  slot,
  origin: optimizationId ? 'search' : 'synthesis',
  text: id,
  tokens: 1,
  targetNats: optimizationId ? 90 : null,
  priorNats: null,
  copyRatio: null,
  isAccepted: null,
  whyNot: null,
  isCurrent: false,
})

test('a candidate gains against the start of its own search, and nothing is claimed before that is known', () => {
  expect(gainNats(candidate('a', 'one', 1), search('one', 100))).toBe(10)
  expect(gainNats(candidate('a', 'one', 1), search('one', null))).toBeUndefined()
  expect(gainNats(candidate('start', null, null), undefined)).toBeUndefined()
})

test('candidates stand with their search, round by round, after what no search proposed', () => {
  const all = [
    candidate('c', 'two', 1),
    candidate('b', 'one', 2),
    candidate('a2', 'one', 1, 1),
    candidate('start', null, null),
    candidate('a1', 'one', 1, 0),
  ]
  const groups = groupCandidates(all, [search('one', 1), search('two', 1), search('idle', 1)])
  expect(groups.map((group) => [group.search?.optimizationId, group.candidates.map(({ id }) => id)])).toEqual([
    [undefined, ['start']],
    ['one', ['a1', 'a2', 'b']],
    ['two', ['c']],
  ])
})
