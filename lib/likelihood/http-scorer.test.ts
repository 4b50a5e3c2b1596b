import { afterEach, describe, expect, test } from 'vitest'
import { type ScoringCapabilities, scoringModes } from '@/lib/llm/scoring-capabilities'
import { faults, type ModelFault } from '@/lib/llm/testing/model-server'
import type { EngineEffects } from './call-engine'
import { contextPolicy } from './context'
import { createModel } from './embedded-model'
import { createHttpScorer } from './http-scorer'
import type { ScoreRequest, ThoughtScore } from './scorer'
import { type ScoringServer, type ScoringServerOptions, startScoringServer } from './testing/scoring-server'
import { testScorer } from './testing/test-scorer'

const request: ScoreRequest = {
  prefix: 'Task: areas of shapes.\n<read path="shape.ts">\nexport type Shape = { width: number }\n</read>\n<think>\n',
  thoughts: ['The area is the product of width and height.\n', '', 'Größe: 漢字 🙂🙂 — so be it.\n'],
  suffix: '</think>\n<write path="area.ts">\n',
  target: 'export function area(width: number, height: number) {\n  return width * height // 面積 🙂\n}\n',
}
const tested: ScoringCapabilities = {
  testedAt: new Date(0).toISOString(),
  works: true,
  summary: '',
  mode: 'vllm',
  tellsPrior: true,
  reusesPrefix: false,
  maxPromptTokens: null,
  models: [],
  checks: [],
}
const quick: EngineEffects = { retry: { attempts: 3, baseMs: 1, capMs: 2, patienceMs: 2_000 } }

const servers: ScoringServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function start(mode: (typeof scoringModes)[number], options: ScoringServerOptions = {}) {
  const server = await startScoringServer(mode, options)
  servers.push(server)
  return server
}

/** What the embedded model says of the same text. */
function expected({ prefix, suffix, target }: ScoreRequest, thought: string): { target: number; prior: number } {
  const encode = (text: string) => new TextEncoder().encode(text)
  const model = createModel()
  model.read(encode(prefix))
  const prior = model.score(encode(thought))
  model.read(encode(suffix))
  return { prior, target: model.score(encode(target)) }
}

function sumOf({ tokens }: ThoughtScore): number {
  return tokens.nats.reduce((sum, nats) => sum + nats, 0)
}

describe.each(scoringModes)('%s', (mode) => {
  test('gives the totals that the model behind it gives for the same text', async () => {
    const server = await start(mode)
    const scorer = createHttpScorer(testScorer(server.url), mode)
    const scores = await scorer.score(request)
    for (const [index, score] of scores.entries()) {
      const model = expected(request, request.thoughts[index]!)
      expect(score.targetNats).toBeCloseTo(model.target, 9)
      expect(score.priorNats).toBeCloseTo(model.prior, 9)
      expect(score.targetBytes).toBe(Buffer.byteLength(request.target))
      expect(sumOf(score)).toBeCloseTo(score.targetNats, 3)
    }
    expect(scores[1]?.priorNats).toBe(0)
    expect(scorer.fingerprint).toBe(`${mode}:test-model:${contextPolicy}`)
  })

  test('says where each token begins in the target, in UTF-16, and characters of several tokens are one', async () => {
    const server = await start(mode)
    const [score] = await createHttpScorer(testScorer(server.url), mode).score({ ...request, thoughts: [''] })
    const starts = [...score!.tokens.starts]
    expect(starts[0]).toBe(0)
    expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b))
    const pieces = starts.map((start, index) => request.target.slice(start, starts[index + 1]))
    expect(pieces.join('')).toBe(request.target)
    expect(pieces).toContain('function')
    for (const piece of pieces) expect(piece.isWellFormed()).toBe(true)
  })

  test('the score of a whole is the sum of the scores of its parts', async () => {
    const server = await start(mode)
    const scorer = createHttpScorer(testScorer(server.url), mode)
    const lines = request.target.split(/(?<=\n)/)
    const [whole] = await scorer.score({ ...request, thoughts: [''] })
    let sum = 0
    let before = request.prefix
    for (const line of lines) {
      const [part] = await scorer.score({
        ...request,
        prefix: before,
        thoughts: [''],
        target: line,
        suffix: before === request.prefix ? request.suffix : '',
      })
      sum += part!.targetNats
      before = request.prefix + request.suffix + lines.slice(0, lines.indexOf(line) + 1).join('')
    }
    expect(sum).toBeCloseTo(whole!.targetNats, 9)
  })

  test('a token that reaches over the border counts for what comes after it, and nothing is lost', async () => {
    const server = await start(mode)
    const scorer = createHttpScorer(testScorer(server.url), mode)
    const merged = { prefix: 'Think.\n', thoughts: ['\n\nIt is a sum.\n'], suffix: '', target: '\n\nreturn a + b\n' }
    const [score] = await scorer.score(merged)
    const all = `${merged.prefix}${merged.thoughts[0]}${merged.target}`
    const model = createModel()
    model.read(new TextEncoder().encode('Think.'))
    const nats = model.score(new TextEncoder().encode(all.slice('Think.'.length)))
    expect(score!.targetNats + score!.priorNats!).toBeCloseTo(nats, 9)
    expect(score!.tokens.starts.slice(0, 2)).toEqual(Uint32Array.of(0, 2))
  })

  test('the key reaches the server, and no error says it, though the server does', async () => {
    const key = 'sk-very-secret-key'
    const refusal = faults.refuses(`What is ${key}?`)
    const server = await start(mode, { fault: () => refusal })
    const scorer = createHttpScorer(testScorer(server.url, { hasKey: true, readKey: () => key }), mode, quick)
    const error = await scorer.score(request).catch((error: unknown) => error)
    expect(server.headers[0]?.authorization).toBe(`Bearer ${key}`)
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'invalid',
      message: expect.stringContaining('What is [key]?'),
    })
    expect(String((error as Error).stack)).not.toContain(key)
  })
})

describe('SGLang', () => {
  test('reads the prefix once for all thoughts', async () => {
    const server = await start('sglang')
    const prefix = `${request.prefix}${'import { something } from "./somewhere"\n'.repeat(100)}<think>\n`
    const scorer = createHttpScorer(testScorer(server.url, { concurrency: 1 }), 'sglang')
    await scorer.score({ ...request, prefix })
    await scorer.score({ ...request, prefix, thoughts: ['Another thought.\n'] })
    expect(server.requests).toHaveLength(1 + 3 + 1)
    expect(server.work.read).toBeLessThan(0.35 * server.work.sent)
  })

  test('begins further back when a token reaches over the border of the thought', async () => {
    const server = await start('sglang')
    const scorer = createHttpScorer(testScorer(server.url), 'sglang')
    const prefix = `${'a b c d '.repeat(10)}\n`
    await scorer.score({ prefix, thoughts: ['\nfirst'], suffix: '\n', target: 'x\n' })
    const starts = server.requests.map((body) => (body as { logprob_start_len?: number }).logprob_start_len)
    expect(starts).toEqual([undefined, 81, 65])
  })
})

describe('the first token of a text', () => {
  test('has no cost where a server tells none, which is said', async () => {
    const bare = { prefix: '', thoughts: [''], suffix: '', target: 'return 1\n' }
    const vllm = createHttpScorer(testScorer((await start('vllm')).url), 'vllm')
    await expect(vllm.score(bare)).rejects.toThrow(/tells no cost for the first token of the target/)
    const tgi = createHttpScorer(testScorer((await start('tgi')).url), 'tgi')
    expect((await tgi.score(bare))[0]?.targetNats).toBeCloseTo(expected(bare, '').target, 9)
  })

  test('costs a thought its prior, and nothing else', async () => {
    const scorer = createHttpScorer(testScorer((await start('echo')).url), 'echo')
    const [score] = await scorer.score({ prefix: '', thoughts: ['think\n'], suffix: '', target: 'return 1\n' })
    expect(score).toMatchObject({ priorNats: null, targetNats: expect.any(Number) })
  })
})

describe('what goes wrong', () => {
  const one = { ...request, thoughts: ['A thought.\n'] }

  async function tryWith(fault: (number: number) => ModelFault | undefined, over = {}) {
    const server = await start('vllm', { fault })
    const scorer = createHttpScorer(testScorer(server.url, over), 'vllm', quick)
    return { server, result: await scorer.score(one).catch((error: unknown) => error) }
  }

  test.each([
    ['a text that the server finds too long', faults.refuses('Too large.', 413), /finds the request too long/],
    [
      'a context that is too short',
      faults.refuses("This model's maximum context length is 8 tokens."),
      /context length/,
    ],
    ['the same with another status', faults.refuses('The input is longer than the context length.', 500), /longer/],
    ['a huge answer', { fault: 'body', body: `{"a": "${'x'.repeat(9 << 20)}"}` } as const, /larger than 8 MiB/],
  ])('%s is not sent again', async (_, fault, sentence) => {
    const { server, result } = await tryWith(() => fault)
    expect(result).toMatchObject({ code: 'invalid', message: expect.stringMatching(sentence) })
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['out of memory', faults.broken(500), 'unavailable', /Out of memory/],
    ['a broken connection', faults.reset, 'unavailable', /could not be reached/],
    ['garbled JSON', faults.garbage, 'invalid', /broken JSON/],
    [
      'an answer that is a page',
      { fault: 'body', body: '<html>', contentType: 'text/html' } as const,
      'invalid',
      /not JSON/,
    ],
  ])('%s is tried a bounded number of times, and may pass', async (_, fault, code, sentence) => {
    const { server, result } = await tryWith(() => fault)
    expect(result).toMatchObject({ code, message: expect.stringMatching(sentence) })
    expect(server.requests).toHaveLength(3)
    const passing = await tryWith((number) => (number < 3 ? fault : undefined))
    expect(passing.result).toHaveLength(1)
  })

  test('a server that asks for a pause gets it', async () => {
    const startedAt = Date.now()
    const { result } = await tryWith((number) => (number === 1 ? faults.tooMany('1') : undefined))
    expect(result).toHaveLength(1)
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1000)
  })

  test('a server that never answers is waited for twice', async () => {
    const { server, result } = await tryWith(() => faults.hang, { timeoutMs: 100 })
    expect(result).toMatchObject({ code: 'unavailable', message: expect.stringMatching(/did not answer within 0.1 s/) })
    expect(server.requests).toHaveLength(2)
  })

  test('an abort ends it at once, with the reason, and leaves nothing under way', async () => {
    const server = await start('vllm', { fault: () => faults.hang })
    const controller = new AbortController()
    const reason = new Error('canceled by a person')
    const scoring = createHttpScorer(testScorer(server.url), 'vllm').score(request, controller.signal)
    await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBe(3)
    const startedAt = Date.now()
    controller.abort(reason)
    await expect(scoring).rejects.toBe(reason)
    expect(Date.now() - startedAt).toBeLessThan(2000)
  })

  test('when one thought fails, the others are given up', async () => {
    const server = await start('vllm', { fault: (number) => (number === 2 ? faults.refuses('No.') : faults.hang) })
    const startedAt = Date.now()
    await expect(createHttpScorer(testScorer(server.url), 'vllm').score(request)).rejects.toThrow(/No\./)
    expect(Date.now() - startedAt).toBeLessThan(2000)
  })

  test('a text that is too long is refused before it is sent', async () => {
    const server = await start('vllm')
    const scorer = createHttpScorer(testScorer(server.url, { contextTokens: 66 }), 'vllm')
    expect(scorer.maxPromptBytes).toBe(100)
    await expect(scorer.score(request)).rejects.toThrow(/together have \d+ bytes, and the scorer environment takes 100/)
    expect(server.requests).toHaveLength(0)
    const capabilities = { ...tested, maxPromptTokens: 116 }
    expect(createHttpScorer(testScorer(server.url, { capabilities }), 'vllm').maxPromptBytes).toBe(200)
    expect(createHttpScorer(testScorer(server.url, { contextTokens: 9e6 }), 'vllm').maxPromptBytes).toBe(131_040)
  })

  test.each([
    ['vllm', { choices: [{ text: 'x' }] }, /ignores `prompt_logprobs`/],
    [
      'vllm',
      { choices: [{ prompt_logprobs: [null, { 5: { logprob: -1 }, 7: { logprob: -2 } }] }] },
      /which of several/,
    ],
    ['echo', { choices: [{ text: 'x', logprobs: { content: [{ token: 'x', logprob: -1 }] } }] }, /ignores `echo`/],
    ['echo', { choices: [{ text: 'x', logprobs: { tokens: ['x'], token_logprobs: [-1] } }] }, /ignores `echo`/],
    [
      'sglang',
      {
        text: 'x',
        meta_info: {
          prompt_tokens: 9,
          input_token_logprobs: [
            [null, 5, null],
            [-1, 6, null],
          ],
        },
      },
      /do not make up/,
    ],
    ['tgi', { generated_text: 'x', details: { prefill: [] } }, /--enable-prefill-logprobs/],
    ['tgi', { error: 'x' }, /not TGI's/],
  ] as const)('%s answers without what was asked for: %j', async (mode, answer, sentence) => {
    const server = await start(mode, { answer: () => answer })
    await expect(createHttpScorer(testScorer(server.url), mode, quick).score(one)).rejects.toThrow(sentence)
  })

  test('costs that are none are refused', async () => {
    const bend: ScoringServerOptions['bend'] = (tokens) => tokens.map((token) => ({ ...token, logProbability: 3 }))
    const server = await start('echo', { bend })
    await expect(createHttpScorer(testScorer(server.url), 'echo').score(one)).rejects.toThrow(/no log-probabilities/)
  })
})
