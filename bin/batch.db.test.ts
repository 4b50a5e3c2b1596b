import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProject } from '@/e2e/project'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { isEnded } from '@/lib/jobs/job'
import { requestSynthesisBatch } from '@/lib/synthesis/request-synthesis-batch'
import { summarizeBatch } from '@/lib/synthesis/summarize-batch'
import { startWorkerProcess, until, type WorkerProcess } from './testing/worker-process'

let folder: string
let worker: WorkerProcess | undefined

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-batch-'))
  process.env.RETRACE_HOME = path.join(folder, 'home')
})
afterAll(async () => {
  await worker?.kill()
  await rm(folder, { recursive: true, force: true })
})

test('a list whose workers are killed again and again is imported and synthesized, each repository once', {
  timeout: 180_000,
}, async () => {
  const paths = Array.from({ length: 8 }, (_, at) => path.join(folder, `cafe-${at}`))
  for (const each of paths) makeProject(each)
  const { id, jobId } = await requestSynthesisBatch(operator, { list: paths.join('\n'), synthesis: { atOnce: 3 } })
  // In the middle of the imports, then of the syntheses, as far as time allows.
  for (const least of [1, 4, 9]) {
    worker = startWorkerProcess({ RETRACE_WORKERS: '2' })
    while ((await db.snapshot.count()) + (await db.trajectory.count({ where: { head: 1 } })) < least) await sleep(5)
    await worker.kill()
  }
  worker = startWorkerProcess({ RETRACE_WORKERS: '2' })
  expect(await until(jobId ?? '', ({ state }) => isEnded(state))).toMatchObject({ state: 'done', done: 8, total: 8 })
  expect(await summarizeBatch(operator, { id })).toMatchObject({
    counts: { synthesized: 8 },
    trajectories: 8,
    files: 40,
  })
  expect(await db.trajectory.count()).toBe(8)
})
