import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProject, projectFiles } from '@/e2e/project'
import { BatchSummary } from '@/lib/synthesis/batch'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-batch-cli-'))
  makeProject(path.join(folder, 'cafe'))
  makeProject(path.join(folder, 'bar'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Ran = { code: number; stdout: string; stderr: string }

function batch(args: string[], input = ''): Promise<Ran> {
  const env = { ...process.env, RETRACE_HOME: path.join(folder, 'home'), INIT_CWD: folder }
  const command = ['--import', 'tsx', 'bin/retrace.ts', 'batch', ...args]
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
    child.stdin?.end(input)
  })
}

const summaryOf = ({ stdout }: Ran) => BatchSummary.loose().parse(JSON.parse(stdout))

test('a list is synthesized from a terminal, told as it goes, summed up, and tried again', {
  timeout: 240_000,
}, async () => {
  const lines = [{ repo: 'cafe', ref: 'main' }, { repo: 'bar' }, { repo: 'later' }]
  await writeFile(path.join(folder, 'list.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'))
  const settings = ['--synthesize', '--mode', 'iterative', '--seed', '3', '--at-once', '2']
  const first = await batch(['list.jsonl', ...settings, '--json'])
  expect(first.code).toBe(1)
  expect(first.stderr).toMatch(/Import and synthesize 3 repositories: .* of 3 repositories/)
  const summary = summaryOf(first)
  expect(summary).toMatchObject({
    repositories: 3,
    counts: { synthesized: 2, failed: 1 },
    synthesis: { mode: 'iterative', seed: 3, atOnce: 2 },
    files: 2 * Object.keys(projectFiles).length,
    trajectories: 2,
    failures: [],
    failed: [{ url: expect.stringContaining('later'), message: expect.stringContaining('There is no folder') }],
  })

  makeProject(path.join(folder, 'later'))
  const again = await batch(['--retry', summary.batchId, '--json'])
  expect(again.stderr + again.code).toMatch(/0$/)
  expect(summaryOf(again)).toMatchObject({ batchId: summary.batchId, counts: { synthesized: 3, failed: 0 } })

  const known = await batch(['-', ...settings], 'cafe\nbar\n')
  expect(known.stderr + known.code).toMatch(/0$/)
  expect(known.stdout).toMatch(/counts +.*skipped 2/)
  expect(known.stdout).toMatch(/trajectories +2\n/)
})

test('what cannot be is one sentence', { timeout: 120_000 }, async () => {
  expect(await batch([])).toMatchObject({ code: 1, stderr: expect.stringContaining('Say which list') })
  expect(await batch(['nowhere.txt'])).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be read') })
  expect(await batch(['-', '--seed', '3'], 'cafe\n')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Say --synthesize too'),
  })
  expect((await batch(['-', '--at-once', 'many'])).code).toBe(2)
})
