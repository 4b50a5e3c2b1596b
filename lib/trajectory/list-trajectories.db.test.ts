import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { closeDb, db } from '@/lib/db/client'
import { deleteRepository } from '@/lib/repository/delete-repository'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { appendTestRevision, createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { countFacets } from './count-facets'
import { sortColumns, type TrajectoryFilter, TrajectorySort } from './filter'
import { ListTrajectories, listTrajectories } from './list-trajectories'
import { foldTally, listStaleEntries } from './store-entry'

const count = 12
const ids: string[] = []

beforeAll(async () => {
  for (let index = 0; index < count; index++) ids.push(await createTestTrajectory())
  await submitVerdict(operator, { id: ids[0]!, revision: 1, judgement: 'approve' })
  await submitVerdict(operator, { id: ids[1]!, revision: 1, judgement: 'reject', reason: 'It guesses.' })
  await appendTestRevision(ids[2]!, 1)
}, 300_000)
afterAll(closeDb)

async function listIds(list: Partial<ListTrajectories>): Promise<string[]> {
  return (await listTrajectories(operator, list)).rows.map(({ id }) => id)
}

const sorts = sortColumns.flatMap((column) => [column, `-${column}`]).map((text) => TrajectorySort.decode(text))

test.each(sorts)(
  'pages join without a gap or a double, forwards and back: $column, falling $isDescending',
  async (sort) => {
    const all = await listIds({ sort, limit: 200 })
    expect([...all].sort()).toEqual([...ids].sort())
    const forwards: string[][] = []
    let page = await listTrajectories(operator, { sort, limit: 5 })
    expect(page.previous).toBeNull()
    for (;;) {
      forwards.push(page.rows.map(({ id }) => id))
      if (!page.next) break
      page = await listTrajectories(operator, { sort, limit: 5, after: page.next })
    }
    expect(forwards.flat()).toEqual(all)
    const back: string[][] = []
    while (page.previous) {
      page = await listTrajectories(operator, { sort, limit: 5, before: page.previous })
      back.unshift(page.rows.map(({ id }) => id))
    }
    expect(back.flat()).toEqual(all.slice(0, -2))
  },
)

test('what has no value comes last in both directions', async () => {
  for (const isDescending of [true, false]) {
    const judged = await listIds({ sort: { column: 'judgedBy', isDescending }, limit: 200 })
    expect(judged.slice(0, 2).sort()).toEqual([ids[0], ids[1]].sort())
  }
})

describe('a filter', () => {
  const cases: [string, TrajectoryFilter, () => (string | undefined)[]][] = [
    ['of states', { state: ['approved', 'rejected'] }, () => [ids[1], ids[0]]],
    ['of who judged', { judgedBy: ['operator'] }, () => [ids[1], ids[0]]],
    ['of who judged, or nobody', { judgedBy: ['operator', ''] }, () => [...ids].reverse()],
    ['of words in a thought in use', { text: 'revision' }, () => [ids[2]]],
    [
      'of words that a thought had before',
      { text: '"first a plan"', snapshotId: '00000000-0000-7000-8000-000000000000' },
      () => [],
    ],
    ['of a range', { steps: { from: 1, to: 2 } }, () => []],
    ['of verifiers that fail', { failing: ['causal'] }, () => []],
    ['of verifiers that hold', { holding: ['causal', 'replays'] }, () => [...ids].reverse()],
    ['of a model, where there was none', { model: [''] }, () => [...ids].reverse()],
    ['of a day', { created: { to: '2001-01-01' } }, () => []],
    ['of an author in words', { search: 'TES' }, () => [...ids].reverse()],
    ['of a sign that means any in SQL', { search: '%' }, () => []],
  ]
  test.each(cases)('%s', async (_, filter, expected) => {
    expect(await listIds({ ...filter, limit: 200 })).toEqual(expected())
  })

  test('of the beginning of a commit', async () => {
    const { commit } = (await listTrajectories(operator, { limit: 1 })).rows[0]!
    expect(await listIds({ search: commit.slice(0, 12).toUpperCase() })).toEqual([ids.at(-1)])
  })
})

test('counts beside a list are of the other fields: what else could be chosen', async () => {
  const facets = await countFacets(operator, { state: ['approved'], judgedBy: ['operator'] })
  expect(facets).toMatchObject({ total: 1, isMore: false, isPartial: false })
  expect(facets.values.state).toEqual([
    { value: 'approved', count: 1 },
    { value: 'rejected', count: 1 },
  ])
  expect(facets.values.judgedBy).toEqual([{ value: 'operator', count: 1 }])
  expect(facets.ranges.steps.counts.reduce((sum, count) => sum + count)).toBe(1)
})

test('repositories are counted under the other filters, and the chosen one stays among them', async () => {
  const all = (await countFacets(operator, {})).repositories
  expect(all).toHaveLength(count)
  expect(all.every((repository) => repository.count === 1)).toBe(true)
  const { repositoryId } = (await listTrajectories(operator, { ids: [ids[0]!] })).rows[0]!
  const approved = await countFacets(operator, { state: ['approved'] })
  expect(approved.repositories.map(({ id, count }) => [id, count])).toEqual([[repositoryId, 1]])
  const chosen = await countFacets(operator, { repositoryId, state: ['rejected'] })
  expect(chosen.repositories.map(({ id, count }) => [id, count])).toContainEqual([repositoryId, 0])
  expect(chosen.total).toBe(0)
})

test('a range of whole numbers takes fractions and bounds beyond any number', async () => {
  expect(await listIds({ steps: { from: 0.5, to: 1e12 }, limit: 200 })).toEqual([...ids].reverse())
  expect(await listIds({ steps: { from: 1e12 } })).toEqual([])
})

test('counts under what is not tallied are the same as those of the tally', async () => {
  const [tallied, grouped] = [
    await countFacets(operator, {}),
    await countFacets(operator, { created: { from: '2001-01-01' } }),
  ]
  expect(grouped.values).toEqual(tallied.values)
  expect(grouped.total).toBe(count)
  expect((await countFacets(operator, { text: 'revision' })).values.state).toEqual([{ value: 'draft', count: 1 }])
})

test('a place that is none is refused, and one of another order', async () => {
  expect(ListTrajectories.safeParse({ after: 'x' }).success).toBe(false)
  for (const [column, value] of [
    ['created', 'some day'],
    ['steps', '1.5'],
    ['steps', '99999999999'],
    ['gain', 'much'],
    ['state', 'lost'],
  ] as const)
    for (const side of ['after', 'before'])
      await expect(
        listTrajectories(operator, { sort: { column, isDescending: false }, [side]: `${ids[0]}.${value}` }),
      ).rejects.toThrow('no place in a list')
})

describe('what lists are made from', () => {
  test('says what is said elsewhere, after every change', async () => {
    expect(await listStaleEntries(db)).toEqual([])
    await db.$executeRaw`update trajectory set state = 'returned' where id = ${ids[4]}::uuid`
    expect(await listStaleEntries(db)).toEqual([ids[4]])
    await db.$executeRaw`update trajectory set state = 'draft' where id = ${ids[4]}::uuid`
  })

  const tallies = () => db.$queryRaw<{ count: number }[]>`
    select state::text, language, author, mode, model, judged_by, failing, sum(amount)::int as count
    from trajectory_tally group by 1, 2, 3, 4, 5, 6, 7 having sum(amount) <> 0 order by 1, 2, 3, 4, 5, 6, 7`
  const truth = () => db.$queryRaw<{ count: number }[]>`
    select state::text, language, author, mode, model, judged_by, failing, count(*)::int as count
    from trajectory_entry group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7`

  test('is counted truly, also after it was folded together and after a repository was deleted', async () => {
    expect(await tallies()).toEqual(await truth())
    for (let bucket = 0; bucket < 64; bucket++) await foldTally(db, bucket)
    expect(await tallies()).toEqual(await truth())
    const { repositoryId } = (await listTrajectories(operator, { state: ['approved'] })).rows[0]!
    await deleteRepository(operator, { id: repositoryId })
    expect(await tallies()).toEqual(await truth())
    expect((await truth()).reduce((sum, row) => sum + row.count, 0)).toBe(count - 1)
  })
})
