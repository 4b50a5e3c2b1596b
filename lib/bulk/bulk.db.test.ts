import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { listWaitingExports } from '@/lib/dataset/export/list-waiting-exports'
import { closeDb, db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { LaterError } from '@/lib/jobs/run-job'
import { getJobPayload, updateJobRun } from '@/lib/jobs/store'
import { claimNext } from '@/lib/review/claim-next'
import { skipAssignment } from '@/lib/review/end-assignment'
import { markGold } from '@/lib/review/mark-gold'
import { readReview } from '@/lib/review/read-review'
import { sendToQueue } from '@/lib/review/send-to-queue'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { createPerson } from '@/lib/review/testing/create-people'
import { createQueue } from '@/lib/review/testing/create-queue'
import { appendTestRevision, createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { countFacets } from '@/lib/trajectory/count-facets'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { listStaleEntries } from '@/lib/trajectory/store-entry'
import { type BulkRequest, canBeUndone, deletionDelayMs } from './bulk'
import { countBulk } from './count-bulk'
import { getBulk, listBulkItems } from './get-bulk'
import { requestBulk } from './request-bulk'
import { runBulk, runBulkUndo } from './run-bulk'
import { undoBulk } from './undo-bulk'

const reviewer: Actor = { kind: 'user', userId: '01939f6e-0000-7000-8000-000000000002', name: 'Rhea', role: 'reviewer' }
const viewer: Actor = { ...reviewer, name: 'Vera', role: 'viewer' }
const context: JobContext = { jobRunId: '', signal: new AbortController().signal, report: async () => {} }
const approve: BulkRequest = { filter: {}, action: { kind: 'verdict', judgement: 'approve', reason: '' } }
let ids: string[]

beforeAll(async () => {
  ids = []
  for (let index = 0; index < 5; index++) ids.push(await createTestTrajectory())
})
afterAll(closeDb)

async function finish(jobId: string | null, run: typeof runBulk): Promise<void> {
  await run(await getJobPayload(db, jobId!), context)
  await updateJobRun(db, jobId!, { state: 'done' })
}

async function statesOf(): Promise<string[]> {
  const { rows } = await listTrajectories(operator, { ids })
  return ids.map((id) => rows.find((row) => row.id === id)!.state)
}

describe('approving all of a list', () => {
  test('is counted first: to how many it would be done, and why not to the others', async () => {
    await submitVerdict(operator, { id: ids[0]!, revision: 1, judgement: 'approve' })
    await db.$executeRaw`update revision set verifiers = jsonb_set(verifiers, '{causal,holds}', 'false') where trajectory_id = ${ids[1]}::uuid`
    await appendTestRevision(ids[4]!, 1)
    await db.$executeRaw`update trajectory_entry set failing = 2 where trajectory_id = ${ids[1]}::uuid`
    const count = await countBulk(reviewer, approve)
    expect(count.applies).toBe(3)
    expect(count.leftOut).toEqual(
      expect.arrayContaining([
        { why: 'approved already', count: 1 },
        { why: 'a verifier does not hold', count: 1 },
      ]),
    )
    await expect(countBulk(viewer, approve)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('leaves out what changed since, is not done twice, and is undone where nothing else happened', async () => {
    const bulk = await requestBulk(reviewer, approve)
    expect(bulk.counts).toMatchObject({ waiting: 3, skipped: 2 })
    await appendTestRevision(ids[2]!, 1)
    await finish(bulk.jobId, runBulk)
    await finish(bulk.jobId, runBulk)
    expect((await getBulk(viewer, { id: bulk.id })).counts).toMatchObject({ done: 2, skipped: 3, waiting: 0 })
    expect(await statesOf()).toEqual(['approved', 'draft', 'draft', 'approved', 'approved'])
    const { rows } = await listBulkItems(viewer, { id: bulk.id, outcome: 'skipped', limit: 100 })
    expect(rows.map(({ why }) => why).sort()).toEqual([
      'A verifier does not hold.',
      'Approved already.',
      'It has changed since it was chosen.',
    ])
    expect(await db.verdict.count({ where: { trajectoryId: ids[3] } })).toBe(1)

    await appendTestRevision(ids[4]!, 2)
    const { undoJobId } = await undoBulk(reviewer, { id: bulk.id })
    await expect(undoBulk(reviewer, { id: bulk.id })).rejects.toMatchObject({ code: 'conflict' })
    await finish(undoJobId, runBulkUndo)
    expect((await getBulk(viewer, { id: bulk.id })).counts).toMatchObject({ undone: 1, kept: 1 })
    expect((await statesOf())[3]).toBe('draft')
  })

  test('goes on after it was killed between a verdict and the note of it', async () => {
    const bulk = await requestBulk(reviewer, { ...approve, filter: { ids: [ids[3]!] } })
    await submitVerdict(reviewer, { id: ids[3]!, revision: 1, judgement: 'approve' })
    await finish(bulk.jobId, runBulk)
    expect((await getBulk(viewer, { id: bulk.id })).counts).toMatchObject({ done: 1 })
    expect(await db.verdict.count({ where: { trajectoryId: ids[3] } })).toBe(1)
  })
})

test('a reason is needed to return, and it is in the audit', async () => {
  const returned = { kind: 'verdict' as const, judgement: 'return' as const }
  const bare = async () => requestBulk(reviewer, { filter: { ids }, action: { ...returned, reason: '' } })
  await expect(bare()).rejects.toMatchObject({ code: 'invalid' })
  const { id, jobId } = await requestBulk(reviewer, { filter: { ids }, action: { ...returned, reason: 'Too short.' } })
  await finish(jobId, runBulk)
  const [event] = await db.auditEvent.findMany({ where: { subjectId: id } })
  expect(event).toMatchObject({ action: 'bulk.verdict', actor: 'Rhea', why: 'Too short.' })
  expect(new Set(await statesOf())).toEqual(new Set(['returned']))
})

describe('deleting', () => {
  const request = (): BulkRequest => ({ filter: { ids: ids.slice(0, 2) }, action: { kind: 'delete' } })
  const totalOf = async () => (await countFacets(operator, {})).total

  test('waits, and is undone by whoever asked as long as it waits', async () => {
    await expect(countBulk(reviewer, request())).rejects.toMatchObject({ code: 'forbidden' })
    const total = await totalOf()
    const bulk = await requestBulk(operator, request())
    await expect(finish(bulk.jobId, runBulk)).rejects.toBeInstanceOf(LaterError)
    expect(await totalOf()).toBe(total)
    expect(canBeUndone(bulk, false)).toBe(true)
    const undone = await undoBulk(operator, { id: bulk.id })
    expect(undone.counts).toMatchObject({ waiting: 0, undone: 2, done: 0 })
    await db.bulkAction.update({ where: { id: bulk.id }, data: { createdAt: new Date(Date.now() - deletionDelayMs) } })
    await finish(bulk.jobId, runBulk)
    expect(await totalOf()).toBe(total)
  })

  test('is counted no more when its time has come, and nothing brings it back', async () => {
    const total = await totalOf()
    const bulk = await requestBulk(operator, request())
    await db.bulkAction.update({ where: { id: bulk.id }, data: { createdAt: new Date(Date.now() - deletionDelayMs) } })
    await finish(bulk.jobId, runBulk)
    expect(await totalOf()).toBe(total - 2)
    await expect(undoBulk(operator, { id: bulk.id })).rejects.toMatchObject({ code: 'conflict' })
    expect(canBeUndone(await getBulk(viewer, { id: bulk.id }), true)).toBe(false)
    expect(await listStaleEntries(db)).toEqual([])
  })
})

describe('sending to review', () => {
  test('puts what a queue would not take into it, and undo takes out what nobody has taken up', async () => {
    const [ada, ben] = [await createPerson('Ada'), await createPerson('Ben')]
    const sent = [await createTestTrajectory(), await createTestTrajectory(), await createTestTrajectory()]
    await submitVerdict(operator, { id: sent[1]!, revision: 1, judgement: 'return', reason: 'Too short.' })
    await submitVerdict(operator, { id: sent[2]!, revision: 1, judgement: 'approve' })
    const queue = await createQueue({ name: 'By hand', filter: { author: ['nobody'] } })
    expect(await claimNext(ada, { id: queue.id })).toBeNull()
    const request: BulkRequest = { filter: { ids: sent }, action: { kind: 'queue', queueId: queue.id } }
    expect(await countBulk(reviewer, request)).toEqual({
      applies: 2,
      leftOut: [{ why: 'approved: it waits for no review', count: 1 }],
    })
    const bulk = await requestBulk(reviewer, request)
    await finish(bulk.jobId, runBulk)
    expect((await getBulk(viewer, { id: bulk.id })).counts).toMatchObject({ done: 2, skipped: 1 })
    expect((await readReview(ada, {})).queues.find(({ id }) => id === queue.id)?.counts.waiting).toBe(2)
    expect((await countBulk(reviewer, request)).leftOut).toContainEqual({ why: 'sent to it already', count: 2 })
    expect(await claimNext(ada, { id: queue.id })).toMatchObject({ trajectoryId: sent[0] })

    await finish((await undoBulk(reviewer, { id: bulk.id })).undoJobId, runBulkUndo)
    expect((await getBulk(viewer, { id: bulk.id })).counts).toMatchObject({ undone: 1, kept: 1 })
    expect(await claimNext(ben, { id: queue.id })).toBeNull()
    expect((await db.auditEvent.findMany({ where: { subjectId: sent[1] } })).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['trajectory.send', 'trajectory.take-out']),
    )
  })

  test('what was sent stays of the queue when whoever had it lets it go', async () => {
    const [ada, ben] = [await createPerson('Ada'), await createPerson('Ben')]
    const sent = await createTestTrajectory()
    const queue = await createQueue({ filter: { author: ['nobody'] } })
    await sendToQueue(reviewer, { id: queue.id, trajectoryId: sent })
    const { id } = (await claimNext(ada, { id: queue.id }))!
    await skipAssignment(ada, { id, reason: 'Not mine.' })
    expect(await claimNext(ben, { id: queue.id })).toMatchObject({ trajectoryId: sent })
    await expect(sendToQueue(reviewer, { id: queue.id, trajectoryId: sent })).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})

test('exporting a list makes one export of what is approved in it and as it was, and is not undone', async () => {
  const [good, draft, changed] = [
    await createTestTrajectory(),
    await createTestTrajectory(),
    await createTestTrajectory(),
  ]
  for (const id of [good, changed]) await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
  const request: BulkRequest = {
    filter: { ids: [good, draft, changed] },
    action: { kind: 'export', format: 'messages' },
  }
  expect(await countBulk(reviewer, request)).toEqual({ applies: 2, leftOut: [{ why: 'not approved', count: 1 }] })
  const bulk = await requestBulk(reviewer, request)
  await appendTestRevision(changed, 1)
  await finish(bulk.jobId, runBulk)
  expect((await getBulk(viewer, { id: bulk.id })).counts).toMatchObject({ done: 1, skipped: 2, waiting: 0 })
  // Nothing goes out before it was looked through.
  expect(await db.release.count()).toBe(0)
  const [asked] = await listWaitingExports(viewer, { limit: 1 })
  expect(asked).toMatchObject({ format: 'messages', by: 'Rhea', trajectories: 1, jobState: 'queued', endedAt: null })
  // A job that was killed before it could say that it is done begins again: it finds nothing left to export.
  const before = await db.dataset.count()
  await finish(bulk.jobId, runBulk)
  expect(await db.dataset.count()).toBe(before)
  await expect(undoBulk(reviewer, { id: bulk.id })).rejects.toMatchObject({ code: 'conflict' })
})

test('a count tells no reviewer what a gold sample is: it is as one that others review blind', async () => {
  const [ada, ben] = [await createPerson('Ada'), await createPerson('Ben')]
  const [gold, other] = [await createTestTrajectory(), await createTestTrajectory()]
  await submitVerdict(operator, { id: gold, revision: 1, judgement: 'approve' })
  await markGold(operator, { id: gold, judgement: 'approve' })
  const queue = await createQueue({ isBlind: true, filter: { ids: [other] } })
  await claimNext(ben, { id: queue.id })
  const countOf = (actor: Actor, id: string, filter: BulkRequest['filter'] = {}) =>
    countBulk(actor, { ...approve, filter: { ids: [id], ...filter } })
  expect(await countOf(ada, gold)).toEqual({ applies: 0, leftOut: [{ why: 'being reviewed in a queue', count: 1 }] })
  expect(await countOf(ada, gold)).toEqual(await countOf(ada, other))
  for (const filter of [{ state: ['approved' as const] }, { judgedBy: ['operator'] }])
    expect(await countOf(ada, gold, filter)).toEqual({ applies: 0, leftOut: [] })
  const all: BulkRequest = { filter: { ids: [gold], state: ['in_review'] }, action: { kind: 'label', labelId: other } }
  expect(await countBulk(ada, all)).toEqual({ applies: 1, leftOut: [] })
})
