import { expect, test } from 'vitest'
import { type SeriesCandidate, type SettledStep, toSeries } from './series'

const step = (stepId: string, beforeNats: number, afterNats: number, thoughtId: string | null): SettledStep => {
  const place = { stepId, runId: stepId, position: 0, path: `${stepId}.js`, targetBytes: 10 }
  return { ...place, baselineNats: beforeNats + 5, beforeNats, afterNats, shuffledNats: 95, thoughtId }
}
const candidate = (id: string, round: number, targetNats: number, more: Partial<SeriesCandidate> = {}) => ({
  ...{ id, stepId: id[0]!, round, kind: 'rewrite', tokens: 7, targetNats, priorNats: 20, copyRatio: 0.01 },
  ...{ retainedNats: 2, headNats: 1, isAccepted: false, ...more },
})

const steps = [step('a', 100, 80, 'a3'), step('b', 50, 50, null)]
const candidates = [
  candidate('a1', 1, 90, { isAccepted: true }),
  candidate('a2', 1, 120, { kind: 'shorten', copyRatio: 0.2 }),
  candidate('a3', 2, 80, { isAccepted: true, retainedNats: 15, headNats: 12 }),
  candidate('b1', 1, 60),
  candidate('c1', 1, 1, { isAccepted: true }),
]

test('rounds add up the best thoughts by then, of settled steps alone', () => {
  expect(toSeries(steps, candidates, 9).rounds).toEqual([
    { round: 0, nats: 150 },
    { round: 1, nats: 140 },
    { round: 2, nats: 130 },
  ])
})

test('a step has the price of what it ended at', () => {
  expect(toSeries(steps, candidates, 9).steps.map(({ stepId, priceNats }) => [stepId, priceNats])).toEqual([
    ['a', 20],
    ['b', null],
  ])
})

test('kinds say how often they were tried and taken, and what they gain on average, the losers too', () => {
  expect(toSeries(steps, candidates, 9).kinds).toEqual([
    { kind: 'rewrite', proposed: 4, accepted: 3, meanGainNats: (10 + 20 - 10) / 3 },
    { kind: 'shorten', proposed: 1, accepted: 0, meanGainNats: -20 },
  ])
})

test('guards count what was accepted last', () => {
  const { guards, proposedTokens, scoringCalls } = toSeries(steps, candidates, 9)
  expect(guards).toEqual({
    shuffled: 2,
    beatsShuffled: 2,
    gainNats: 20,
    retainedNats: 15,
    headNats: 12,
    medianCopyRatio: 0.01,
  })
  expect({ proposedTokens, scoringCalls }).toEqual({ proposedTokens: 35, scoringCalls: 9 })
})

test('the largest search that the settings allow is no trouble', () => {
  const many = Array.from({ length: 200_000 }, (_, index) => candidate(`a${index}`, 1 + (index % 16), 90))
  expect(toSeries(steps, many, 9).rounds).toHaveLength(17)
})

test('a search that has found nothing yet has no rounds but the first', () => {
  expect(toSeries([], [], 0)).toMatchObject({ steps: [], kinds: [], rounds: [{ round: 0, nats: 0 }] })
})

test('a file with several thoughts counts once, from where its first began to where its last ended', () => {
  const chain = [step('a', 100, 90, 'a1'), step('b', 90, 70, 'b2')].map((found) => ({ ...found, runId: 'one' }))
  const found = [candidate('a1', 1, 90, { isAccepted: true }), candidate('b2', 2, 70, { isAccepted: true })]
  expect(toSeries(chain, found, 2)).toMatchObject({
    rounds: [
      { round: 0, nats: 100 },
      { round: 1, nats: 90 },
      { round: 2, nats: 70 },
    ],
    baselineNats: 105,
  })
})
