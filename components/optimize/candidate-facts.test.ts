import { expect, test } from 'vitest'
import { candidateFacts, searchFacts } from './candidate-facts'
import { candidateOf, outcomeOf, startOf } from './testing/candidates'

const start = startOf({ id: 'start', isCurrent: true })
const search = outcomeOf()

test('a candidate that is not measured has only its length', () => {
  expect(candidateFacts(start, search, { candidates: [start], searches: [search] }).map(({ name }) => name)).toEqual([
    'Length',
  ])
})

test('what was measured is told with its unit, and the first lines apart from the rest', () => {
  const candidate = candidateOf({
    id: 'a',
    parentId: 'start',
    priorNats: 61.2,
    copyRatio: 0.012,
    longestCopy: 23,
    retainedNats: 8,
    headNats: 2.5,
    kind: 'ground',
  })
  const facts = candidateFacts(candidate, search, { candidates: [start, candidate], searches: [search] })
  expect(Object.fromEntries(facts.map(({ name, value }) => [name, value]))).toEqual({
    Gain: '+10.0 nats over the start',
    'Against the one in use': '+10.0 nats',
    Retained: '+8.0 nats without what it copies',
    'Where it gains': '+2.5 in the first 10 lines, +7.5 in the rest',
    Code: '90.0 nats after it',
    Price: '61.2 nats',
    Copied: '1.2%, at most 23 characters at a stretch',
    Length: '1 token',
    Proposal: 'True facts of the file and of what it uses are added.',
  })
})

test('scores of another scorer are refused with the reason', () => {
  const winner = candidateOf({ id: 'winner', optimizationId: 'later', isCurrent: true })
  const candidate = candidateOf({ id: 'a' })
  const searches = [search, outcomeOf({ optimizationId: 'later', scorer: 'two' })]
  const facts = candidateFacts(candidate, search, { candidates: [winner, candidate], searches })
  expect(facts.find(({ name }) => name === 'Against the one in use')?.value).toMatch(/cannot be compared.*two/)
})

test('a search tells what it measured beside the candidates, and nothing before', () => {
  expect(searchFacts(outcomeOf({ shuffledNats: 105 }))).toEqual([
    '120.0 without a thought',
    '105.0 with another file’s thought',
    '100.0 at the start',
    '100.0 at the end',
  ])
  expect(searchFacts(outcomeOf({ baselineNats: null, beforeNats: null, afterNats: null }))).toEqual([])
})
