import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignSplits, findLeaks, type SplitRepository } from './splits'

const settings = { seed: 's', ratios: { train: 8, validation: 1, test: 1 }, fixed: {} }

/** Repositories in the order in which they came, each like some of those before it. */
const repositories = fc.array(fc.array(fc.nat(30), { maxLength: 2 }), { minLength: 1, maxLength: 30 }).map((found) => {
  const similar = found.map((): Set<string> => new Set())
  const idOf = (place: number) => `id-${String(place).padStart(3, '0')}`
  for (const [place, others] of found.entries())
    for (const other of others) {
      if (other >= place) continue
      similar[place]?.add(idOf(other))
      similar[other]?.add(idOf(place))
    }
  return found.map(
    (_, place): SplitRepository => ({
      id: idOf(place),
      name: `name-${place}`,
      url: `https://example.com/${place}`,
      similar: [...(similar[place] ?? [])],
    }),
  )
})

test('nothing moves when repositories are added, whatever they are like', () => {
  fc.assert(
    fc.property(repositories, fc.nat(30), (all, count) => {
      const before = assignSplits(all.slice(0, count), settings)
      const after = assignSplits(all, settings)
      for (const [id, split] of before) expect(after.get(id)).toBe(split)
    }),
  )
})

test('a repository is in the split of one that it is nearly the same as, unless it bridges two', () => {
  fc.assert(
    fc.property(repositories, (all) => {
      const splits = assignSplits(all, settings)
      const byId = new Map(all.map((repository) => [repository.id, repository]))
      for (const { id, similar } of all) {
        const older = similar.filter((other) => other < id)
        if (older.length > 0) expect(older.some((other) => splits.get(other) === splits.get(id))).toBe(true)
      }
      for (const { repository, other } of findLeaks(all, splits)) {
        expect(byId.get(repository)?.similar).toContain(other)
        expect(splits.get(repository)).not.toBe(splits.get(other))
      }
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
  const all: SplitRepository[] = [
    { id: 'a', name: 'first', url: 'https://example.com/a', similar: ['b'] },
    { id: 'b', name: 'second', url: 'https://example.com/b', similar: ['a'] },
    { id: 'c', name: 'third', url: 'https://example.com/c', similar: [] },
  ]
  const splits = assignSplits(all, { ...settings, fixed: { test: ['first', 'https://example.com/c'] } })
  expect([...splits.values()]).toEqual(['test', 'test', 'test'])
})
