import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { isEnded, type JobRun } from '@/lib/jobs/job'
import { ImportResult } from '@/lib/repository/job'
import { requestImport } from '@/lib/repository/request-import'
import { requestSynthesis } from '@/lib/synthesis/request-synthesis'
import type { SynthesisMode } from '@/lib/synthesis/settings'
import { streamDocument } from '@/lib/trajectory/stream-document'
import { makeLedger } from './testing/ledger-repository'
import { startWorkerProcess, until, type WorkerProcess } from './testing/worker-process'

const modes: SynthesisMode[] = ['direct', 'iterative', 'history']

let folder: string
let worker: WorkerProcess | undefined

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-modes-'))
  process.env.RETRACE_HOME = path.join(folder, 'home')
  await makeLedger(path.join(folder, 'project'))
})

afterAll(async () => {
  await worker?.kill()
  await rm(folder, { recursive: true, force: true })
})

test('each mode of synthesis, killed in its middle, comes to what an uninterrupted one gives', {
  timeout: 120_000,
}, async () => {
  start()
  const { id } = await requestImport(operator, { source: path.join(folder, 'project'), depth: 2 })
  const { snapshotId } = ImportResult.parse((await until(id, ({ state }) => isEnded(state))).result)
  const plain = await synthesizeAll(snapshotId, async () => {})
  await db.trajectory.deleteMany()

  const killed = await synthesizeAll(snapshotId, async (jobs) => {
    await Promise.all(jobs.map((job) => until(job, isInMiddle)))
    await worker?.kill()
    const left = await Promise.all(jobs.map((job) => until(job, () => true)))
    expect(left.map(({ state }) => state)).toEqual(modes.map(() => 'running'))
    start()
  })
  expect(killed).toEqual(plain)
  expect(new Set(killed).size).toBe(modes.length)
})

/** It has written files, or verifies what it has written. */
const isInMiddle = ({ unit, done }: JobRun) => unit === 'steps' || (unit === 'files' && done > 0)

/** The documents of all modes, each done by the same worker at the same time. */
async function synthesizeAll(snapshotId: string, meanwhile: (jobIds: string[]) => Promise<void>): Promise<string[]> {
  const requested = await Promise.all(modes.map((mode) => requestSynthesis(operator, { snapshotId, mode })))
  const jobIds = requested.map(({ job }) => job?.id ?? '')
  await meanwhile(jobIds)
  for (const jobId of jobIds) expect(await until(jobId, ({ state }) => isEnded(state))).toMatchObject({ state: 'done' })
  return Promise.all(requested.map(({ trajectoryId }) => documentOf(trajectoryId)))
}

async function documentOf(trajectoryId: string): Promise<string> {
  const parts: string[] = []
  for await (const { text } of streamDocument(trajectoryId, 1)) parts.push(text)
  return parts.join('')
}

function start(): void {
  worker = startWorkerProcess({ RETRACE_WORKERS: String(modes.length) })
}
