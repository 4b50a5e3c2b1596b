import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type Actor, operator } from '@/lib/auth/actor'
import { databaseUrl, db } from '@/lib/db/client'
import { enqueue } from './enqueue'
import { defineJob, isUnderWay, type JobHandler, type JobRun } from './job'
import { pauseJob } from './pause-job'
import { requestCancel } from './request-cancel'
import { resumeJob } from './resume-job'
import { startWorker } from './run-worker'
import { getJobRun, listJobRuns } from './store'

const countJob = defineJob('count', z.object({}), { isPausable: true })
const onceJob = defineJob('once', z.object({}))
const viewer: Actor = { kind: 'user', userId: '01900000-0000-7000-8000-000000000001', name: 'Vera', role: 'viewer' }
const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function work(handler: JobHandler): Promise<{ stop(): Promise<void> }> {
  const worker = await startWorker({
    databaseUrl: databaseUrl(),
    handlers: { count: handler, once: handler },
    concurrency: 2,
    onLost: (error) => console.error(error),
  })
  stops.push(() => worker.stop())
  return worker
}

const enqueueOne = (job = countJob) =>
  db.$transaction((tx) => enqueue(tx, operator, job, {}, { title: 'Count to five' }))

async function until(id: string, isReached: (run: JobRun) => boolean): Promise<JobRun> {
  for (;;) {
    const run = await getJobRun(db, id)
    if (isReached(run)) return run
    await sleep(20)
  }
}

const running = (id: string) => until(id, (run) => run.state === 'running' && run.done > 0)
const atRest = (id: string) => until(id, (run) => !isUnderWay(run.state))
const attemptsOf = async (id: string) => (await db.jobRun.findUniqueOrThrow({ where: { id } })).attempts
const queued = async (id: string) =>
  (await db.$queryRaw<unknown[]>`select 1 from graphile_worker._private_jobs where key = ${id}`).length

/** Counts to two, stops there until it is let go, and knows at the next start how far it was. */
function counting(): { handler: JobHandler; starts: number[]; letGo: () => void } {
  const starts: number[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  let done = 0
  const handler: JobHandler = async (_, { signal, report }) => {
    starts.push(done)
    for (; done < 5; done += 1) {
      await report({ done, total: 5, unit: 'numbers', message: 'Counting' })
      // Reports are saved at most every 200 ms.
      if (done < 2) await sleep(150)
      signal.throwIfAborted()
      if (done < 2) continue
      await Promise.race([promise, new Promise((resolve) => signal.addEventListener('abort', resolve))])
      signal.throwIfAborted()
    }
    return { done }
  }
  return { handler, starts, letGo: resolve }
}

test('a running job stops within two seconds of its pause, keeps its progress, and goes on when it is resumed', async () => {
  const { handler, starts, letGo } = counting()
  await work(handler)
  const { id } = await enqueueOne()
  await running(id)
  const askedAt = Date.now()
  expect(await pauseJob(operator, { id })).toMatchObject({ state: 'running', isPausing: true })
  const paused = await atRest(id)
  expect(Date.now() - askedAt).toBeLessThan(2_000)
  expect(paused).toMatchObject({ state: 'paused', done: 2, total: 5, isPausing: false, error: null, endedAt: null })
  expect(await attemptsOf(id)).toBe(0)
  await expect.poll(() => queued(id)).toBe(0)
  await sleep(300)
  expect(starts).toEqual([0])
  letGo()
  expect(await resumeJob(operator, { id })).toMatchObject({ state: 'queued', isPausing: false })
  expect(await atRest(id)).toMatchObject({ state: 'done', done: 5, result: { done: 5 } })
  expect(starts).toEqual([0, 2])
})

test('a waiting job is held, is listed as one that has not ended, and can be canceled', async () => {
  const { id } = await enqueueOne()
  expect(await pauseJob(operator, { id })).toMatchObject({ state: 'paused', isPausing: false })
  expect(await queued(id)).toBe(0)
  const { handler, starts } = counting()
  await work(handler)
  await sleep(300)
  expect(starts).toEqual([])
  expect((await listJobRuns(db, { isActive: true, limit: 200 })).map((job) => job.id)).toContain(id)
  expect(await requestCancel(operator, { id })).toMatchObject({ state: 'canceled' })
  await expect(resumeJob(operator, { id })).rejects.toThrow('The job has ended.')
})

test('what cannot be is refused with a sentence', async () => {
  const { handler, letGo } = counting()
  await work(handler)
  const { id } = await enqueueOne()
  await running(id)
  await expect(resumeJob(operator, { id })).rejects.toThrow('The job is not paused: it runs.')
  await pauseJob(operator, { id })
  await atRest(id)
  await expect(pauseJob(operator, { id })).rejects.toThrow('The job is paused already.')
  letGo()
  await resumeJob(operator, { id })
  await atRest(id)
  await expect(pauseJob(operator, { id })).rejects.toThrow('The job has ended.')
  await expect(resumeJob(operator, { id })).rejects.toThrow('The job has ended.')
  expect(() => pauseJob(viewer, { id })).toThrow(/pause jobs/)
  expect(() => resumeJob(viewer, { id })).toThrow(/resume jobs/)
})

test('a job of a kind that cannot go on where it stopped is not paused', async () => {
  const { id } = await enqueueOne(onceJob)
  await expect(pauseJob(operator, { id })).rejects.toThrow('it can only be canceled')
  expect(await requestCancel(operator, { id })).toMatchObject({ state: 'canceled' })
})

test('of two people at once one pauses it and one is told; both are in the audit once', async () => {
  const { id } = await enqueueOne()
  const ends = await Promise.allSettled([pauseJob(operator, { id }), pauseJob(operator, { id })])
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const again = await Promise.allSettled([resumeJob(operator, { id }), resumeJob(operator, { id })])
  expect(again.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const events = await db.auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
  expect(events.map(({ action }) => action)).toEqual(['job.pause', 'job.resume'])
  expect(await queued(id)).toBe(1)
  await requestCancel(operator, { id })
})

test('a cancel outweighs a pause that is under way', async () => {
  const { handler } = counting()
  await work(handler)
  const { id } = await enqueueOne()
  await running(id)
  await Promise.all([pauseJob(operator, { id }), requestCancel(operator, { id })].map((each) => each.catch(() => {})))
  await expect.poll(async () => (await getJobRun(db, id)).state).toMatch(/canceled|paused/)
  await requestCancel(operator, { id })
  expect(await atRest(id)).toMatchObject({ state: 'canceled', isCanceling: false })
})

test.each([
  ['pause', 'paused'],
  ['cancel', 'canceled'],
] as const)('a %s outlives the worker that was killed before it did it', async (verb, state) => {
  const { id } = await enqueueOne()
  await db.jobRun.update({ where: { id }, data: { state: 'running', attempts: 1 } })
  await (verb === 'pause' ? pauseJob : requestCancel)(operator, { id })
  expect((await getJobRun(db, id)).state).toBe('running')
  await db.$executeRaw`update graphile_worker._private_jobs
    set locked_by = 'worker-dead', locked_at = now() - interval '4 seconds', attempts = 1 where key = ${id}`
  const { handler, starts } = counting()
  await work(handler)
  expect((await atRest(id)).state).toBe(state)
  expect(starts).toEqual([])
})

test('a worker that stops leaves a paused job paused', async () => {
  const { handler, starts, letGo } = counting()
  const first = await work(handler)
  const { id } = await enqueueOne()
  await running(id)
  await Promise.all([pauseJob(operator, { id }), first.stop()])
  stops.splice(0)
  await work(handler)
  expect((await atRest(id)).state).toBe('paused')
  expect(starts).toEqual([0])
  letGo()
  await resumeJob(operator, { id })
  expect((await atRest(id)).state).toBe('done')
})
