import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Measures, type ScoredCandidate, type Search, type SearchEvent, searchThought } from './beam'

/** Texts are numbers: the target is likelier the nearer they are to 0, and what begins with 9 copies. */
const scoreOf = (text: string) => {
  const targetNats = Math.abs(Number(text))
  return { valueNats: targetNats, targetNats, priorNats: text.length }
}
const start = { ...scoreOf('50'), text: '50' }
const measuresOf = (text: string): Measures => ({
  copyRatio: text.startsWith('9') ? 0.14 : 0.01,
  longestCopy: 0,
  retainedNats: null,
  headNats: null,
})

type Changes = Partial<Search> & { calls?: number }

function searchOver(proposals: number[][], { calls: most = Number.POSITIVE_INFINITY, ...changes }: Changes = {}) {
  const calls = { proposed: [] as string[], scored: [] as string[] }
  const search: Search = {
    start,
    rounds: proposals.length,
    candidatesPerRound: proposals[0]?.length ?? 0,
    width: 1,
    minGainNats: 0,
    async propose({ round, slot, parent }) {
      calls.proposed.push(`${round}:${slot}:${parent.text}`)
      const inRound = proposals[round - 1]!
      return { text: String(inRound[(slot - 1) % inRound.length]), kind: 'rewrite', promptHash: null }
    },
    async score(text) {
      calls.scored.push(text)
      return scoreOf(text)
    },
    measure: async (text) => measuresOf(text),
    refuse: ({ copyRatio }) => (copyRatio > 0.05 ? 'copies 14% of the target, over the limit of 5%' : null),
    canPay: () => calls.scored.length + (changes.known?.length ?? 0) < most,
    ...changes,
  }
  return { search, calls }
}

async function run(search: Search) {
  const events: SearchEvent[] = []
  for await (const event of searchThought(search)) events.push(event)
  const last = events.at(-1)
  if (last?.kind !== 'finished') throw new Error('The search did not finish.')
  return { events, result: last.result }
}

test('all candidates of a round come from its best, and the best one that passes becomes current', async () => {
  const { search, calls } = searchOver([
    [40, 30],
    [35, 20],
    [25, 21],
  ])
  const { result } = await run(search)
  expect(result.best).toEqual({ text: '20', valueNats: 20, targetNats: 20, priorNats: 2 })
  expect(calls.proposed).toEqual(['1:1:50', '1:2:50', '2:1:30', '2:2:30', '3:1:20', '3:2:20'])
  expect(result.candidates.map(({ accepted }) => accepted)).toEqual([false, true, false, true, false, false])
  expect(result.stopped).toBe('complete')
})

test('every candidate that lost says why', async () => {
  const { search } = searchOver([
    [40, 30],
    [9, 31.24],
    [30, 50],
    [40, 31.24],
    [30.0, 29],
  ])
  const { result } = await run(search)
  expect(result.candidates.map(({ whyNot }) => whyNot)).toEqual([
    'candidate 2 of this round is better by 10.0 nats',
    null,
    'copies 14% of the target, over the limit of 5%',
    'not better: +1.2 nats',
    'same as the present thought',
    'same as the thought the search began with',
    'same as candidate 1 of round 1',
    'same as candidate 2 of round 2',
    'same as the present thought',
    null,
  ])
})

test('a text is scored once, however often it is proposed', async () => {
  const { search, calls } = searchOver([
    [40, 40],
    [40, 50],
  ])
  await run(search)
  expect(calls.scored).toEqual(['40'])
})

test('an equal score is not better', async () => {
  const { result } = await run(searchOver([[-50]]).search)
  expect(result.best.text).toBe('50')
  expect(result.candidates[0]!.whyNot).toBe('not better: +0.0 nats')
})

test('of two equally good candidates the first is accepted', async () => {
  const { result } = await run(searchOver([[-40, 40]]).search)
  expect(result.best.text).toBe('-40')
})

test('a spent budget ends the search with what it has, and says so', async () => {
  const { search, calls } = searchOver(
    [
      [40, 30],
      [20, 10],
    ],
    { calls: 3 },
  )
  const { result } = await run(search)
  expect(calls.scored).toHaveLength(3)
  expect(result.best.text).toBe('20')
  expect(result.stopped).toBe('budget')
})

test('a gain that is not over the least one asked for is no gain', async () => {
  const { result } = await run(searchOver([[47, 44]], { minGainNats: 6 }).search)
  expect(result.best.text).toBe('50')
  expect(result.candidates[1]!.whyNot).toBe('better by 6.0 nats, which is not over 6.0 nats')
})

test('a beam goes on from its best thoughts, and the best of all is the result', async () => {
  const proposals = [
    [40, 30, 45],
    [39, 29, 44],
  ]
  const { search, calls } = searchOver(proposals, { width: 2 })
  const { result } = await run(search)
  expect(calls.proposed.slice(3)).toEqual(['2:1:30', '2:2:30', '2:3:30', '2:4:40', '2:5:40', '2:6:40'])
  expect(result.best.text).toBe('29')
})

test('a guard is asked only of what could win by its value', async () => {
  const asked: string[] = []
  const measure: Search['measure'] = async (text, _, couldWin) => {
    if (couldWin) asked.push(text)
    return measuresOf(text)
  }
  await run(searchOver([[60, 40, 40, 30]], { measure }).search)
  expect(asked).toEqual(['40', '30'])
})

test('an abort ends the search with its reason', async () => {
  const controller = new AbortController()
  const { search, calls } = searchOver([[40, 30]], { signal: controller.signal })
  const events = searchThought(search)
  await events.next()
  controller.abort(new Error('enough'))
  await expect(events.next()).rejects.toThrow('enough')
  expect(calls.scored).toEqual(['40'])
})

const Proposals = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 })).chain(([rounds, slots]) =>
  fc.array(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: slots, maxLength: slots }), {
    minLength: rounds,
    maxLength: rounds,
  }),
)

test('the result is never worse than the start, passes the guard, and its steps only go down', async () => {
  await fc.assert(
    fc.asyncProperty(Proposals, async (proposals) => {
      const { result } = await run(searchOver(proposals).search)
      let present = start.targetNats
      for (const candidate of result.candidates.filter(({ accepted }) => accepted)) {
        expect(candidate.targetNats).toBeLessThan(present)
        expect(candidate.copyRatio).toBeLessThanOrEqual(0.05)
        present = candidate.targetNats
      }
      expect(result.best.targetNats).toBe(present)
      expect(result.candidates.every(({ accepted, whyNot }) => accepted === (whyNot === null))).toBe(true)
    }),
  )
})

test('whatever the width, the result is never worse than the start and a wider beam finds nothing worse', async () => {
  await fc.assert(
    fc.asyncProperty(Proposals, fc.integer({ min: 2, max: 4 }), async (proposals, width) => {
      const narrow = await run(searchOver(proposals).search)
      const wide = await run(searchOver(proposals, { width }).search)
      expect(wide.result.best.valueNats).toBeLessThanOrEqual(start.valueNats)
      expect(wide.result.best.valueNats).toBe(narrow.result.best.valueNats)
    }),
  )
})

test('stopped anywhere and continued, it ends the same and repeats nothing', async () => {
  const Stop = fc.nat(12)
  const Most = fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined })
  const Width = fc.integer({ min: 1, max: 3 })
  await fc.assert(
    fc.asyncProperty(Proposals, Stop, Most, Width, async (proposals, stop, calls, width) => {
      const whole = searchOver(proposals, { calls, width })
      const expected = await run(whole.search)

      const first = searchOver(proposals, { calls, width })
      const known: ScoredCandidate[] = []
      for await (const event of searchThought(first.search)) {
        if (event.kind === 'scored') known.push(event.candidate)
        if (known.length >= stop) break
      }
      const second = searchOver(proposals, { width, known })
      second.search.canPay = () => first.calls.scored.length + second.calls.scored.length < (calls ?? 1e9)
      const continued = await run(second.search)

      expect(continued.result).toEqual(expected.result)
      expect([...first.calls.proposed, ...second.calls.proposed]).toEqual(whole.calls.proposed)
      expect([...first.calls.scored, ...second.calls.scored]).toEqual(whole.calls.scored)
    }),
  )
})
