import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { operator } from '@/lib/auth/actor'
import { databaseUrl, db } from '@/lib/db/client'
import { enqueue } from './enqueue'
import { defineJob, isEnded, type JobHandler, type JobRun } from './job'
import { requestCancel } from './request-cancel'
import { LaterError } from './run-job'
import { startWorker } from './run-worker'
import { getJobRun } from './store'

const waitJob = defineJob('wait', z.object({}))
const otherJob = defineJob('other', z.object({}))
const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function work(handlers: Record<string, JobHandler>): Promise<void> {
  const onLost = (error: unknown) => console.error(error)
  const worker = await startWorker({ databaseUrl: databaseUrl(), handlers, concurrency: 1, onLost })
  stops.push(worker.stop)
}

const add = (job: typeof waitJob): Promise<JobRun> =>
  db.$transaction((tx) => enqueue(tx, operator, job, {}, { title: job.kind }))

async function ended(id: string): Promise<JobRun> {
  await expect.poll(async () => isEnded((await getJobRun(db, id)).state), { timeout: 15_000 }).toBe(true)
  return getJobRun(db, id)
}

test('a job that waits for another lets it run on the only worker, and is begun again as often as it takes', async () => {
  let isDone = false
  let begun = 0
  const waiting = await add(waitJob)
  const other = await add(otherJob)
  await work({
    async wait() {
      begun += 1
      if (!isDone || begun < 12) throw new LaterError(10)
      return begun
    },
    async other() {
      isDone = true
    },
  })
  expect((await ended(other.id)).state).toBe('done')
  expect(await ended(waiting.id)).toMatchObject({ state: 'done', result: 12 })
})

test('a job that waits runs for people, and is canceled when it would be begun again', async () => {
  let begun = 0
  const { id } = await add(waitJob)
  await work({
    async wait() {
      begun += 1
      throw new LaterError(300)
    },
  })
  await expect.poll(() => begun).toBe(1)
  await expect.poll(async () => (await getJobRun(db, id)).state).toBe('running')
  await requestCancel(operator, { id })
  expect((await ended(id)).state).toBe('canceled')
  expect(begun).toBeLessThan(3)
})
