import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { countFacets } from '@/lib/trajectory/count-facets'
import { getTrajectory } from '@/lib/trajectory/get-trajectory'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { adjudicate } from './adjudicate'
import type { AnnotationView } from './annotation'
import { claimNext } from './claim-next'
import { createAnnotation } from './create-annotation'
import { getAssignment } from './get-assignment'
import { ReadInbox } from './inbox'
import { LabelFields } from './label'
import { listAnnotations } from './list-annotations'
import { listDisagreements } from './list-disagreements'
import { listVerdicts } from './list-verdicts'
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
import { appendTestRevision } from './testing/create-trajectory'
import { reviseAs } from './testing/revise-as'
import { saidInAudit } from './testing/said-in-audit'
import { approve, reject, startReview, stateOf } from './testing/start-review'
import { withdrawVerdict } from './withdraw-verdict'

let ada: Person
let ben: Person
let cleo: Person
let admin: Person
let id: string

beforeEach(async () => {
  ;({ ada, ben, cleo, admin, id } = await startReview())
})

describe('with overlap 2', () => {
  test('nothing is decided before both have judged, and then what they agree on', async () => {
    const queue = await createQueue({ overlap: 2 })
    for (const person of [ada, ben]) await claimNext(person, { id: queue.id })
    await submitVerdict(ada, { id, ...approve })
    expect(await stateOf(id)).toBe('in_review')
    await submitVerdict(ben, { id, ...approve })
    expect(await stateOf(id)).toBe('approved')
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
    expect(await stateOf(id)).toBe('approved')
  })

  test('a disagreement is settled by somebody else, with a reason, and stays settled', async () => {
    const queue = await createQueue({ overlap: 2 })
    for (const person of [ada, ben]) await claimNext(person, { id: queue.id })
    await submitVerdict(ada, { id, ...approve })
    await submitVerdict(ben, { id, ...reject })
    expect(await stateOf(id)).toBe('in_review')
    expect(await listDisagreements(cleo, { limit: 10 })).toMatchObject([{ trajectoryId: id, whyNot: null }])
    expect((await readReview(cleo, {})).disagreements).toBe(1)
    expect((await readReview(ada, {})).disagreements).toBe(0)
    await expect(adjudicate(ada, { id, ...approve, reason: 'Mine.' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(async () => adjudicate(cleo, { id, ...approve })).rejects.toMatchObject({ code: 'invalid' })
    await adjudicate(cleo, { id, ...approve, reason: 'The plan holds.' })
    expect(await stateOf(id)).toBe('approved')
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
      audit: await saidInAudit(person, id),
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
    expect(await stateOf(id)).toBe('approved')
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
