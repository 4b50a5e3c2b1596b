import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { ask, type Question } from './ask'
import { BudgetSpent } from './budget'
import type { Endpoint } from './endpoint'
import { sumCalls } from './store-calls'
import { faults, type ModelServer, type Script, startModelServer } from './testing/model-server'
import { testEndpoint } from './testing/test-endpoint'

const never = new AbortController().signal
const retry = { attempts: 4, baseMs: 1, capMs: 2, patienceMs: 1_000 }
const City = z.object({ city: z.string() })

let server: ModelServer
const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await server.close()
  await db.llmCall.deleteMany()
})

async function serve(script: Script, over: Partial<Endpoint> = {}): Promise<Endpoint> {
  server = await startModelServer(script)
  return testEndpoint(server.url, over)
}

function about(endpoint: Endpoint, words: string, more: Partial<Question<undefined>> = {}): Question<undefined> {
  const request = { messages: [{ role: 'user' as const, content: words }] }
  return { endpoint, subject: { kind: 'test', id: 'one' }, purpose: 'test', request, ...more }
}

/** A worker of its own, in a process of its own. */
function startWorker(
  subject: string,
  count: number,
  limits: Partial<Endpoint>,
): { child: ChildProcess; said: Promise<string> } {
  const script = fileURLToPath(new URL('./testing/ask-many.ts', import.meta.url))
  const args = ['--import', 'tsx', script, server.url, subject, String(count), JSON.stringify(limits)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  let said = ''
  child.stdout?.on('data', (chunk) => {
    said += chunk
  })
  return { child, said: once(child, 'exit').then(() => said) }
}

describe('the ledger', () => {
  test('has one row for each request, and adds up to what the server counted', async () => {
    const script: Script = (request, number) => {
      if (number === 2) return faults.tooMany('0')
      if (number === 4) return faults.broken()
      if (number === 6) return { refusal: 'No.' }
      return {
        text: request.response_format ? (number === 7 ? '{"town": "Oslo"}' : '{"city": "Oslo"}') : 'Hello there.',
      }
    }
    const endpoint = await serve(script)
    for (const words of ['one', 'two', 'three', 'four']) await ask(about(endpoint, words), never, { retry })
    const request = { messages: about(endpoint, 'five').request.messages, schema: City }
    const { parsed } = z
      .object({ parsed: City })
      .parse(await ask({ ...about(endpoint, ''), request }, never, { retry }))
    expect(parsed).toEqual({ city: 'Oslo' })
    expect(server.requests).toHaveLength(8)
    const sum = await sumCalls(db, { kind: 'test', id: 'one' })
    expect(sum).toMatchObject({
      calls: 8,
      inputTokens: server.spent.input,
      outputTokens: server.spent.output,
      byOutcome: { ok: 4, rate_limited: 1, unavailable: 1, refusal: 1, malformed: 1 },
    })
    expect(sum.microdollars).toBe(server.spent.input + 4 * server.spent.output)
    expect(await sumCalls(db, { kind: 'test', id: 'two' })).toMatchObject({ calls: 0, microdollars: 0 })
  })

  test('answers the same question of the same subject again without a call, with tools and schemas too', async () => {
    const tools = [{ name: 'read', description: 'Reads.', parameters: z.object({ path: z.string() }) }]
    const endpoint = await serve((request) =>
      request.tools.length > 0
        ? { toolCalls: [{ name: 'read', arguments: { path: 'a.ts' } }], reasoning: 'Look.' }
        : { text: '{"city": "Oslo"}\0' },
    )
    const { messages } = about(endpoint, 'Where?').request
    const shaped = { ...about(endpoint, ''), request: { messages, schema: City } }
    const free = { ...about(endpoint, ''), request: { messages, tools } }
    for (const question of [shaped, free]) {
      const first = await ask<unknown>(question as Question<unknown>, never)
      const again = await ask<unknown>(question as Question<unknown>, never)
      expect(again).toEqual({ ...first, isStored: true })
    }
    expect(server.requests).toHaveLength(2)
    await ask({ ...shaped, subject: { kind: 'test', id: 'another' } }, never)
    await ask({ ...shaped, request: { ...shaped.request, seed: 2 } }, never)
    expect(server.requests).toHaveLength(4)
  })

  test('a question that failed is asked again', async () => {
    const endpoint = await serve((_, number) =>
      number === 1 ? { text: '', finishReason: 'length' } : { text: 'Hello.' },
    )
    expect(await ask(about(endpoint, 'Hi.'), never)).toMatchObject({ outcome: 'truncated' })
    expect(await ask(about(endpoint, 'Hi.'), never)).toMatchObject({ outcome: 'ok', isStored: false })
  })

  test('never holds a key', async () => {
    const key = 'sk-very-secret-key'
    const endpoint = await serve(() => ({ text: `You sent ${key}` }), { readKey: () => key })
    await ask(about(endpoint, 'Which key?'), never)
    const rows = await db.llmCall.findMany()
    expect(JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? Number(value) : value))).not.toContain(key)
  })

  test('a canceled call ends at once and is written down; one that waited for its turn is not', async () => {
    const endpoint = await serve(() => faults.hang, { concurrency: 1 })
    const controller = new AbortController()
    const replies = ['one', 'two'].map((words) => ask(about(endpoint, words), controller.signal))
    while (server.requests.length === 0) await sleep(5)
    await sleep(100)
    const canceledAt = Date.now()
    controller.abort()
    expect((await Promise.all(replies)).map(({ outcome }) => outcome)).toEqual(['canceled', 'canceled'])
    expect(Date.now() - canceledAt).toBeLessThan(1_000)
    expect((await db.llmCall.findMany()).map(({ outcome }) => outcome)).toEqual(['canceled'])
  })
})

describe('a budget', () => {
  test('in calls counts retries, and refuses the call beyond it before it is sent', async () => {
    const endpoint = await serve((_, number) => (number === 1 ? faults.broken() : { text: 'Hello.' }))
    const budget = { calls: 3 }
    await ask(about(endpoint, 'one', { budget }), never, { retry })
    await ask(about(endpoint, 'two', { budget }), never, { retry })
    await expect(ask(about(endpoint, 'three', { budget }), never)).rejects.toThrow(BudgetSpent)
    await expect(ask(about(endpoint, 'three', { budget }), never)).rejects.toThrow(/budget of 3 calls is used up/)
    expect(await ask(about(endpoint, 'one', { budget }), never)).toMatchObject({ isStored: true })
    expect(server.requests).toHaveLength(3)
  })

  test('in tokens and money holds also when many ask at once', async () => {
    const endpoint = await serve(() => ({ text: 'word '.repeat(90), delayMs: 20 }), { maxTokens: 100 })
    const budget = { tokens: 500, microdollars: 100_000 }
    const asked = await Promise.allSettled(
      Array.from({ length: 12 }, (_, number) => ask(about(endpoint, `${number}`, { budget }), never)),
    )
    const sum = await sumCalls(db, { kind: 'test', id: 'one' })
    expect(sum.inputTokens + sum.outputTokens).toBeLessThanOrEqual(500)
    expect(sum.calls).toBeGreaterThanOrEqual(4)
    expect(asked.filter(({ status }) => status === 'rejected')).toHaveLength(12 - sum.calls)
    const poor = about(endpoint, 'more', { budget: { microdollars: sum.microdollars + 100 } })
    await expect(ask(poor, never)).rejects.toThrow(/The budget of \$0\.00\d+ is used up/)
  })
})

describe('limits are shared by all processes', () => {
  test('a server that wants to be left alone is left alone by all workers until then', async () => {
    const at: number[] = []
    await serve((_, number) => {
      at.push(Date.now())
      return number === 1 ? faults.tooMany('2') : { text: 'Hello.' }
    })
    const first = startWorker('first', 1, {})
    await expect.poll(() => at.length, { timeout: 30_000 }).toBe(1)
    const second = startWorker('second', 3, {})
    expect(await Promise.all([first.said, second.said])).toEqual(['ok', 'ok ok ok'])
    expect(at).toHaveLength(5)
    expect(Math.min(...at.slice(1)) - (at[0] ?? 0)).toBeGreaterThan(1_900)
    expect((await sumCalls(db, { kind: 'test', id: 'second' })).byOutcome).toEqual({ ok: 3 })
  })

  test('two workers together keep to the number of calls at once', async () => {
    await serve(() => ({ text: 'Hello.', delayMs: 60 }))
    const workers = ['left', 'right'].map((name) => startWorker(name, 12, { concurrency: 3 }))
    const said = await Promise.all(workers.map((worker) => worker.said))
    expect(said).toEqual(Array(2).fill(Array(12).fill('ok').join(' ')))
    expect(server.most()).toBe(3)
    expect(server.requests).toHaveLength(24)
  })

  test.each([
    ['requests', { requestsPerMinute: 5 }],
    // One is estimated to take 1,012 tokens, and 3 when it has ended.
    ['tokens', { tokensPerMinute: 1_030, concurrency: 1 }],
  ])('and to the number of %s in a minute', async (_, limits) => {
    await serve(() => ({ text: 'Hello.' }))
    const workers = ['left', 'right'].map((name) => startWorker(name, 5, limits))
    while (server.requests.length < 5) await sleep(10)
    await sleep(1_500)
    const inFirstMinute = server.requests.length
    await db.$executeRaw`update llm_call set created_at = created_at - interval '1 minute'`
    await Promise.all(workers.map((worker) => worker.said))
    expect(inFirstMinute).toBeLessThan(10)
    expect(server.requests).toHaveLength(10)
    if ('requestsPerMinute' in limits) expect(inFirstMinute).toBe(5)
  })

  test('what a killed worker had under way is lost after its lease, and counts with the most it may have spent', async () => {
    const endpoint = await serve((_, number) => (number <= 2 ? faults.hang : { text: 'Hello.' }), { concurrency: 2 })
    const worker = startWorker('killed', 2, { concurrency: 2 })
    while (server.requests.length < 2) await sleep(10)
    worker.child.kill('SIGKILL')
    await worker.said
    const late = ask(about(endpoint, 'after'), never)
    await sleep(300)
    expect(server.requests).toHaveLength(2)
    await db.$executeRaw`update llm_call set lease_until = now() - interval '1 second' where outcome = 'pending'`
    expect(await late).toMatchObject({ outcome: 'ok' })
    const sum = await sumCalls(db, { kind: 'test', id: 'killed' })
    expect(sum).toMatchObject({ calls: 2, outputTokens: 2_000, byOutcome: { lost: 2 } })
  })
})
