import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { requestRelease } from '@/lib/dataset/request-release'
import { db } from '@/lib/db/client'
import { isEnded, type JobRun } from '@/lib/jobs/job'
import { getJobRun } from '@/lib/jobs/store'
import { requestOptimization } from '@/lib/optimize/request-optimization'
import { ImportResult } from '@/lib/repository/job'
import { requestImport } from '@/lib/repository/request-import'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { requestSynthesis } from '@/lib/synthesis/request-synthesis'

/** Moments after the start of a stage at which its worker is killed. */
const killAfterMs = [0, 60, 250]

let folder: string
let worker: ChildProcess | undefined

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-kill-'))
  process.env.RETRACE_HOME = path.join(folder, 'home')
  await makeRepository(path.join(folder, 'project'))
})

afterAll(async () => {
  worker?.kill('SIGKILL')
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

/** Kills the worker again and again while it does the job, then lets one finish it. */
async function survive(jobId: string | null): Promise<JobRun> {
  if (jobId === null) throw new Error('There is no job.')
  for (const delayMs of killAfterMs) {
    startWorkerProcess()
    await until(jobId, (run) => run.state === 'running' || isEnded(run.state))
    await sleep(delayMs)
    await kill()
  }
  startWorkerProcess()
  const run = await until(jobId, ({ state }) => isEnded(state))
  expect(run).toMatchObject({ state: 'done', error: null })
  await kill()
  return run
}

function startWorkerProcess(): void {
  const args = ['--disable-warning=ExperimentalWarning', '--import', 'tsx', 'bin/worker.ts']
  worker = spawn(process.execPath, args, { env: process.env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

async function kill(): Promise<void> {
  const ended = new Promise((resolve) => worker?.once('exit', resolve))
  worker?.kill('SIGKILL')
  await ended
}

async function until(id: string, isReached: (run: JobRun) => boolean): Promise<JobRun> {
  for (;;) {
    const run = await getJobRun(db, id)
    if (isReached(run)) return run
    await sleep(5)
  }
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

/** A TypeScript project of 120 files in a chain of imports, large enough to be killed in its middle. */
async function makeRepository(project: string): Promise<void> {
  await mkdir(path.join(project, 'source'), { recursive: true })
  await writeFile(path.join(project, 'README.md'), '# Ledger\n\nKeeps accounts that always balance.\n')
  for (let index = 0; index < 120; index += 1) {
    const before = index - 1
    const importLine = before >= 0 ? `import { balance${before} } from './account-${before}'\n\n` : ''
    const body = before >= 0 ? `amount + balance${before}(amount - 1)` : 'amount'
    const code = `${importLine}/** The balance of account ${index} after a booking. */\nexport function balance${index}(amount: number): number {\n  return amount <= 0 ? 0 : ${body}\n}\n`
    await writeFile(path.join(project, 'source', `account-${index}.ts`), code)
  }
  const git = (...args: string[]) => promisify(execFile)('git', ['-C', project, ...args])
  await git('init', '--quiet', '--initial-branch=main')
  await git('add', '.')
  await git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '-m', 'Ledger')
}
