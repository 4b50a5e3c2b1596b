import { expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { getJobPayload } from '@/lib/jobs/store'
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { refreshEntry } from '@/lib/trajectory/store-entry'
import { optimizeJob } from './job'
import { requestOptimization } from './request-optimization'
import { requestOptimizations } from './request-optimizations'
import { runOptimizations } from './run-optimizations'

const viewer: Actor = { kind: 'user', userId: '01939f6e-0000-7000-8000-000000000001', name: 'Vera', role: 'viewer' }

function contextOf(jobRunId: string): JobContext {
  return { jobRunId, signal: new AbortController().signal, report: async () => {} }
}

test('every trajectory under the filter is searched, each once however often the job begins, and a refusal stops none', async () => {
  const ids = [await createTestTrajectory(), await createTestTrajectory(), await createTestTrajectory()]
  const busy = await requestOptimization(operator, { id: ids[0]! })
  await db.trajectory.update({ where: { id: ids[2]! }, data: { state: 'rejected' } })
  await refreshEntry(db, ids[2]!)
  const settings = { candidates: 3, hint: 'the cache' }
  const { id } = await requestOptimizations(operator, { filter: { state: ['draft'] }, settings })
  const payload = await getJobPayload(db, id)
  expect(await runOptimizations(payload, contextOf(id))).toMatchObject({
    asked: 1,
    refused: 1,
    firstRefusal: expect.stringContaining('A search is at work'),
  })
  expect(await runOptimizations(payload, contextOf(id))).toMatchObject({ asked: 0, refused: 1 })
  const found = await db.optimization.findMany({ where: { trajectoryId: { in: ids } }, orderBy: { id: 'asc' } })
  expect(found.map(({ trajectoryId }) => trajectoryId)).toEqual([ids[0], ids[1]])
  expect(found[0]!.id).toBe(busy.id)
  expect(found[1]!.settings).toMatchObject({ candidates: 3, rounds: 3, hint: 'the cache', askedBy: id })
  expect(await db.jobRun.count({ where: { kind: optimizeJob.kind, subjectId: ids[1] } })).toBe(1)
})

test('a viewer asks for nothing', async () => {
  expect(() => requestOptimizations(viewer, { filter: {}, settings: {} })).toThrow('You may not')
})
