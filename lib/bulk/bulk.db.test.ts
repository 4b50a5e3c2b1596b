import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { closeDb, db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { getJobPayload, updateJobRun } from '@/lib/jobs/store'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { appendTestRevision, createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { countFacets } from '@/lib/trajectory/count-facets'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { listStaleEntries } from '@/lib/trajectory/store-entry'
import type { BulkRequest } from './bulk'
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

test('only administrators delete, what is deleted is counted no more, and nothing brings it back', async () => {
  const request: BulkRequest = { filter: { ids: ids.slice(0, 2) }, action: { kind: 'delete' } }
  await expect(countBulk(reviewer, request)).rejects.toMatchObject({ code: 'forbidden' })
  const { total } = await countFacets(operator, {})
  const bulk = await requestBulk(operator, request)
  await finish(bulk.jobId, runBulk)
  expect((await countFacets(operator, {})).total).toBe(total - 2)
  await expect(undoBulk(operator, { id: bulk.id })).rejects.toMatchObject({ code: 'conflict' })
  expect(await listStaleEntries(db)).toEqual([])
})
