import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { createEndpoint } from '@/lib/llm/create-endpoint'
import { NewEndpoint } from '@/lib/llm/endpoint'
import { getEndpoint, getScorer } from '@/lib/llm/get-endpoint'
import { listScorers } from '@/lib/llm/list-endpoints'
import { sumCalls } from '@/lib/llm/store-calls'
import { faults, type ModelFault } from '@/lib/llm/testing/model-server'
import { openScorer } from './open-scorer'
import { runScorerTest } from './run-scorer-test'
import { keyOf } from './score-cache'
import type { ScoreRequest } from './scorer'
import { type ScoringServer, startScoringServer } from './testing/scoring-server'

const key = 'sk-very-secret-key'
const reviewer: Actor = { kind: 'user', userId: '01890000-0000-7000-8000-000000000001', name: 'Ada', role: 'reviewer' }
const signal = new AbortController().signal
const subject = { kind: 'optimization', id: 'one' }
const request: ScoreRequest = {
  prefix: 'Task: areas.\n<think>\n',
  thoughts: ['Multiply.\n', ''],
  suffix: '</think>\n',
  target: 'export const area = (width: number, height: number) => width * height\n',
}

let home: string
let server: ScoringServer
let fault: ((number: number) => ModelFault | undefined) | undefined
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'retrace-scorers-'))
  server = await startScoringServer('vllm', { fault: (number) => fault?.(number) })
  Object.assign(process.env, {
    RETRACE_HOME: home,
    RETRACE_PRIVATE_MODEL_HOSTS: '127.0.0.1',
    RETRACE_SCORER_URL: server.url,
    RETRACE_SCORER_NAME: 'operators-model',
    RETRACE_SCORER_KEY: key,
  })
})
afterAll(async () => {
  await server.close()
  await rm(home, { recursive: true, force: true })
})
beforeEach(() => {
  fault = undefined
})
afterEach(async () => {
  await db.llmEndpoint.deleteMany()
  await db.llmCall.deleteMany()
  await db.score.deleteMany()
  await db.setting.deleteMany()
})

async function addScorer(over: Partial<NewEndpoint> = {}) {
  const given = { name: 'Local', kind: 'scorer', baseUrl: server.url, model: 'test-model', inputPrice: 2, ...over }
  return createEndpoint(operator, NewEndpoint.parse(given))
}

async function addTestedScorer(over: Partial<NewEndpoint> = {}): Promise<void> {
  const { id } = await addScorer(over)
  await runScorerTest(operator, { id }, { signal })
}

describe('a scorer is opened', () => {
  test('by its name or the environment’s, once its test has found how it is asked', async () => {
    await expect(openScorer('local', { subject })).rejects.toThrow(/There is no scorer named local: use "embedded"/)
    const { id } = await addScorer()
    await expect(openScorer('Local', { subject })).rejects.toThrow(/was not tested yet/)
    await runScorerTest(operator, { id }, { signal })
    expect((await openScorer('LOCAL', { subject })).fingerprint).toMatch(/^vllm:test-model:/)
    expect((await openScorer(id, { subject })).isEmbedded).toBe(false)
    await expect(openScorer('environment', { subject })).rejects.toThrow(/was not tested yet/)
    await runScorerTest(operator, { id: 'environment' }, { signal })
    expect((await openScorer('environment', { subject })).fingerprint).toMatch(/^vllm:operators-model:/)
    expect(server.headers.at(-1)?.authorization).toBe(`Bearer ${key}`)
    const embedded = await openScorer('embedded', { subject })
    expect(embedded.isEmbedded).toBe(true)
    await embedded.close()
  })

  test('only when it works, and says why not', async () => {
    fault = () => faults.refuses('No log-probabilities here.')
    await addTestedScorer()
    await expect(openScorer('Local', { subject })).rejects.toThrow(/cannot be used: .*No log-probabilities here/)
    const flat = await startScoringServer('echo', {
      bend: (tokens) => tokens.map((token, index) => (index === 0 ? token : { ...token, logProbability: -2 })),
    })
    await addTestedScorer({ name: 'Flat', baseUrl: flat.url })
    await expect(openScorer('Flat', { subject })).rejects.toThrow(/cannot be used: .*every token the same cost/)
    await flat.close()
  })

  test('never as an author, nor an author as a scorer', async () => {
    await addScorer()
    await addScorer({ name: 'Writer', kind: 'openai-compatible' })
    await expect(getEndpoint('Local')).rejects.toThrow(/Local is a scorer/)
    await expect(getScorer('Writer')).rejects.toThrow(/Writer is a model that writes/)
    await expect(openScorer('Writer', { subject })).rejects.toThrow(/Writer is a model that writes/)
  })
})

test('only administrators test a scorer; everybody sees what was found, and nobody a key', async () => {
  const { id } = await addScorer({ key })
  await expect(runScorerTest(reviewer, { id }, { signal })).rejects.toThrow(/needs the role admin/)
  const heard: string[] = []
  await runScorerTest(operator, { id }, { signal, onCheck: ({ name }) => heard.push(name) })
  const listed = await listScorers(reviewer, {})
  expect(listed.map(({ name, capabilities }) => [name, capabilities?.works])).toEqual([
    ['environment', undefined],
    ['Local', true],
  ])
  expect(listed[1]?.capabilities?.checks.map(({ name }) => name)).toEqual(heard)
  expect(JSON.stringify(listed)).not.toContain(key)
  expect(await db.auditEvent.findFirst({ where: { action: 'endpoint.test', subjectId: id } })).toMatchObject({
    subject: 'Local',
    after: { works: true },
  })
})

describe('scores', () => {
  test('are asked for once, in this process or another, and come back as they were', async () => {
    await addTestedScorer()
    const before = server.requests.length
    const first = await (await openScorer('Local', { subject })).score(request)
    const again = await (await openScorer('Local', { subject: { kind: 'other', id: 'two' } })).score(request)
    expect(again).toEqual(first)
    expect(server.requests.length - before).toBe(2)
    const [, , third] = await (await openScorer('Local', { subject })).score({
      ...request,
      thoughts: ['', 'Multiply.\n', 'Something new.\n', 'Something new.\n'],
    })
    expect(third?.targetNats).not.toBe(first[0]?.targetNats)
    expect(server.requests.length - before).toBe(3)
  })

  test('are asked for anew once the server is tested again: it may serve other weights by then', async () => {
    const { id } = await addScorer()
    await runScorerTest(operator, { id }, { signal })
    await (await openScorer('Local', { subject })).score(request)
    await runScorerTest(operator, { id }, { signal })
    const before = server.requests.length
    await (await openScorer('Local', { subject })).score(request)
    expect(server.requests.length - before).toBe(2)
  })

  test('are never those of other texts, however they are cut', () => {
    const cuts = [
      { ...request, prefix: 'a', suffix: 'bc', target: 'd' },
      { ...request, prefix: 'ab', suffix: 'c', target: 'd' },
      { ...request, prefix: 'a', suffix: 'b', target: 'cd' },
      { ...request, prefix: '1:a', suffix: 'bc', target: 'd' },
    ]
    const keys = cuts.flatMap((cut) => ['', 'x'].flatMap((thought) => ['f', 'g'].map((f) => keyOf(f, cut, thought))))
    expect(new Set(keys.map((each) => each.toString('hex'))).size).toBe(16)
  })

  test('are in the ledger, with what they cost', async () => {
    await addTestedScorer()
    await (await openScorer('Local', { subject })).score(request)
    const sum = await sumCalls(db, subject)
    expect(sum).toMatchObject({ calls: 2, byOutcome: { ok: 2 }, outputTokens: 2 })
    expect(sum.microdollars).toBe(2 * sum.inputTokens)
    const [row] = await db.llmCall.findMany()
    expect(row).toMatchObject({ purpose: 'score', endpointName: 'Local', model: 'test-model', attempt: 1 })
    const [listed] = (await listScorers(reviewer, {})).slice(-1)
    expect(listed?.month.calls).toBe(2)
  })

  test('stop before the call that might exceed the budget', async () => {
    await addTestedScorer()
    const scorer = await openScorer('Local', { subject, budget: { calls: 2 } })
    await scorer.score(request)
    await expect(scorer.score({ ...request, target: 'other\n' })).rejects.toThrow(/The budget of 2 calls is used up/)
    await expect(scorer.score(request)).resolves.toHaveLength(2)
  })

  test('are asked for within the limit of calls at once', async () => {
    await addTestedScorer({ concurrency: 2 })
    const scorer = await openScorer('Local', { subject })
    const thoughts = Array.from({ length: 8 }, (_, index) => `Thought ${index}.\n`)
    let running = 0
    let most = 0
    const watch = setInterval(async () => {
      running = await db.llmCall.count({ where: { outcome: 'pending' } })
      most = Math.max(most, running)
    }, 5)
    await scorer.score({ ...request, thoughts })
    clearInterval(watch)
    expect(most).toBeLessThanOrEqual(2)
    expect((await sumCalls(db, subject)).calls).toBe(8)
  })

  test('a server that wants to be left alone is left alone', async () => {
    await addTestedScorer()
    const refused = server.requests.length + 1
    fault = (number) => (number === refused ? faults.tooMany('1') : undefined)
    const startedAt = Date.now()
    await (await openScorer('Local', { subject })).score({ ...request, thoughts: ['One.\n'] })
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1000)
    expect(await sumCalls(db, subject)).toMatchObject({ calls: 2, byOutcome: { ok: 1, rate_limited: 1 } })
  })

  test('an abort ends the wait for a turn and the call, with the reason', async () => {
    await addTestedScorer({ concurrency: 1 })
    fault = () => faults.hang
    const controller = new AbortController()
    const scoring = (await openScorer('Local', { subject })).score(request, controller.signal)
    const before = server.requests.length
    await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBe(before + 1)
    const startedAt = Date.now()
    controller.abort(new Error('canceled by a person'))
    await expect(scoring).rejects.toThrow('canceled by a person')
    expect(Date.now() - startedAt).toBeLessThan(2000)
    expect(await sumCalls(db, subject)).toMatchObject({ calls: 1, byOutcome: { canceled: 1 } })
  })
})
