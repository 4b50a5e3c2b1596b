import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { complete } from './chat'
import type { ChatRequest } from './chat-request'
import type { Endpoint } from './endpoint'
import { requireAnswer } from './reply'
import { faults, type ModelServer, type Script, startModelServer } from './testing/model-server'
import { testEndpoint } from './testing/test-endpoint'

const never = new AbortController().signal
const retry = { attempts: 4, baseMs: 1, capMs: 2, patienceMs: 3_000 }
const hello: ChatRequest = { messages: [{ role: 'user', content: 'Say hello.' }] }
const City = z.object({ city: z.string(), people: z.int() })
const aboutCity = { messages: hello.messages, schema: City }

let server: ModelServer | undefined
afterEach(() => server?.close())

async function serve(script: Script, over: Partial<Endpoint> = {}): Promise<Endpoint> {
  server = await startModelServer(script)
  return testEndpoint(server.url, over)
}

/** The script's entries in turn, the last one for ever. */
function inTurn(...said: ReturnType<Script>[]): Script {
  return (_, number) => said[Math.min(number, said.length) - 1] ?? {}
}

describe.each([{ stream: false }, { stream: true }])('an answer (stream: $stream)', ({ stream }) => {
  test('has its text, reasoning, usage and reason to end', async () => {
    const usage = {
      prompt_tokens: 12,
      completion_tokens: 9,
      prompt_tokens_details: { cached_tokens: 5 },
      completion_tokens_details: { reasoning_tokens: 4 },
    }
    const endpoint = await serve(() => ({ text: 'Hello, and welcome to all of you.', reasoning: 'A greeting.', usage }))
    expect(await complete(endpoint, { ...hello, stream }, never)).toMatchObject({
      outcome: 'ok',
      text: 'Hello, and welcome to all of you.',
      reasoning: 'A greeting.',
      finishReason: 'stop',
      usage: { inputTokens: 12, outputTokens: 9, cachedTokens: 5, reasoningTokens: 4 },
    })
    expect(server?.requests).toHaveLength(1)
  })

  test('has its tool calls parsed, each with its problem if it has one', async () => {
    const toolCalls = [
      { name: 'read_file', arguments: { path: 'a.ts' } },
      { name: 'read_file', arguments: '{"path": ' },
      { name: 'read_file', arguments: {} },
      { name: 'fly', arguments: {} },
    ]
    const endpoint = await serve(() => ({ toolCalls }))
    const tools = [{ name: 'read_file', description: 'Reads.', parameters: z.object({ path: z.string() }) }]
    const reply = requireAnswer(await complete(endpoint, { ...hello, tools, stream }, never))
    expect(reply.toolCalls.map(({ input }) => input)).toEqual([{ path: 'a.ts' }, undefined, undefined, undefined])
    expect(reply.toolCalls.map(({ problem = 'none' }) => problem)).toEqual([
      'none',
      'The arguments are not JSON.',
      expect.stringContaining('do not fit'),
      expect.stringContaining('There is no tool named fly'),
    ])
    expect(server?.requests[0]?.tools[0]?.function.parameters).toMatchObject({ required: ['path'] })
  })

  test('that is a refusal or has run out of tokens is said to be so, and not asked for again', async () => {
    const endpoint = await serve(
      inTurn({ refusal: 'I cannot help with that.' }, { text: 'Once', finishReason: 'length' }),
    )
    expect(await complete(endpoint, { ...hello, stream }, never)).toMatchObject({
      outcome: 'refusal',
      sentence: 'The model refused to answer: I cannot help with that.',
    })
    expect(await complete(endpoint, { ...hello, stream }, never)).toMatchObject({ outcome: 'truncated', text: 'Once' })
    expect(server?.requests).toHaveLength(2)
  })

  test('that stops in the middle is a timeout when it drips, and is asked for again when it is cut off', async () => {
    const slow = await serve(() => ({ text: 'word '.repeat(200), pauseMs: 30 }), { timeoutMs: 150 })
    expect(await complete(slow, { ...hello, stream }, never, { retry })).toMatchObject({ outcome: 'timeout' })
    await server?.close()
    const cut = await serve(inTurn({ fault: 'cut', text: 'Hel' }, { text: 'Hello.' }))
    expect(await complete(cut, { ...hello, stream }, never, { retry })).toMatchObject({ outcome: 'ok', text: 'Hello.' })
  })
})

describe('the shape of an answer', () => {
  test('is asked for by a schema, and what the server refuses is left out and remembered', async () => {
    const endpoint = await serve((request) => {
      if (request.response_format)
        return faults.refuses(`response_format ${request.response_format.type} is not supported`)
      return { text: 'Here it is:\n```json\n{"city": "Oslo", "people": 700000}\n```' }
    })
    const reply = requireAnswer(await complete(endpoint, aboutCity, never))
    expect(reply.parsed).toEqual({ city: 'Oslo', people: 700_000 })
    expect(server?.requests.map(({ response_format }) => response_format?.type)).toEqual([
      'json_schema',
      'json_object',
      undefined,
    ])
    expect(server?.requests[0]?.response_format?.json_schema).toMatchObject({ strict: true })
    expect(server?.requests[2]?.messages[0]).toMatchObject({
      role: 'system',
      content: expect.stringContaining('"people"'),
    })
    await complete(endpoint, aboutCity, never)
    expect(server?.requests).toHaveLength(4)
  })

  test('is repaired once, and then given up', async () => {
    const wrong = { text: '{"city": "Oslo"}' }
    const endpoint = await serve(inTurn(wrong, { text: '{"city": "Oslo", "people": 3}' }, wrong, { text: 'Oslo?' }))
    expect(requireAnswer(await complete(endpoint, aboutCity, never)).parsed).toEqual({ city: 'Oslo', people: 3 })
    expect(server?.requests[1]?.messages.slice(-2)).toMatchObject([
      { role: 'assistant', content: '{"city": "Oslo"}' },
      { role: 'user', content: expect.stringContaining('people') },
    ])
    expect(await complete(endpoint, aboutCity, never)).toMatchObject({ outcome: 'malformed', text: 'Oslo?' })
    expect(server?.requests).toHaveLength(4)
  })

  test('parameters that a model does not take are left out, also the limit of tokens by its old name', async () => {
    const endpoint = await serve(
      (request) => {
        if (request.max_tokens) return faults.refuses("Use 'max_completion_tokens' instead of 'max_tokens'.")
        if (request.temperature !== undefined) return faults.refuses("Unsupported value: 'temperature'.")
        return { text: 'Hello.' }
      },
      { temperature: 0.7 },
    )
    expect(await complete(endpoint, hello, never)).toMatchObject({ outcome: 'ok' })
    expect(server?.requests[2]).toMatchObject({ max_completion_tokens: 1_000 })
  })
})

describe('what passes is tried again', () => {
  test.each([
    ['a 429', faults.tooMany()],
    ['a 500', faults.broken()],
    ['a broken connection', faults.reset],
    ['broken JSON', faults.garbage],
    ['a page of a proxy', { fault: 'body', body: '<html>Bad gateway</html>', contentType: 'text/html' } as const],
  ])('%s', async (_, fault) => {
    const endpoint = await serve(inTurn(fault, fault, { text: 'Hello.' }))
    expect(await complete(endpoint, hello, never, { retry })).toMatchObject({ outcome: 'ok', text: 'Hello.' })
    expect(server?.requests).toHaveLength(3)
  })

  test('but not for ever, and a hang only twice', async () => {
    const busy = await serve(() => faults.tooMany())
    expect(await complete(busy, hello, never, { retry })).toMatchObject({ outcome: 'rate_limited' })
    expect(server?.requests).toHaveLength(4)
    await server?.close()
    const hanging = await serve(() => faults.hang, { timeoutMs: 100 })
    const reply = await complete(hanging, hello, never, { retry })
    expect(reply).toMatchObject({ outcome: 'timeout', sentence: expect.stringContaining('within 0.1 s') })
    expect(server?.requests).toHaveLength(2)
  })

  test('not before the server said, in seconds or as a date, and not at all when it asks for too long', async () => {
    const endpoint = await serve(inTurn(faults.tooMany('1'), { text: 'Hello.' }, faults.tooMany('3600')))
    const startedAt = Date.now()
    expect(await complete(endpoint, hello, never, { retry })).toMatchObject({ outcome: 'ok' })
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(990)
    expect(await complete(endpoint, hello, never, { retry })).toMatchObject({ outcome: 'rate_limited' })
    expect(server?.requests).toHaveLength(3)
  })

  test('what will not pass is said at once, in words', async () => {
    const endpoint = await serve(
      inTurn(
        faults.refuses('Incorrect API key.', 401),
        faults.refuses('No model x.', 404),
        faults.refuses('maximum context length'),
        {
          ...faults.tooMany(),
          body: { error: { message: 'You exceeded your quota.', code: 'insufficient_quota' } },
        } as ReturnType<Script>,
      ),
    )
    const sentences = []
    for (let asked = 0; asked < 4; asked++) {
      const reply = await complete(endpoint, hello, never, { retry })
      expect(reply.outcome).toBe('rejected')
      sentences.push(reply.outcome === 'ok' ? '' : reply.sentence)
    }
    expect(sentences).toEqual([
      expect.stringContaining('does not accept the key. It says: Incorrect API key.'),
      expect.stringContaining('has no such model'),
      expect.stringContaining('maximum context length'),
      expect.stringContaining('has no credit left'),
    ])
    expect(server?.requests).toHaveLength(4)
  })
})

describe('a call', () => {
  test.each([
    ['that hangs', faults.hang],
    ['that waits for its next attempt', faults.tooMany('60')],
  ])('%s ends at once when it is canceled', async (_, fault) => {
    const endpoint = await serve(() => fault)
    const controller = new AbortController()
    const reply = complete(endpoint, hello, controller.signal, { retry: { ...retry, patienceMs: 100_000 } })
    while (!server?.requests.length) await sleep(5)
    await sleep(50)
    const canceledAt = Date.now()
    controller.abort(new Error('Enough.'))
    expect(await reply).toMatchObject({ outcome: 'canceled' })
    expect(Date.now() - canceledAt).toBeLessThan(500)
    expect(() => controller.signal.throwIfAborted()).toThrow('Enough.')
  })

  test('does not read an answer without end', async () => {
    const endpoint = await serve(() => ({ text: 'x'.repeat(9 << 20) }))
    expect(await complete(endpoint, hello, never, { retry })).toMatchObject({
      outcome: 'rejected',
      sentence: 'The answer is larger than 8 MiB.',
    })
  })

  test('sends the key to the server and keeps it out of all that the server says', async () => {
    const key = 'sk-very-secret-key'
    const repeating: Script = (_, number) =>
      number === 1
        ? faults.refuses(`Your key ${key} is not known`, 401)
        : { text: `Your key is ${key}.`, reasoning: key }
    const endpoint = await serve(repeating, { readKey: () => key, hasKey: true })
    const replies = [await complete(endpoint, hello, never), await complete(endpoint, hello, never)]
    expect(server?.headers.map(({ authorization }) => authorization)).toEqual([`Bearer ${key}`, `Bearer ${key}`])
    expect(replies[1]).toMatchObject({ text: 'Your key is [key].' })
    expect(JSON.stringify([replies, endpoint])).not.toContain(key)
  })

  test('without a key sends none', async () => {
    const endpoint = await serve(() => ({ text: 'Hello.' }))
    await complete(endpoint, hello, never)
    expect(server?.headers[0]?.authorization).toBeUndefined()
  })
})
