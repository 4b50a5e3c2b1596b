import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startScoringServer } from '@/lib/likelihood/testing/scoring-server'
import { exampleOf, type ModelServer, startModelServer } from '@/lib/llm/testing/model-server'

const key = 'sk-very-secret-key'

let folder: string
let server: ModelServer
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-models-'))
  await writeFile(path.join(folder, 'key.txt'), `${key}\n`)
  server = await startModelServer(({ response_format }) => ({
    text: response_format?.json_schema ? JSON.stringify(exampleOf(response_format.json_schema.schema)) : 'ready',
  }))
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

type Ran = { code: number; stdout: string; stderr: string }

function model(...args: string[]): Promise<Ran> {
  return retrace('model', ...args)
}

function retrace(...args: string[]): Promise<Ran> {
  const home = path.join(folder, 'home')
  const env = { ...process.env, RETRACE_HOME: home, INIT_CWD: folder, RETRACE_PRIVATE_MODEL_HOSTS: '127.0.0.1' }
  const command = ['--import', 'tsx', 'bin/retrace.ts', ...args]
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
  })
}

test('an endpoint is added, tested, listed and removed from a terminal, which never shows its key', {
  timeout: 120_000,
}, async () => {
  const settings = ['--base-url', server.url, '--model', 'test-model', '--input-price', '0.5']
  const runs = [
    await model('add', 'Local', ...settings, '--key-file', 'key.txt', '--json'),
    await model('test', 'local', '--json'),
    await model('list', '--json'),
    await model('remove', 'LOCAL', '--json'),
    await model('list', '--json'),
  ]
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0])
  const [added, tested, listed, removed, left] = runs.map(({ stdout }) => JSON.parse(stdout))
  expect(added).toMatchObject({ name: 'Local', model: 'test-model', hasKey: true })
  expect(tested).toMatchObject({ works: true })
  expect(runs[1]?.stderr).toContain('✓ Answers a chat.')
  expect(listed).toMatchObject({ endpoints: [{ name: 'Local', works: true, calls: 0 }] })
  expect(removed).toMatchObject({ name: 'Local', isRemoved: true })
  expect(left).toEqual({ endpoints: [] })
  expect(server.headers.at(-1)?.authorization).toBe(`Bearer ${key}`)
  expect(JSON.stringify(runs)).not.toContain(key)
})

test('a scorer is too, and is no model', { timeout: 120_000 }, async () => {
  const scoring = await startScoringServer('vllm')
  const runs = [
    await retrace('scorer', 'add', 'Scores', '--base-url', scoring.url, '--model', 'test-model', '--json'),
    await retrace('scorer', 'test', 'scores', '--json'),
    await retrace('scorer', 'list', '--json'),
    await model('list', '--json'),
    await retrace('scorer', 'remove', 'SCORES', '--json'),
  ]
  expect(runs.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual([0, 0, 0, 0, 0])
  const [, tested, listed, models] = runs.map(({ stdout }) => JSON.parse(stdout))
  expect(tested).toMatchObject({ works: true, mode: 'vllm' })
  expect(runs[1]?.stderr).toContain('✓ Tells the price of a thought in the same call.')
  expect(listed).toMatchObject({ scorers: [{ name: 'Scores', works: true, mode: 'vllm', calls: 0 }] })
  expect(models).toEqual({ endpoints: [] })
  await scoring.close()
})

test('what cannot be is refused with a sentence', { timeout: 60_000 }, async () => {
  const inside = await model('add', 'Inside', '--base-url', 'http://10.0.0.1/v1', '--model', 'any')
  expect(inside).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('lies in a private network') })
  expect(await model('test', 'Nowhere')).toMatchObject({ code: 1, stderr: 'There is no model endpoint Nowhere.\n' })
  const nowhere = await retrace('scorer', 'test', 'Nowhere')
  expect(nowhere).toMatchObject({ code: 1, stderr: 'There is no scorer Nowhere.\n' })
})
