import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { runImport } from '@/lib/repository/run-import'
import { requestSynthesis } from './request-synthesis'

let snapshotId: string

beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'retrace-request-'))
  await writeFile(path.join(folder, 'one.ts'), 'export const one = 1\n')
  const context = { jobRunId: crypto.randomUUID(), signal: new AbortController().signal, report: async () => {} }
  snapshotId = (await runImport({ url: pathToFileURL(folder).href, isSample: false }, context)).snapshotId
  return () => rm(folder, { recursive: true, force: true })
})

test('the same request again leads to the same trajectory and its job; another seed to another', async () => {
  const first = await requestSynthesis(operator, { snapshotId, seed: 100 })
  const again = await requestSynthesis(operator, { snapshotId, seed: 100 })
  const other = await requestSynthesis(operator, { snapshotId, seed: 101 })
  expect(again).toMatchObject({ trajectoryId: first.trajectoryId, job: first.job, isKnown: true })
  expect(again.trajectories).toEqual([
    { trajectoryId: first.trajectoryId, job: first.job, isKnown: true, window: null },
  ])
  expect(other.trajectoryId).not.toBe(first.trajectoryId)
})

test('many at once are one trajectory and one job', async () => {
  const all = await Promise.all(Array.from({ length: 6 }, () => requestSynthesis(operator, { snapshotId, seed: 102 })))
  expect(new Set(all.map((one) => one.trajectoryId)).size).toBe(1)
  expect(await db.jobRun.count({ where: { subjectId: all[0]?.trajectoryId } })).toBe(1)
})

test('a job that failed is started anew', async () => {
  const { trajectoryId, job } = await requestSynthesis(operator, { snapshotId, seed: 103 })
  await db.jobRun.update({ where: { id: job?.id ?? '' }, data: { state: 'failed' } })
  const again = await requestSynthesis(operator, { snapshotId, seed: 103 })
  expect(again).toMatchObject({ trajectoryId, isKnown: true, job: { state: 'queued' } })
  expect(again.job?.id).not.toBe(job?.id)
})

test('refuses viewers, modes and authors that are not there, and unknown snapshots, in a sentence', async () => {
  const viewer: Actor = { kind: 'user', userId: crypto.randomUUID(), name: 'v', role: 'viewer' }
  await expect(requestSynthesis(viewer, { snapshotId })).rejects.toThrow('You may not synthesize trajectories')
  await expect(requestSynthesis(operator, { snapshotId, mode: 'history' })).rejects.toThrow('without history')
  await expect(requestSynthesis(operator, { snapshotId, author: 'nobody' })).rejects.toThrow('no author named nobody')
  await expect(requestSynthesis(operator, { snapshotId: crypto.randomUUID() })).rejects.toThrow('no such snapshot')
})
