import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { isEnded } from '@/lib/jobs/job'
import { type ModelServer, startModelServer } from '@/lib/llm/testing/model-server'
import { ImportResult } from '@/lib/repository/job'
import { requestImport } from '@/lib/repository/request-import'
import { requestSynthesis } from '@/lib/synthesis/request-synthesis'
import { type SynthesisMode, SynthesisResult } from '@/lib/synthesis/settings'
import { streamDocument } from '@/lib/trajectory/stream-document'
import { makeLedger } from './testing/ledger-repository'
import { steadyModel } from './testing/steady-model'
import { startWorkerProcess, until, type WorkerProcess } from './testing/worker-process'

const modes: SynthesisMode[] = ['iterative', 'free']
/** More than are saved at once, so that some are saved when it stops at one of the last. */
const files = 44
const lastFiles = /^Path: source\/account-(?:39|4\d)\.ts$/m
/** Of an endpoint that says nothing else. */
const callsAtOnce = 4

let folder: string
let server: ModelServer
let worker: WorkerProcess | undefined
/** Work on the last files waits for it. */
let gate = Promise.resolve()

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-model-modes-'))
  server = await startModelServer(async (request, number) => {
    const words = request.messages.map(({ content }) => content ?? '').join('\n')
    const [first = ''] = /^Path: .*$/m.exec(words) ?? []
    if (lastFiles.test(first) && !words.includes('entry of the plan')) await gate
    return steadyModel(request, number)
  })
  Object.assign(process.env, {
    RETRACE_HOME: path.join(folder, 'home'),
    RETRACE_MODEL_URL: server.url,
    RETRACE_MODEL_NAME: 'test-model',
    RETRACE_PRIVATE_MODEL_HOSTS: '127.0.0.1',
  })
  await makeLedger(path.join(folder, 'project'), files)
})

afterAll(async () => {
  await worker?.kill()
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

test('a model that is killed with its worker goes on after the last saved file, and is asked nothing twice that it answered', {
  timeout: 180_000,
}, async () => {
  start()
  const { id } = await requestImport(operator, { source: path.join(folder, 'project') })
  const { snapshotId } = ImportResult.parse((await until(id, ({ state }) => isEnded(state))).result)

  const plain = await synthesizeAll(snapshotId, async () => {})
  const asked = countRequests(0)
  await db.trajectory.deleteMany()

  const before = server.requests.length
  let saved: string[] = []
  const { promise, resolve: open } = Promise.withResolvers<void>()
  gate = promise
  const killed = await synthesizeAll(snapshotId, async (trajectoryIds) => {
    for (const trajectoryId of trajectoryIds) await untilSaved(trajectoryId)
    await worker?.kill()
    saved = (await db.step.findMany({ select: { id: true } })).map(({ id }) => id)
    expect(await db.trajectory.count({ where: { stepCount: 0 } })).toBe(modes.length)
    open()
    start()
  })
  expect(killed).toEqual(plain)
  expect(new Set(killed).size).toBe(modes.length)

  expect(await db.step.count({ where: { id: { in: saved } } })).toBe(saved.length)

  const again = [...countRequests(before)].map(([request, times]) => times - (asked.get(request) ?? 0))
  expect(Math.min(...again)).toBeGreaterThanOrEqual(0)
  // What was under way is all that was lost: a synthesis asks for a few files ahead.
  expect(again.reduce((sum, times) => sum + times, 0)).toBeLessThanOrEqual(modes.length * callsAtOnce)
})

/** How often each question was asked, from one request on. */
function countRequests(from: number): Map<string, number> {
  const questions = server.requests.slice(from).map((request) => JSON.stringify(request))
  return new Map(
    [...Map.groupBy(questions, (question) => question)].map(([question, { length }]) => [question, length]),
  )
}

/** Files of it are saved. */
async function untilSaved(trajectoryId: string): Promise<void> {
  while ((await db.run.count({ where: { trajectoryId, role: 'sub' } })) === 0) await sleep(20)
}

/** The documents of all modes, each done by the same worker at the same time. */
async function synthesizeAll(snapshotId: string, meanwhile: (ids: string[]) => Promise<void>): Promise<string[]> {
  const author = 'environment'
  const requested = await Promise.all(modes.map((mode) => requestSynthesis(operator, { snapshotId, mode, author })))
  await meanwhile(requested.map(({ trajectoryId }) => trajectoryId))
  for (const { job } of requested) {
    const ended = await until(job?.id ?? '', ({ state }) => isEnded(state))
    expect(ended).toMatchObject({ state: 'done', error: null })
    expect(Object.values(SynthesisResult.parse(ended.result).verifiers)).toEqual([true, true, true, true, true])
  }
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
