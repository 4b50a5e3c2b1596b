import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { getTrajectory } from '@/lib/trajectory/get-trajectory'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { adjudicate } from './adjudicate'
import type { AnnotationView } from './annotation'
import { claimNext, isGoldDue } from './claim-next'
import { createAnnotation } from './create-annotation'
import { getAssignment } from './get-assignment'
import { LabelFields } from './label'
import { listAnnotations } from './list-annotations'
import { listAudit } from './list-audit'
import { listDisagreements } from './list-disagreements'
import { listVerdicts } from './list-verdicts'
import { markGold } from './mark-gold'
import { readAgreement } from './read-agreement'
import { readReview } from './read-review'
import { createLabel } from './save-label'
import { showPresence } from './show-presence'
import { submitVerdict } from './submit-verdict'
import { createPerson, type Person } from './testing/create-people'
import { createQueue } from './testing/create-queue'
import { appendTestRevision, createTestTrajectory } from './testing/create-trajectory'
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
    const label = await createLabel(operator, LabelFields.parse(fields))
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
        annotations: ['Ada'],
        audit: expect.arrayContaining(audit),
        disagreements: 1,
        agreement: 1,
      })
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
