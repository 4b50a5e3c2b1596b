import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { JobProgress } from '@/lib/jobs/job'
import type { BatchResult } from '@/lib/repository/job'
import { prepareProject } from '@/lib/repository/testing/project'
import { gitIn, writeFiles } from '@/lib/repository/testing/work-tree'
import { getBatch } from './get-batch'
import { listBatchItems } from './list-batch-items'
import { listBatches } from './list-batches'
import { requestBatch } from './request-batch'
import { retryBatch } from './retry-batch'
import { runBatch } from './run-batch'

const project = prepareProject()

const reviewer: Actor = { kind: 'user', userId: uuid(), name: 'Rita', role: 'reviewer' }

/** Small repositories beside each other; gives their paths. */
function makeRepositories(count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const folder = path.join(project.folder, `r${at}`)
    mkdirSync(folder)
    gitIn(folder, 'init', '--quiet')
    writeFiles(folder, { 'a.ts': `export const a = '${folder}'\n`, 'README.md': '# Small\n' })
    gitIn(folder, 'add', '.')
    gitIn(folder, 'commit', '--quiet', '--message', 'One')
    return folder
  })
}

function run(batchId: string, signal = new AbortController().signal, onReport?: (progress: JobProgress) => void) {
  const report = async (progress: JobProgress) => onReport?.(progress)
  return runBatch({ batchId }, { jobRunId: uuid(), signal, report })
}

async function itemsOf(id: string) {
  return (await listBatchItems(operator, { id, limit: 500 })).rows
}

const endJob = (id: string | null) => db.jobRun.update({ where: { id: id ?? '' }, data: { state: 'failed' } })

describe('a batch', () => {
  test('imports each repository of the list; one that fails says why and stops no other', async () => {
    const [a = '', b = '', c = ''] = makeRepositories(3)
    gitIn(b, 'tag', 'v1')
    const list = [a, `${b}, v1`, '', '# comment', `${project.folder}/nowhere`, c, `${c}, v9`, 'ssh://git@x/y', a]
    const batch = await requestBatch(operator, { list: list.join('\n') })
    expect(batch).toMatchObject({ total: 7, counts: { waiting: 6, failed: 1 } })
    const reports: JobProgress[] = []
    const result: BatchResult = await run(batch.id, undefined, (progress) => reports.push(progress))
    expect(result.imported + result.known).toBe(4)
    expect(result.failed).toBe(3)
    const items = await itemsOf(batch.id)
    expect(items.map(({ state, message }) => (state === 'failed' ? message : state))).toMatchObject([
      expect.stringMatching(/imported|known/),
      'imported',
      expect.stringMatching(/There is no folder/),
      'imported',
      'The repository has no branch, tag or commit “v9”.',
      expect.stringMatching(/over https only/),
      expect.stringMatching(/imported|known/),
    ])
    expect(items[1]).toMatchObject({ ref: 'v1', repositoryId: expect.any(String), ms: expect.any(Number) })
    expect(reports[0]).toMatchObject({ done: 1, total: 7, unit: 'repositories' })
    expect(reports.at(-1)).toMatchObject({ done: 7, total: 7, message: 'Importing · 3 failed' })
    expect((await listBatchItems(operator, { id: batch.id, state: 'failed' })).rows).toHaveLength(3)
    expect((await listBatches(operator)).rows[0]).toMatchObject({ id: batch.id, counts: { failed: 3 } })
  })

  test('that was canceled ends at once; asked for again it does the rest', async () => {
    const paths = makeRepositories(12)
    const batch = await requestBatch(operator, { list: paths.join('\n') })
    const controller = new AbortController()
    let canceledAt = 0
    const running = run(batch.id, controller.signal, ({ done = 0 }) => {
      if (done < 3 || canceledAt > 0) return
      canceledAt = performance.now()
      controller.abort(new Error('canceled'))
    })
    await expect(running).rejects.toThrow('canceled')
    expect(performance.now() - canceledAt).toBeLessThan(2000)
    const { counts } = await getBatch(operator, { id: batch.id })
    expect(counts.waiting).toBeGreaterThan(0)
    expect(counts.failed).toBe(0)
    await endJob(batch.jobId)
    const again = await retryBatch(operator, { id: batch.id })
    expect(again.jobId).not.toBe(batch.jobId)
    await run(batch.id)
    expect(await db.repository.count({ where: { url: { in: paths.map((each) => `file://${each}`) } } })).toBe(12)
    expect((await getBatch(operator, { id: batch.id })).counts).toMatchObject({ waiting: 0, failed: 0 })
  })

  test('whose process is killed loses only what was under way', { timeout: 120_000 }, async () => {
    const paths = makeRepositories(10)
    const { id } = await requestBatch(operator, { list: paths.join('\n') })
    const script = path.join(import.meta.dirname, 'testing/batch-once.ts')
    const child = spawn(process.execPath, ['--import', 'tsx', script, id], { stdio: ['ignore', 'pipe', 'inherit'] })
    const exited = once(child, 'exit')
    for await (const line of createInterface(child.stdout)) if (Number(line) >= 4) break
    child.kill('SIGKILL')
    await exited
    const before = (await getBatch(operator, { id })).counts
    expect(before.imported).toBeGreaterThanOrEqual(4)
    const result = await run(id)
    expect(result.imported + result.known).toBe(10)
    expect(
      await db.snapshot.count({ where: { repository: { url: { in: paths.map((each) => `file://${each}`) } } } }),
    ).toBe(10)
  })

  test('is read again line by line for whoever retries it', async () => {
    const [folder = ''] = makeRepositories(1)
    const batch = await requestBatch(reviewer, { list: `${folder}\nhttps://example.invalid/a/b` })
    expect(batch.counts).toMatchObject({ failed: 1, waiting: 1 })
    await expect(retryBatch(reviewer, { id: batch.id })).rejects.toThrow('The list is being imported right now.')
    await run(batch.id)
    await endJob(batch.jobId)
    const again = await retryBatch(reviewer, { id: batch.id })
    expect(again.counts).toMatchObject({ failed: 1, waiting: 1 })
    await endJob(again.jobId)
    expect((await retryBatch(operator, { id: batch.id })).counts).toMatchObject({ failed: 0, waiting: 2 })
    expect(existsSync(folder)).toBe(true)
  })

  test('is refused when no line of it can work, with the first sentence', async () => {
    await expect(requestBatch(operator, { list: '\n# nothing\n' })).rejects.toThrow(/names no repository/)
    await expect(requestBatch(reviewer, { list: '/srv/code' })).rejects.toThrow(/imported from its command line/)
    const viewer: Actor = { ...reviewer, role: 'viewer' }
    await expect(requestBatch(viewer, { list: 'https://example.com/a/b' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})
