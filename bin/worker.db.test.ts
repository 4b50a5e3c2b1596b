import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { requestRelease } from '@/lib/dataset/request-release'
import { db } from '@/lib/db/client'
import { getForeignImport } from '@/lib/foreign/list-foreign-imports'
import { sendFile, toLines } from '@/lib/foreign/testing/send-file'
import { isEnded, type JobRun } from '@/lib/jobs/job'
import { requestOptimization } from '@/lib/optimize/request-optimization'
import { ImportResult } from '@/lib/repository/job'
import { requestImport } from '@/lib/repository/request-import'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { requestSynthesis } from '@/lib/synthesis/request-synthesis'
import { makeLedger } from './testing/ledger-repository'
import { startWorkerProcess, until, type WorkerProcess } from './testing/worker-process'

/** Moments after the start of a stage at which its worker is killed. */
const killAfterMs = [0, 60, 250]

/** So many that none of the killed workers gets through them. */
const foreignRows = 600

let folder: string
let worker: WorkerProcess | undefined

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-kill-'))
  process.env.RETRACE_HOME = path.join(folder, 'home')
  await makeLedger(path.join(folder, 'project'))
})

afterAll(async () => {
  await worker?.kill()
  await rm(folder, { recursive: true, force: true })
})

test('a worker that is killed in the middle of each stage leaves nothing doubled and nothing lost', {
  timeout: 240_000,
}, async () => {
  const imported = ImportResult.parse(
    (await survive((await requestImport(operator, { source: path.join(folder, 'project') })).id)).result,
  )
  expect(await count()).toMatchObject({ repositories: 1, snapshots: 1, files: imported.files })

  const { trajectoryId, job } = await requestSynthesis(operator, { snapshotId: imported.snapshotId })
  await survive(job?.id ?? null)
  const written = await db.step.count({ where: { tool: 'write', kind: 'act' } })
  expect(written).toBe(imported.includedFiles)
  expect(await count()).toMatchObject({ trajectories: 1, revisions: 1, runs: 1 + imported.includedFiles })

  const { id: optimizationId, jobId: searchJob } = await requestOptimization(operator, { id: trajectoryId })
  await survive(searchJob)
  const slots = await db.thought.groupBy({ by: ['stepId', 'round', 'slot'], where: { optimizationId }, _count: true })
  expect(slots.length).toBeGreaterThan(0)
  expect(slots.every((slot) => slot._count === 1)).toBe(true)
  expect(await count()).toMatchObject({ trajectories: 1, revisions: 2 })

  await submitVerdict(operator, { id: trajectoryId, revision: 2, judgement: 'approve' })
  const release = await requestRelease(operator, {})
  const { result } = await survive(release.jobId)
  expect(result).toMatchObject({
    documents: 1,
    files: expect.arrayContaining([expect.objectContaining({ sha256: expect.any(String) })]),
  })
  expect(await db.releaseItem.count()).toBe(1)
})

test('a worker that is killed while it imports trajectories of others stores each of them once', {
  timeout: 240_000,
}, async () => {
  const before = await db.trajectory.count()
  const rows = Array.from({ length: foreignRows }, (_, number) => ({
    instance_id: `owner__name-${number}`,
    repo: 'owner/name',
    trajectory: [
      { role: 'user', content: `Task ${number}` },
      { role: 'assistant', content: 'Done.' },
    ],
  }))
  const asked = await sendFile('rows.jsonl', toLines(rows))
  await survive(asked.jobId)
  const { counts, endedAt } = await getForeignImport(operator, { id: asked.id })
  expect(counts).toEqual({ imported: foreignRows, known: 0, failed: 0 })
  expect(endedAt).not.toBeNull()
  expect(await db.trajectory.count()).toBe(before + foreignRows)
  expect(await db.trajectory.count({ where: { head: 0 } })).toBe(0)
  expect(await db.upload.count()).toBe(0)
})

/** Kills the worker again and again while it does the job, then lets one finish it. */
async function survive(jobId: string | null): Promise<JobRun> {
  if (jobId === null) throw new Error('There is no job.')
  for (const delayMs of killAfterMs) {
    worker = startWorkerProcess()
    await until(jobId, (run) => run.state === 'running' || isEnded(run.state))
    await sleep(delayMs)
    await worker.kill()
  }
  worker = startWorkerProcess()
  const run = await until(jobId, ({ state }) => isEnded(state))
  expect(run).toMatchObject({ state: 'done', error: null })
  await worker.kill()
  return run
}

async function count(): Promise<Record<string, number>> {
  const [repositories, snapshots, files, trajectories, runs, revisions] = await Promise.all([
    db.repository.count(),
    db.snapshot.count(),
    db.file.count(),
    db.trajectory.count(),
    db.run.count(),
    db.revision.count(),
  ])
  return { repositories, snapshots, files, trajectories, runs, revisions }
}
