import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { operator } from '@/lib/auth/actor'
import { databaseUrl, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { isAnyWorkerAlive } from './alive-lock'
import { enqueue } from './enqueue'
import { listenToJobs } from './events'
import { defineJob, isEnded, type JobHandler, type JobRun, type JobState } from './job'
import { requestCancel } from './request-cancel'
import { startWorker } from './run-worker'
import { getJobRun } from './store'
import { openRudeServer } from './testing/rude-server'

const countJob = defineJob('count', z.object({ to: z.int() }))
const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function work(handler: JobHandler, url = databaseUrl()): Promise<{ stop(): Promise<void> }> {
  const worker = await startWorker({
    databaseUrl: url,
    handlers: { count: handler },
    concurrency: 1,
    onLost: (error) => console.error(error),
  })
  stops.push(() => worker.stop())
  return worker
}

function enqueueCount(to = 3): Promise<JobRun> {
  return db.$transaction((tx) => enqueue(tx, operator, countJob, { to }, { title: `Count to ${to}` }))
}

async function until(id: string, isReached: (run: JobRun) => boolean): Promise<JobRun> {
  for (;;) {
    const run = await getJobRun(db, id)
    if (isReached(run)) return run
    await sleep(20)
  }
}

const ended = (id: string) => until(id, (run) => isEnded(run.state))

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

describe('a worker', () => {
  test('does a job, keeps its progress and result, and tells whoever listens', async () => {
    const states: JobState[] = []
    const listener = await listenToJobs(databaseUrl(), ({ state }) => states.push(state))
    stops.push(() => listener.close())
    await work(async (payload, { report }) => {
      const { to } = countJob.Payload.parse(payload)
      for (let done = 1; done <= to; done += 1) await report({ done, total: to, unit: 'numbers' })
      return { sum: 6 }
    })
    const { id } = await enqueueCount(3)
    expect(await ended(id)).toMatchObject({ state: 'done', done: 3, total: 3, unit: 'numbers', result: { sum: 6 } })
    expect(states[0]).toBe('queued')
    await expect.poll(() => states.at(-1)).toBe('done')
  })

  test('shows a finished job as wholly done, also when its last steps were not reported', async () => {
    await work(async (_, { report }) => report({ done: 1, total: 5, unit: 'numbers' }))
    const { id } = await enqueueCount(5)
    expect(await ended(id)).toMatchObject({ state: 'done', done: 5, total: 5 })
  })

  test('shows the sentence of a refusal and does not try it again', async () => {
    let tries = 0
    await work(async () => {
      tries += 1
      throw new AppError('not_found', 'There is no such repository.')
    })
    const { id } = await enqueueCount()
    expect(await ended(id)).toMatchObject({ state: 'failed', error: 'There is no such repository.' })
    await sleep(300)
    expect(tries).toBe(1)
  })

  test('stops a running job within two seconds of its cancel', async () => {
    await work((_, { signal }) => untilAborted(signal))
    const { id } = await enqueueCount()
    await until(id, (run) => run.state === 'running')
    const askedAt = Date.now()
    await requestCancel(operator, { id })
    expect((await ended(id)).state).toBe('canceled')
    expect(Date.now() - askedAt).toBeLessThan(2_000)
  })

  test('never begins a job that was canceled while it waited', async () => {
    const { id } = await enqueueCount()
    await requestCancel(operator, { id })
    let tries = 0
    await work(async () => {
      tries += 1
    })
    await sleep(300)
    expect(tries).toBe(0)
    expect((await getJobRun(db, id)).state).toBe('canceled')
  })

  test('hands a job over when it is stopped, and the next worker finishes it', async () => {
    const first = await work((_, { signal }) => untilAborted(signal))
    const { id } = await enqueueCount()
    await until(id, (run) => run.state === 'running')
    await first.stop()
    stops.splice(0)
    expect((await getJobRun(db, id)).state).toBe('queued')
    await work(async () => 'finished')
    const startedAt = Date.now()
    expect(await ended(id)).toMatchObject({ state: 'done', result: 'finished' })
    expect(Date.now() - startedAt).toBeLessThan(2_000)
  })

  test('takes over the jobs of a worker that died', async () => {
    const { id } = await enqueueCount()
    await db.$executeRaw`update graphile_worker._private_jobs
      set locked_by = 'worker-dead', locked_at = now() - interval '4 seconds', attempts = 1 where key = ${id}`
    await work(async () => 'rescued')
    expect(await ended(id)).toMatchObject({ state: 'done', result: 'rescued' })
  })

  test('leaves the jobs of living workers alone', async () => {
    const release = Promise.withResolvers<void>()
    let tries = 0
    const handler: JobHandler = async () => {
      tries += 1
      await release.promise
    }
    await work(handler)
    const { id } = await enqueueCount()
    await until(id, (run) => run.state === 'running')
    await db.$executeRaw`update graphile_worker._private_jobs set locked_at = now() - interval '1 minute' where key = ${id}`
    await work(handler)
    await sleep(500)
    expect(tries).toBe(1)
    release.resolve()
    expect((await ended(id)).state).toBe('done')
  })

  test('gives up on a job that took its workers down again and again', async () => {
    const { id } = await enqueueCount()
    await db.jobRun.update({ where: { id }, data: { attempts: 8, state: 'running' } })
    await work(async () => 'never')
    expect(await ended(id)).toMatchObject({ state: 'failed', error: expect.stringContaining('8 times') })
  })

  test('is seen as alive only while it runs', async () => {
    expect(await isAnyWorkerAlive(databaseUrl())).toBe(false)
    const worker = await work(async () => null)
    expect(await isAnyWorkerAlive(databaseUrl())).toBe(true)
    await worker.stop()
    stops.splice(0)
    expect(await isAnyWorkerAlive(databaseUrl())).toBe(false)
  })

  test('outlives a database that stops while the worker lets go of it', async () => {
    const uncaught: unknown[] = []
    const keep = (error: unknown) => uncaught.push(error)
    const server = await openRudeServer(databaseUrl())
    process.on('uncaughtException', keep)
    stops.push(async () => void process.off('uncaughtException', keep), server.close)
    const worker = await work(async () => 'finished', server.url)
    expect(await ended((await enqueueCount()).id)).toMatchObject({ state: 'done' })
    await worker.stop()
    stops.pop()
    expect(await isAnyWorkerAlive(server.url)).toBe(false)
    await sleep(100)
    expect(server.goodbyes()).toBeGreaterThan(3)
    expect(uncaught).toEqual([])
  })
})
