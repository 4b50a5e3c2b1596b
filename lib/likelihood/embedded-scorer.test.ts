import { afterAll, describe, expect, test } from 'vitest'
import { createEmbeddedScorer } from './embedded-scorer'
import type { ScoreRequest } from './scorer'

const scorer = createEmbeddedScorer({ threads: 1 })
afterAll(() => scorer.close())

const dependency = `<act tool="read" path="src/clock.ts">
</act>
<observe>
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }
</observe>
`

const target = `import { type Clock, systemClock } from './clock'

type Bucket = { tokens: number; refilledAt: number }

export class RateLimiter {
  #buckets = new Map<string, Bucket>()

  constructor(
    private readonly capacity: number,
    private readonly refillPerSecond: number,
    private readonly clock: Clock = systemClock,
  ) {}

  tryAcquire(key: string, cost = 1): boolean {
    const bucket = this.#refill(key)
    if (bucket.tokens < cost) return false
    bucket.tokens -= cost
    return true
  }

  retryAfterSeconds(key: string, cost = 1): number {
    const missing = cost - this.#refill(key).tokens
    return missing <= 0 ? 0 : missing / this.refillPerSecond
  }

  #refill(key: string): Bucket {
    const now = this.clock.now()
    const bucket = this.#buckets.get(key) ?? { tokens: this.capacity, refilledAt: now }
    const elapsedSeconds = (now - bucket.refilledAt) / 1000
    bucket.tokens = Math.min(this.capacity, bucket.tokens + elapsedSeconds * this.refillPerSecond)
    bucket.refilledAt = now
    this.#buckets.set(key, bucket)
    return bucket
  }
}
`

const naming = `<think>
RateLimiter keeps one Bucket of tokens per key, with refilledAt as the time of the last refill. tryAcquire takes the
cost from the bucket or returns false, retryAfterSeconds says how long until enough tokens are there. Both first refill
the bucket: elapsedSeconds times refillPerSecond, at most the capacity. The Clock, systemClock by default, is passed in.
</think>
`
const vague = `<think>
This file is an important part of the project. It should be written carefully, in clear code, following the style of
the other files, and it should cover the main cases as well as the unusual ones. Errors need some thought as well, and
so does the performance. The names should be easy to understand, and the whole should not be longer than necessary.
</think>
`
const ofAnotherFile = `<think>
MarkdownTable renders the rows of a report. columnWidths measures every cell, padCell fills it with spaces, and
renderHeader draws the line of dashes below the titles. escapePipe replaces the characters that would end a cell. The
alignment of each column, left, right or center, comes from the Report, and an empty Report gives an empty string.
</think>
`
const request: ScoreRequest = {
  prefix: dependency,
  thoughts: [naming, vague, ofAnotherFile, ''],
  suffix: '<act tool="write" path="src/rate-limiter.ts">\n',
  target,
}

test('a thought naming the right identifiers beats a vague one, one of another file, and none', async () => {
  const [right, vaguely, other, none] = await scorer.score(request)
  expect(right!.targetNats).toBeLessThan(vaguely!.targetNats - 50)
  expect(right!.targetNats).toBeLessThan(other!.targetNats - 50)
  expect(right!.targetNats).toBeLessThan(none!.targetNats - 50)
  expect(none!.priorNats).toBe(0)
  expect(right!.priorNats).toBeGreaterThan(0)
  expect(right!.targetBytes).toBe(target.length)
})

test('reading the dependency makes the target more likely', async () => {
  const [read] = await scorer.score({ ...request, thoughts: [''] })
  const [unread] = await scorer.score({ ...request, thoughts: [''], prefix: '' })
  expect(read!.targetNats).toBeLessThan(unread!.targetNats)
})

test('scores depend neither on the number of threads, nor on the order, nor on what was asked before', async () => {
  const many = createEmbeddedScorer({ threads: 2 })
  const expected = await scorer.score(request)
  await scorer.score({ ...request, prefix: `${dependency}and more`, thoughts: ['x'] })
  const other = { ...request, thoughts: [vague, naming], prefix: 'something else' }
  const answers = await Promise.all([
    many.score(request),
    many.score(other),
    many.score(request),
    scorer.score(request),
  ])
  for (const index of [0, 2, 3]) expect(answers[index]).toEqual(expected)
  const reversed = await many.score({ ...request, thoughts: request.thoughts.toReversed() })
  expect(reversed.toReversed()).toEqual(expected)
  expect(many.fingerprint).toBe(scorer.fingerprint)
  await many.close()
})

test('a prefix that grows, shrinks or differs between requests scores as if it were new', {
  timeout: 60_000,
}, async () => {
  const prefixes = [
    dependency.slice(0, 40),
    dependency,
    dependency + naming,
    `${dependency.replace('clock', 'watch')}${naming}${naming}`,
    '',
    dependency,
  ]
  for (const prefix of prefixes) {
    const fresh = createEmbeddedScorer({ threads: 1 })
    const asked = { ...request, prefix, thoughts: [vague] }
    expect(await scorer.score(asked)).toEqual(await fresh.score(asked))
    await fresh.close()
  }
})

test('a primer is what was read before the prefix, also when it grows, shrinks, or was broken off', {
  timeout: 60_000,
}, async () => {
  const primers = ['', vague, vague + naming, vague + naming + dependency, vague, ofAnotherFile, vague + naming]
  for (const [index, primer] of primers.entries()) {
    const prefix = `${dependency}${index}`
    const [primed] = await scorer.score({ ...request, primer, prefix, thoughts: [vague] })
    const fresh = createEmbeddedScorer({ threads: 1 })
    const [whole] = await fresh.score({ ...request, prefix: primer + prefix, thoughts: [vague] })
    expect(primed).toEqual(whole)
    await fresh.close()
    const controller = new AbortController()
    const long = primer + target.repeat(400)
    const broken = scorer.score({ ...request, primer: long, thoughts: [vague] }, controller.signal)
    setTimeout(() => controller.abort(new Error('enough')), 30)
    await expect(broken).rejects.toThrow('enough')
  }
})

describe('empty parts', () => {
  const nothing: ScoreRequest = { prefix: '', thoughts: [''], suffix: '', target: '' }

  test('an empty target costs nothing', async () => {
    expect(await scorer.score(nothing)).toMatchObject([{ targetNats: 0, priorNats: 0, targetBytes: 0 }])
  })

  test('without thoughts there are no scores', async () => {
    expect(await scorer.score({ ...request, thoughts: [] })).toEqual([])
  })

  test('a target alone is scored', async () => {
    const [alone] = await scorer.score({ ...nothing, target })
    expect(alone!.targetNats).toBeGreaterThan(100)
  })
})

describe('abort', () => {
  const slow: ScoreRequest = { ...request, prefix: 'const x = 1\n'.repeat(1_000_000) }

  test('rejects within two seconds with the reason, and the next request works', { timeout: 30_000 }, async () => {
    const before = await scorer.score(request)
    const controller = new AbortController()
    const reason = new Error('no longer wanted')
    const asked = scorer.score(slow, controller.signal)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const start = performance.now()
    controller.abort(reason)
    await expect(asked).rejects.toBe(reason)
    expect(await scorer.score(request)).toEqual(before)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  test('frees the queue behind it', { timeout: 30_000 }, async () => {
    const controller = new AbortController()
    const asked = [scorer.score(slow, controller.signal), scorer.score(slow, controller.signal)]
    const behind = scorer.score(request)
    controller.abort()
    const outcomes = await Promise.allSettled(asked)
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    expect(await behind).toHaveLength(4)
  })

  test('a signal that is already aborted starts nothing', async () => {
    await expect(scorer.score(request, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
  })
})
