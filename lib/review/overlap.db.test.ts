import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { countFacets } from '@/lib/trajectory/count-facets'
import { TrajectorySort } from '@/lib/trajectory/filter'
import { findNeighbours } from '@/lib/trajectory/find-neighbours'
import { getTrajectory } from '@/lib/trajectory/get-trajectory'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { adjudicate } from './adjudicate'
import type { AnnotationView } from './annotation'
import { claimNext, isGoldDue } from './claim-next'
import { createAnnotation } from './create-annotation'
import { getAssignment } from './get-assignment'
import { ReadInbox } from './inbox'
import { LabelFields } from './label'
import { listAnnotations } from './list-annotations'
import { listAudit } from './list-audit'
import { listDisagreements } from './list-disagreements'
import { listVerdicts } from './list-verdicts'
import { markGold } from './mark-gold'
import { ReviewPolicy } from './policy'
import { readAgreement } from './read-agreement'
import { countUnread, readInbox } from './read-inbox'
import { readReview } from './read-review'
import { createLabel } from './save-label'
import { savePolicy } from './save-policy'
import { showPresence } from './show-presence'
import { startThread } from './start-thread'
import { submitVerdict } from './submit-verdict'
import { createPerson, type Person } from './testing/create-people'
import { createQueue } from './testing/create-queue'
import { appendTestRevision, createTestTrajectory } from './testing/create-trajectory'
import { reviseAs } from './testing/revise-as'
import { withdrawVerdict } from './withdraw-verdict'

let ada: Person
let ben: Person
let cleo: Person
let admin: Person
let id: string

async function stateOf(trajectoryId = id): Promise<string> {
  return (await db.trajectory.findUniqueOrThrow({ where: { id: trajectoryId } })).state
}

const approve = { revision: 1, judgement: 'approve' } as const
const reject = { revision: 1, judgement: 'reject', reason: 'It guesses.' } as const

beforeEach(async () => {
  await db.verdict.deleteMany()
  await db.trajectory.deleteMany()
  await db.trajectoryTally.deleteMany()
  await db.queue.deleteMany()
  ada = await createPerson('Ada')
  ben = await createPerson('Ben')
  cleo = await createPerson('Cleo')
  admin = await createPerson('Alma', 'admin')
  id = await createTestTrajectory()
})

describe('with overlap 2', () => {
  test('nothing is decided before both have judged, and then what they agree on', async () => {
    const queue = await createQueue({ overlap: 2 })
    for (const person of [ada, ben]) await claimNext(person, { id: queue.id })
    await submitVerdict(ada, { id, ...approve })
    expect(await stateOf()).toBe('in_review')
    await submitVerdict(ben, { id, ...approve })
    expect(await stateOf()).toBe('approved')
  })

  test('nobody decides alone: not from outside of the queue, nor after the others have decided', async () => {
    const queue = await createQueue({ name: 'Pairs', overlap: 2 })
    const outside = submitVerdict(cleo, { id, ...approve })
    await expect(outside).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/“Pairs”.*claim it/),
    })
    for (const person of [ada, ben]) {
      await claimNext(person, { id: queue.id })
      await submitVerdict(person, { id, ...approve })
    }
    await expect(submitVerdict(cleo, { id, ...reject })).rejects.toMatchObject({ code: 'conflict' })
    expect(await stateOf()).toBe('approved')
  })

  test('a disagreement is settled by somebody else, with a reason, and stays settled', async () => {
    const queue = await createQueue({ overlap: 2 })
    for (const person of [ada, ben]) await claimNext(person, { id: queue.id })
    await submitVerdict(ada, { id, ...approve })
    await submitVerdict(ben, { id, ...reject })
    expect(await stateOf()).toBe('in_review')
    expect(await listDisagreements(cleo, { limit: 10 })).toMatchObject([{ trajectoryId: id, whyNot: null }])
    expect((await readReview(cleo, {})).disagreements).toBe(1)
    expect((await readReview(ada, {})).disagreements).toBe(0)
    await expect(adjudicate(ada, { id, ...approve, reason: 'Mine.' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(async () => adjudicate(cleo, { id, ...approve })).rejects.toMatchObject({ code: 'invalid' })
    await adjudicate(cleo, { id, ...approve, reason: 'The plan holds.' })
    expect(await stateOf()).toBe('approved')
    expect(await listDisagreements(cleo, { limit: 10 })).toEqual([])
    await expect(withdrawVerdict(ben, { id, revision: 1 })).rejects.toMatchObject({ code: 'conflict' })
    const audit = await db.auditEvent.findFirstOrThrow({ where: { subjectId: id, action: 'verdict.settle' } })
    expect(audit).toMatchObject({ actor: 'Cleo', before: { verdicts: [{ by: 'Ada' }, { by: 'Ben' }] } })
  })

  test('a verdict that is taken back opens the decision again, for its reviewer alone', async () => {
    const queue = await createQueue({ overlap: 2 })
    for (const person of [ada, ben]) {
      await claimNext(person, { id: queue.id })
      await submitVerdict(person, { id, ...approve })
    }
    expect(await withdrawVerdict(ada, { id, revision: 1 })).toMatchObject({ state: 'in_review' })
    expect(await claimNext(cleo, { id: queue.id })).toBeNull()
    await submitVerdict(ada, { id, ...reject })
    expect(await listDisagreements(cleo, { limit: 10 })).toHaveLength(1)
  })
})

/** What others did with the trajectory, as its history and the whole trail tell it, the oldest first. */
async function saidInAudit(person: Person): Promise<string[]> {
  const history = (await listAudit(person, { subjectId: id, limit: 50 })).rows
  const all = (await listAudit(person, { limit: 200 })).rows.filter(({ subjectId }) => subjectId === id)
  expect(all).toEqual(history)
  return history
    .filter(({ actor }) => actor !== person.name)
    .map(({ actor, action }) => `${actor} ${action}`)
    .reverse()
}

describe('blind', () => {
  let label: Awaited<ReturnType<typeof createLabel>> | undefined
  beforeEach(() => {
    label = undefined
  })

  /** Everything through which a person could learn what others said about the trajectory. */
  async function seenBy(person: Person) {
    const view = await getTrajectory(person, { id })
    const { rows: listed } = await listTrajectories(person, {})
    const { rows: annotations } = await listAnnotations(person, { id, limit: 50 })
    return {
      verdicts: (await listVerdicts(person, { id, limit: 50 })).rows.map(({ by }) => by),
      ofView: [view.revision.verdict, view.head?.verdict, ...view.revisions.map(({ verdict }) => verdict)]
        .filter((verdict) => verdict !== null)
        .map((verdict) => verdict?.by),
      ofList: listed.find((row) => row.id === id)?.head?.verdict?.by,
      ofFilter: (await listTrajectories(person, { judgedBy: ['Ada', 'Ben'] })).rows.length,
      ofFacets: (await countFacets(person, {})).values.judgedBy.map(({ value }) => value).filter(Boolean),
      ofLabels: listed.find((row) => row.id === id)?.labels ?? [],
      ofLabelCounts: (await countFacets(person, {})).labels.filter(({ count }) => count > 0).length,
      ofLabelFilter: label ? (await listTrajectories(person, { label: [label.id] })).rows.length : 0,
      annotations: annotations.map(({ by }: AnnotationView) => by),
      audit: await saidInAudit(person),
      present: (await showPresence(person, { id })).map(({ name }) => name),
      disagreements: (await listDisagreements(person, { limit: 10 })).length,
      agreement: (await readAgreement(person, {})).verdicts.units,
    }
  }
  const nothing = {
    verdicts: [],
    ofView: [],
    ofList: undefined,
    ofFilter: 0,
    ofFacets: [],
    ofLabels: [],
    ofLabelCounts: 0,
    ofLabelFilter: 0,
    annotations: [],
    audit: [],
    present: [],
    disagreements: 0,
    agreement: 0,
  }

  test('reviewers learn nothing of each other through anything before their own verdict, and all of it after', async () => {
    const queue = await createQueue({ overlap: 2, isBlind: true })
    for (const person of [ada, ben]) await claimNext(person, { id: queue.id })
    const fields = { name: `Good ${uuid()}`, kind: 'boolean', scopes: ['trajectory'], color: 'blue' }
    label = await createLabel(operator, LabelFields.parse(fields))
    await createAnnotation(ada, {
      id,
      annotationId: uuid(),
      labelId: label.id,
      labelVersion: label.version,
      value: true,
      anchor: { scope: 'trajectory' },
      revision: 1,
    })
    await showPresence(ada, { id })
    await submitVerdict(ada, { id, ...approve })
    expect(await seenBy(ben)).toEqual(nothing)
    expect(await seenBy(cleo)).toEqual(nothing)
    await submitVerdict(ben, { id, ...reject })
    const audit = ['Ada assignment.claim', 'Ada annotation.create', 'Ada verdict.approve']
    for (const person of [ben, cleo])
      expect(await seenBy(person)).toMatchObject({
        verdicts: ['Ben', 'Ada'],
        ofFilter: 1,
        ofFacets: expect.arrayContaining(['Ben']),
        ofLabels: [{ count: 1 }],
        ofLabelCounts: 1,
        ofLabelFilter: 1,
        annotations: ['Ada'],
        audit: expect.arrayContaining(audit),
        disagreements: 1,
        agreement: 1,
      })
  })

  test('what others say waits unread in no number and no page of the inbox', async () => {
    const queue = await createQueue({ overlap: 2, isBlind: true })
    for (const person of [ada, ben]) await claimNext(person, { id: queue.id })
    const mentions = [ben.userId]
    const anchor = { scope: 'trajectory' } as const
    const ids = { id, threadId: uuid(), commentId: uuid(), change: uuid() }
    await startThread(ada, { ...ids, revision: 1, anchor, text: 'Too thin.', mentions })
    expect(await countUnread(ben, {})).toEqual({ count: 0 })
    expect(await readInbox(ben, ReadInbox.parse({}))).toEqual({ rows: [], next: null, unread: 0 })
    await submitVerdict(ben, { id, ...approve })
    expect(await countUnread(ben, {})).toEqual({ count: 1 })
    expect((await readInbox(ben, ReadInbox.parse({}))).rows).toHaveLength(1)
  })

  test('an administrator sees what is under way, unless they review it themselves', async () => {
    const queue = await createQueue({ overlap: 2, isBlind: true })
    await claimNext(ada, { id: queue.id })
    await submitVerdict(ada, { id, ...approve })
    expect(await seenBy(admin)).toMatchObject({ verdicts: ['Ada'] })
    await claimNext(admin, { id: queue.id })
    expect(await seenBy(admin)).toEqual(nothing)
  })
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
    expect(await stateOf()).toBe('approved')
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
    expect(await saidInAudit(alma)).toEqual(['Alma verdict.approve', 'Alma gold.mark'])
    expect(await saidInAudit(ada)).toEqual([])
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
    expect(await stateOf()).toBe('draft')
  })
})

describe('where nobody may judge their own words', () => {
  beforeEach(() => savePolicy(admin, ReviewPolicy.parse({ allowsSelfReview: false })))

  test('it is the person that counts, not the name: a namesake may judge, and a new name does not help', async () => {
    await reviseAs(ada, id, 1)
    const namesake = await createPerson('Ada')
    const renamed: Person = { ...ada, name: 'Adele' }
    const queue = await createQueue()
    const verdict = { id, revision: 2, judgement: 'approve' } as const
    expect(await claimNext(renamed, { id: queue.id })).toBeNull()
    await expect(submitVerdict(renamed, verdict)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await claimNext(namesake, { id: queue.id })).toMatchObject({ trajectoryId: id })
    await submitVerdict(namesake, verdict)
    expect(await stateOf()).toBe('approved')
  })
})

test('what has changed since a reviewer’s verdict is told with the work that comes back', async () => {
  const queue = await createQueue()
  await claimNext(ada, { id: queue.id })
  await submitVerdict(ada, { id, revision: 1, judgement: 'return', reasons: ['The plan is too thin'] })
  await appendTestRevision(id, 1)
  const again = await claimNext(ada, { id: queue.id })
  expect((await getAssignment(ada, { id: again!.id })).before).toMatchObject({
    revision: 1,
    judgement: 'return',
    reason: 'The plan is too thin',
    steps: [{ position: 0, path: null }],
    stepCount: 1,
  })
})
