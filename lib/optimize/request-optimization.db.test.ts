import { describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { pauseJob } from '@/lib/jobs/pause-job'
import { requestCancel } from '@/lib/jobs/request-cancel'
import { appendTestRevision, createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { listOptimizations } from './list-optimizations'
import { requestOptimization } from './request-optimization'
import { requestSampleOptimization } from './request-sample-optimization'
import { listTargets } from './store'

const viewer: Actor = { kind: 'user', userId: '01900000-0000-7000-8000-000000000001', name: 'Vera', role: 'viewer' }

async function countWork(trajectoryId: string): Promise<number[]> {
  const jobs = await db.$queryRaw<unknown[]>`select 1 from graphile_worker.jobs where task_identifier = 'optimize'`
  return [await db.optimization.count({ where: { trajectoryId } }), await db.jobRun.count(), jobs.length]
}

describe('asking for a search', () => {
  test('leaves an optimization of the newest revision and a job', async () => {
    const id = await createTestTrajectory()
    const [, runs, jobs] = await countWork(id)
    const optimization = await requestOptimization(operator, { id })
    expect(optimization).toMatchObject({
      trajectoryId: id,
      baseRevision: 1,
      revision: null,
      state: 'queued',
      scorer: null,
      settings: { candidates: 2, rounds: 3, scorer: 'embedded' },
    })
    expect(await countWork(id)).toEqual([1, runs! + 1, jobs! + 1])
    const job = await db.jobRun.findUniqueOrThrow({ where: { id: optimization.jobId! } })
    expect(job).toMatchObject({ kind: 'optimize', subjectId: id, payload: { optimizationId: optimization.id } })
    expect((await listOptimizations(viewer, { id, limit: 50 })).rows).toEqual([optimization])
  })

  test('on a stale revision is refused and leaves neither an optimization nor a job', async () => {
    const id = await createTestTrajectory()
    await appendTestRevision(id, 1)
    const before = await countWork(id)
    await expect(requestOptimization(operator, { id, revision: 1 })).rejects.toMatchObject({
      code: 'conflict',
      message: 'The trajectory has changed since it was opened.',
    })
    expect(await countWork(id)).toEqual(before)
  })

  test('is refused while another one is waiting or at work, also when both are asked for at once', async () => {
    const id = await createTestTrajectory()
    const asked = await Promise.allSettled([0, 1, 2].map(() => requestOptimization(operator, { id })))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = asked.filter((result) => result.status === 'rejected')
    expect(refused.map(({ reason }) => reason.code)).toEqual(['conflict', 'conflict'])
  })

  test('is refused while the one before is paused, with what to do about it', async () => {
    const id = await createTestTrajectory()
    const first = await requestOptimization(operator, { id })
    await pauseJob(operator, { id: first.jobId! })
    await expect(requestOptimization(operator, { id })).rejects.toThrow('is paused. Resume or cancel it first.')
    const { rows } = await listOptimizations(operator, { id, limit: 50 })
    expect(rows.map(({ state }) => state)).toEqual(['paused'])
  })

  test('is possible again once the job of the one before was canceled or has failed', async () => {
    const id = await createTestTrajectory()
    const first = await requestOptimization(operator, { id })
    await requestCancel(operator, { id: first.jobId! })
    const second = await requestOptimization(operator, { id })
    await db.jobRun.update({ where: { id: second.jobId! }, data: { state: 'failed' } })
    await requestOptimization(operator, { id })
    const { rows } = await listOptimizations(operator, { id, limit: 50 })
    expect(rows.map(({ state }) => state)).toEqual(['queued', 'failed', 'canceled'])
  })

  test('names the step that is no thought before a write, and takes positions as well as ids', async () => {
    const id = await createTestTrajectory()
    await expect(requestOptimization(operator, { id, steps: [1] })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('Step 1 '),
    })
    const [first, second] = await listTargets(db, id)
    await requestOptimization(operator, { id, steps: [first!.position, second!.stepId] })
  })

  test('of a passage changes its paragraphs alone, and needs the one thought that says it', async () => {
    const id = await createTestTrajectory()
    const [first, second] = await listTargets(db, id)
    const passage = 'stay between two'
    const asked = { id, passage, kinds: ['rewrite', 'ground'] as ['rewrite', 'ground'] }
    await expect(requestOptimization(operator, asked)).rejects.toThrow('choose that step alone')
    const other = { ...asked, steps: [second!.stepId] }
    await expect(requestOptimization(operator, other)).rejects.toThrow('does not say what was marked')
    const { settings } = await requestOptimization(operator, { ...asked, steps: [first!.stepId] })
    expect(settings).toMatchObject({ passage, kinds: ['segment'] })
  })

  test('happens by itself for the sample only, once, and over a few steps', async () => {
    const trajectoryId = await createTestTrajectory()
    expect(await requestSampleOptimization(operator, { trajectoryId })).toBeUndefined()
    const trajectory = await db.trajectory.findUniqueOrThrow({
      where: { id: trajectoryId },
      select: { snapshot: true },
    })
    await db.repository.update({ where: { id: trajectory.snapshot.repositoryId }, data: { isSample: true } })
    const optimization = await requestSampleOptimization(operator, { trajectoryId })
    expect(optimization?.settings.steps).toHaveLength(4)
    expect(await requestSampleOptimization(operator, { trajectoryId })).toBeUndefined()
    expect((await countWork(trajectoryId))[0]).toBe(1)
  })

  test('is refused while the trajectory is being synthesized, and to viewers', async () => {
    const id = await createTestTrajectory()
    await expect(async () => requestOptimization(viewer, { id })).rejects.toMatchObject({ code: 'forbidden' })
    await db.trajectory.update({ where: { id }, data: { state: 'synthesizing' } })
    await expect(requestOptimization(operator, { id })).rejects.toMatchObject({ code: 'conflict' })
  })
})
