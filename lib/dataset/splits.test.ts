import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignSplits, findAnchors, findLeaks, type SplitRepository } from './splits'

const settings = { seed: 's', ratios: { train: 8, validation: 1, test: 1 }, fixed: {} }

/** One import: which repository, and a number for its content; numbers next to each other are nearly the same. */
type Import = { repository: string; content: number }

const isLike = (one: Import, other: Import) => Math.abs(one.content - other.content) <= 1

/** The repository of the oldest import that the first one of each was like when it came. */
function eldersIn(imports: readonly Import[]) {
  return async (ids: readonly string[]) =>
    new Map(
      ids.flatMap((id): [string, string][] => {
        const first = imports.findIndex(({ repository }) => repository === id)
        const own = imports[first]
        const elder = own && imports.slice(0, first).find((other) => isLike(own, other))
        return elder ? [[id, elder.repository]] : []
      }),
    )
}

/** The held repositories as a release finds them after these imports. */
async function listed(imports: readonly Import[], held: ReadonlySet<string>): Promise<SplitRepository[]> {
  const known = [...new Set(imports.map(({ repository }) => repository))].filter((id) => held.has(id))
  const named = (id: string) => ({ name: id, url: `https://example.com/${id}` })
  const anchors = await findAnchors(known, eldersIn(imports))
  const importsOf = (id: string) => imports.filter(({ repository }) => repository === id)
  return known.map((id) => ({
    id,
    ...named(id),
    anchor: named(anchors.get(id) ?? ''),
    similar: known.filter(
      (other) => other !== id && importsOf(id).some((one) => importsOf(other).some((two) => isLike(one, two))),
    ),
  }))
}

const repositoryIds = Array.from({ length: 12 }, (_, place) => `repository-${String(place).padStart(2, '0')}`)
const world = fc.array(fc.record({ repository: fc.constantFrom(...repositoryIds), content: fc.nat(20) }), {
  minLength: 1,
  maxLength: 40,
})
const subset = fc.subarray(repositoryIds).map((ids): ReadonlySet<string> => new Set(ids))
/** Looks at what is held, each after more imports than the one before. */
const looks = fc.array(fc.record({ after: fc.nat(40), held: subset }), { minLength: 2, maxLength: 8 })

test('nothing ever moves, whatever is imported and whatever is held at which time', async () => {
  await fc.assert(
    fc.asyncProperty(world, looks, async (imports, looks) => {
      const seen = new Map<string, string | undefined>()
      for (const { after, held } of looks.toSorted((one, other) => one.after - other.after)) {
        const splits = assignSplits(await listed(imports.slice(0, after), held), settings)
        for (const [id, split] of splits) expect(split).toBe(seen.get(id) ?? split)
        for (const [id, split] of splits) seen.set(id, split)
      }
    }),
    { numRuns: 500 },
  )
})

test('a repository is in the split of its elder, and where it is not in that of one it is like, that is a leak', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (imports) => {
      const all = await listed(imports, new Set(repositoryIds))
      const splits = assignSplits(all, settings)
      for (const [id, elder] of await eldersIn(imports)(repositoryIds)) expect(splits.get(id)).toBe(splits.get(elder))
      const leaks = findLeaks(all, splits).map(({ repository, other }) => `${repository} ${other}`)
      const apart = all.flatMap(({ id, similar }) =>
        similar.filter((other) => id < other && splits.get(id) !== splits.get(other)).map((other) => `${id} ${other}`),
      )
      expect(leaks).toEqual(apart)
    }),
  )
})

test('the order in which they are listed changes nothing, another seed does', () => {
  const all = Array.from(
    { length: 200 },
    (_, n): SplitRepository => ({ id: `id-${n}`, name: `n${n}`, url: `https://example.com/${n}`, similar: [] }),
  )
  const splits = assignSplits(all, settings)
  expect(assignSplits([...all].reverse(), settings)).toEqual(splits)
  expect(assignSplits(all, { ...settings, seed: 't' })).not.toEqual(splits)
  const shares = Map.groupBy(splits.values(), (split) => split)
  expect(shares.get('train')?.length).toBeGreaterThan(140)
  expect(shares.get('train')?.length).toBeLessThan(180)
  expect(shares.get('test')?.length).toBeGreaterThan(8)
})

test('a list has the last word, also over the copies of what it lists', () => {
  const [first, third] = ['first', 'third'].map((name) => ({ name, url: `https://example.com/${name}` }))
  const all: SplitRepository[] = [
    { id: 'a', ...first!, similar: ['b'] },
    { id: 'b', name: 'second', url: 'https://example.com/b', similar: ['a'], anchor: first },
    { id: 'c', ...third!, similar: [] },
  ]
  const splits = assignSplits(all, { ...settings, fixed: { test: ['first', third!.url] } })
  expect([...splits.values()]).toEqual(['test', 'test', 'test'])
})
