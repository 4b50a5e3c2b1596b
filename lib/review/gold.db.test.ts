import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { countFacets } from '@/lib/trajectory/count-facets'
import { TrajectorySort } from '@/lib/trajectory/filter'
import { findNeighbours } from '@/lib/trajectory/find-neighbours'
import { getTrajectory } from '@/lib/trajectory/get-trajectory'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { claimNext, isGoldDue } from './claim-next'
import { getAssignment } from './get-assignment'
import { markGold } from './mark-gold'
import { readAgreement } from './read-agreement'
import { submitVerdict } from './submit-verdict'
import { createPerson, type Person } from './testing/create-people'
import { createQueue } from './testing/create-queue'
import { createTestTrajectory } from './testing/create-trajectory'
import { saidInAudit } from './testing/said-in-audit'
import { approve, reject, startReview, stateOf } from './testing/start-review'
import { withdrawVerdict } from './withdraw-verdict'

let ada: Person
let ben: Person
let admin: Person
let id: string

beforeEach(async () => {
  ;({ ada, ben, admin, id } = await startReview())
})

describe('gold samples', () => {
  /** Of a queue of which half is gold: the person's first work is, and the second is not. */
  function seedOfGoldFirst(userId: string): string {
    for (let seed = 0; ; seed += 1) {
      const queue = { seed: String(seed), goldShare: 0.5 }
      if (isGoldDue(queue, userId, 0) && !isGoldDue(queue, userId, 1)) return queue.seed
    }
  }

  test('are mixed in, look like any other, decide nothing, and tell administrators how reviewers judge', async () => {
    await submitVerdict(admin, { id, ...approve })
    await markGold(admin, { id, judgement: 'approve', reason: 'A model of its kind.' })
    const other = await createTestTrajectory()
    const queue = await createQueue({ goldShare: 0.5 })
    await db.queue.update({ where: { id: queue.id }, data: { seed: seedOfGoldFirst(ada.userId) } })
    const claimed = []
    for (let next = await claimNext(ada, { id: queue.id }); next; next = await claimNext(ada, { id: queue.id }))
      claimed.push(next)
    expect(claimed.map(({ trajectoryId }) => trajectoryId)).toEqual([id, other])
    const view = await getTrajectory(ada, { id })
    expect(view).toMatchObject({ state: 'in_review', revision: { verdict: null } })
    expect(JSON.stringify(await getAssignment(ada, { id: claimed[0]!.id }))).not.toMatch(/gold/i)
    await submitVerdict(ada, { id, ...reject })
    expect(await stateOf(id)).toBe('approved')
    expect(await db.verdict.count({ where: { trajectoryId: id } })).toBe(1)
    expect((await readAgreement(admin, {})).gold).toMatchObject([{ name: 'Ada', judged: 1, right: 0 }])
    expect((await readAgreement(ada, {})).gold).toBeNull()
  })

  test('are found by no filter as what their view does not say', async () => {
    await submitVerdict(admin, { id, ...approve })
    await markGold(admin, { id, judgement: 'approve' })
    const find = async (person: Actor, filter: Parameters<typeof listTrajectories>[1]) =>
      (await listTrajectories(person, filter)).rows.map((row) => row.id)
    for (const filter of [{ state: ['approved' as const] }, { judgedBy: ['Alma'] }]) {
      expect(await find(ada, filter)).toEqual([])
      expect(await find(admin, filter)).toEqual([id])
    }
    for (const filter of [{ state: ['in_review' as const] }, { judgedBy: [''] }]) {
      expect(await find(ada, filter)).toEqual([id])
      expect(await find(admin, filter)).toEqual([])
    }
  })

  test('stand in no order and no count where only their secret could put them', async () => {
    const others = [await createTestTrajectory(), await createTestTrajectory(), await createTestTrajectory()]
    await submitVerdict(admin, { id: others[0]!, ...approve })
    await submitVerdict(admin, { id, ...reject })
    await markGold(admin, { id, judgement: 'reject' })
    const gold = await createTestTrajectory()
    await submitVerdict(admin, { id: gold, ...approve })
    await markGold(admin, { id: gold, judgement: 'approve' })
    const states = { synthesizing: 0, draft: 1, in_review: 2, approved: 3, rejected: 4, returned: 5, released: 6 }
    for (const text of ['state', '-state', 'judgedBy', '-judgedBy']) {
      const sort = TrajectorySort.decode(text)
      const { rows } = await listTrajectories(ada, { sort })
      const seen = rows.map((row) =>
        sort.column === 'state'
          ? states[row.state]
          : row.head?.verdict
            ? sort.isDescending
              ? 1
              : 0
            : sort.isDescending
              ? 0
              : 1,
      )
      expect(seen).toEqual(seen.toSorted((one, other) => (sort.isDescending ? other - one : one - other)))
      const paged = []
      for (let after: string | undefined, isMore = true; isMore; ) {
        const page = await listTrajectories(ada, { sort, limit: 2, after })
        paged.push(...page.rows.map((row) => row.id))
        expect(page.next ?? '').not.toMatch(sort.column === 'state' ? /rejected/ : /never/)
        after = page.next ?? undefined
        isMore = after !== undefined
      }
      expect(paged).toEqual(rows.map((row) => row.id))
      const back = []
      for (
        let before = (await listTrajectories(ada, { sort, limit: 1, after: await placeOf(sort, 4) })).previous;
        before;
      ) {
        const page = await listTrajectories(ada, { sort, limit: 2, before })
        back.unshift(...page.rows.map((row) => row.id))
        before = page.previous
      }
      expect(back).toEqual(paged.slice(0, -1))
      for (const [index, one] of paged.entries())
        expect(await findNeighbours(ada, { id: one, sort })).toEqual({
          previous: paged[index - 1] ?? null,
          next: paged[index + 1] ?? null,
          position: index + 1,
          count: paged.length,
        })
    }
    for (const filter of [{}, { created: { from: '2001-01-01' } }]) {
      const { values } = await countFacets(ada, filter)
      expect(values.state).toEqual(
        expect.arrayContaining([
          { value: 'in_review', count: 2 },
          { value: 'approved', count: 1 },
          { value: 'draft', count: 2 },
        ]),
      )
      expect(values.judgedBy).toEqual([
        { value: '', count: 4 },
        { value: 'Alma', count: 1 },
      ])
      expect((await countFacets(admin, filter)).values.judgedBy).toContainEqual({ value: 'Alma', count: 3 })
    }
  })

  async function placeOf(sort: TrajectorySort, limit: number): Promise<string | undefined> {
    return (await listTrajectories(ada, { sort, limit })).next ?? undefined
  }

  test('refuse a verdict from outside of their queue with the words of any other that is reviewed blind', async () => {
    await submitVerdict(admin, { id, ...approve })
    await markGold(admin, { id, judgement: 'approve' })
    const other = await createTestTrajectory()
    const queue = await createQueue({ isBlind: true })
    await claimNext(ben, { id: queue.id })
    const say = (trajectoryId: string) =>
      submitVerdict(ada, { id: trajectoryId, ...approve }).then(
        () => 'given',
        (error: Error) => error.message,
      )
    expect(await say(id)).toBe(await say(other))
    expect(await say(id)).toMatch(/being reviewed/)
  })

  test('are known from the audit trail to administrators alone', async () => {
    await submitVerdict(admin, { id, ...approve })
    await markGold(admin, { id, judgement: 'approve' })
    const alma = await createPerson('Another', 'admin')
    expect(await saidInAudit(alma, id)).toEqual(['Alma verdict.approve', 'Alma gold.mark'])
    expect(await saidInAudit(ada, id)).toEqual([])
  })

  test('can be judged again after a verdict on them was taken back', async () => {
    await markGold(admin, { id, judgement: 'reject' })
    const queue = await createQueue({ goldShare: 0.5 })
    const assignment = await db.assignment.create({
      data: {
        queueId: queue.id,
        trajectoryId: id,
        userId: ada.userId,
        state: 'claimed',
        revision: 1,
        leaseUntil: new Date(Date.now() + 60_000),
        isGold: true,
      },
    })
    await submitVerdict(ada, { id, ...approve })
    await withdrawVerdict(ada, { id, revision: 1 })
    await submitVerdict(ada, { id, ...reject })
    expect(await db.assignment.findUniqueOrThrow({ where: { id: assignment.id } })).toMatchObject({
      judgement: 'reject',
    })
    expect(await stateOf(id)).toBe('draft')
  })
})
