import { mkdtempSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { Verifiers, verifierNames } from '@/lib/trajectory/verifiers'
import { openDescription } from './describe-items'
import type { Provenance, Range } from './store-items'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-description-'))
afterAll(() => rm(home, { recursive: true, force: true }))

const holds = { holds: true, why: null }
const verifiers = Verifiers.parse(Object.fromEntries(verifierNames.map((name) => [name, holds])))

function itemAt(position: number): Provenance {
  return {
    position,
    split: position < 4 ? 'test' : 'train',
    trajectoryId: `trajectory-${position}`,
    revision: 1,
    variant: '',
    contentHash: `hash-${position}`,
    sourceHash: `hash-${position}`,
    masks: null,
    repositoryName: 'sample',
    repositoryUrl: `https://example.com/${position % 3}`,
    commit: 'c0ffee',
    license: position % 2 === 0 ? 'MIT' : null,
    window: null,
    author: 'embedded',
    harness: null,
    tokens: position,
    trainedTokens: 1,
    maxCopyRatio: 0,
    verifiers,
    generator: 'generator',
    scorers: position === 5 ? ['scorer'] : [],
    decisions: [],
  }
}

async function* read({ first, last }: Range): AsyncGenerator<Provenance[]> {
  for (let start = first; start <= last; start += 3)
    yield Array.from({ length: Math.min(3, last - start + 1) }, (_, place) => itemAt(start + place))
}

/** What a description says of so many documents when these ranges of them are read. */
async function describeBy(ranges: readonly Range[], count: number) {
  const description = await openDescription(home, read)
  const positions: number[] = []
  for (const range of ranges)
    for await (const page of description.pages(range)) positions.push(...page.map(({ position }) => position))
  const { totals, items } = await description.finish(count - 1)
  let text = ''
  for await (const piece of items) text += piece
  await description.close()
  return { positions, totals, items: JSON.parse(`[${text}]`) }
}

const count = 12
const range = fc
  .tuple(fc.nat(count - 1), fc.nat(count - 1))
  .map(([one, other]): Range => ({ first: Math.min(one, other), last: Math.max(one, other) }))

test('every document is described once and in order, whatever is read of them', async () => {
  const whole = await describeBy([], count)
  expect(whole.items.map(({ trajectory }: { trajectory: string }) => trajectory)).toEqual(
    Array.from({ length: count }, (_, position) => `trajectory-${position}`),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(range, { maxLength: 4 }), async (ranges) => {
      const { positions, ...described } = await describeBy(ranges, count)
      expect(described).toEqual({ totals: whole.totals, items: whole.items })
      expect(positions).toEqual(
        ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, place) => first + place)),
      )
    }),
    { numRuns: 50 },
  )
  expect(whole.totals).toMatchObject({ documents: count, tokens: 66, trainedTokens: count, foreign: 0 })
  expect([...whole.totals.splits]).toEqual([
    ['test', { documents: 4, tokens: 6 }],
    ['train', { documents: 8, tokens: 60 }],
  ])
  expect([...whole.totals.licenses]).toEqual([
    ['MIT', 6],
    ['unknown', 6],
  ])
  expect(whole.totals.repositories.size).toBe(3)
  expect([...whole.totals.scorers]).toEqual(['scorer'])
  expect(await readdir(home)).toEqual([])
})
