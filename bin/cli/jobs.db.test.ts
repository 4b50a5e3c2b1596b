import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProject } from '@/e2e/project'
import { operator } from '@/lib/auth/actor'
import { requestBatch } from '@/lib/repository/batch/request-batch'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-jobs-cli-'))
  makeProject(path.join(folder, 'cafe'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Ran = { code: number; stdout: string; stderr: string }

function jobs(...args: string[]): Promise<Ran> {
  const env = { ...process.env, RETRACE_HOME: path.join(folder, 'home'), INIT_CWD: folder }
  const command = ['--import', 'tsx', 'bin/retrace.ts', 'jobs', ...args]
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
  })
}

const list = async () => JSON.parse((await jobs('list', '--json')).stdout).jobs

test('a job is listed, paused, resumed to its end and, where it is not to go on, canceled', {
  timeout: 240_000,
}, async () => {
  expect(await list()).toEqual([])
  const { jobId } = await requestBatch(operator, { list: path.join(folder, 'cafe') })
  const id = jobId ?? ''
  expect(await list()).toEqual([expect.objectContaining({ id, kind: 'batch', state: 'queued' })])

  expect(await jobs('pause', id, '--json')).toMatchObject({ code: 0, stdout: expect.stringContaining('"paused"') })
  expect(await list()).toEqual([expect.objectContaining({ id, state: 'paused' })])
  expect(await jobs('pause', id)).toMatchObject({ code: 1, stderr: expect.stringContaining('is paused already') })

  const resumed = await jobs('resume', id, '--json')
  expect(resumed.stderr).toMatch(/done \(1 of 1 repositories\)/)
  expect(JSON.parse(resumed.stdout)).toMatchObject({ id, state: 'done' })
  expect(await jobs('resume', id)).toMatchObject({ code: 1, stderr: expect.stringContaining('has ended') })

  const other = await requestBatch(operator, { list: path.join(folder, 'cafe') })
  expect((await jobs('cancel', other.jobId ?? '', '--json')).stdout).toContain('"canceled"')
  expect(await list()).toEqual([])
})
