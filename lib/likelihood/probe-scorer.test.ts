import { afterEach, describe, expect, test } from 'vitest'
import {
  type ScoringCheck,
  type ScoringCheckName,
  type ScoringMode,
  scoringModes,
} from '@/lib/llm/scoring-capabilities'
import { faults } from '@/lib/llm/testing/model-server'
import { probeScorer } from './probe-scorer'
import { type ScoringServer, type ScoringServerOptions, startScoringServer } from './testing/scoring-server'
import { testScorer } from './testing/test-scorer'

const never = new AbortController().signal

const servers: ScoringServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function probe(mode: ScoringMode, options: ScoringServerOptions = {}, over = {}) {
  const server = await startScoringServer(mode, options)
  servers.push(server)
  return probeScorer(testScorer(server.url, over), never)
}

const models = (owned_by: string) => ({ data: [{ id: 'test-model', owned_by, max_model_len: 8192 }] })

const signs: Record<ScoringMode, Record<string, unknown>> = {
  vllm: { '/v1/models': models('vllm') },
  echo: {},
  sglang: { '/get_model_info': { model_path: 'a/b', tokenizer_path: 'a/b', is_generation: true } },
  tgi: { '/info': { model_id: 'a/b', max_input_tokens: 4095, version: '3.0.0' } },
}

describe.each(scoringModes)('a server that speaks %s', (mode) => {
  test('is found to work, and how, by its own signs', async () => {
    const heard: ScoringCheck[] = []
    const server = await startScoringServer(mode, { signs: signs[mode] })
    servers.push(server)
    const found = await probeScorer(testScorer(server.url), never, (check) => heard.push(check))
    expect(found).toMatchObject({ works: true, mode, tellsPrior: true, reusesPrefix: mode === 'sglang' })
    expect(found.summary).toMatch(/^It scores, asked as .*, and tells the price of a thought in the same call\.$/)
    expect(heard).toEqual(found.checks)
    const rules = ['tokens', 'numbers', 'order', 'repeat', 'prior']
    expect(heard.filter(({ isOk }) => isOk).map(({ name }) => name)).toEqual(expect.arrayContaining([mode, ...rules]))
  })

  test('and without any', async () => {
    const found = await probe(mode)
    expect(found).toMatchObject({ works: true, mode })
    expect(found.checks[0]).toMatchObject({ isOk: false, sentence: 'Does not say what it is.' })
  })
})

test('the longest text is what the server says of itself', async () => {
  expect(await probe('vllm', { signs: signs.vllm })).toMatchObject({ maxPromptTokens: 8192, models: ['test-model'] })
  expect(await probe('tgi', { signs: signs.tgi })).toMatchObject({ maxPromptTokens: 4095 })
})

describe('a server that cannot score is refused with the reason', () => {
  test.each([
    ['llama.cpp', { '/props': { default_generation_settings: {} } }, /ignores `echo` without a word/],
    ['llama.cpp', { '/v1/models': models('llamacpp') }, /ignores `echo` without a word/],
    ['Ollama', { '/api/version': { version: '0.9.0' } }, /none of a text that it is given/],
    ['LM Studio', { '/api/v0/models': { data: [] } }, /none of a text that it is given/],
  ])('%s', async (name, signs, reason) => {
    const found = await probe('echo', { signs })
    expect(found).toMatchObject({ works: false, mode: null, summary: expect.stringMatching(reason) })
    expect(found.summary).toMatch(`${name} cannot score`)
    expect(found.checks.map((check) => check.name)).toEqual(['server'])
    expect(servers.at(-1)?.requests).toHaveLength(0)
  })

  test('OpenAI, which is not even asked', async () => {
    const found = await probeScorer(testScorer('https://api.openai.com/v1'), never)
    expect(found.summary).toMatch(/^OpenAI cannot score/)
    expect(found.checks[0]?.latencyMs).toBeLessThan(100)
  })

  test('one that ignores echo without saying what it is', async () => {
    const answer = () => ({ choices: [{ text: 'x', logprobs: { content: [{ token: 'x', logprob: -1 }] } }] })
    const found = await probe('echo', { answer })
    expect(found).toMatchObject({ works: false, mode: null, summary: expect.stringMatching(/ignores `echo`/) })
  })

  test('TGI that keeps no costs of what it reads', async () => {
    const answer = () => ({ generated_text: 'x', details: { prefill: [] } })
    const found = await probe('tgi', { signs: signs.tgi, answer })
    expect(found).toMatchObject({ works: false, summary: expect.stringMatching(/--enable-prefill-logprobs/) })
  })

  test('one that cannot be reached', async () => {
    const found = await probeScorer(testScorer('http://127.0.0.1:9/v1'), never)
    expect(found).toMatchObject({ works: false, mode: null, summary: expect.stringMatching(/could not be reached/) })
  })
})

describe('a server whose numbers mean nothing is found out', () => {
  const bent = (bend: NonNullable<ScoringServerOptions['bend']>) => probe('vllm', { signs: signs.vllm, bend })

  type Bend = NonNullable<ScoringServerOptions['bend']>
  const at = (place: number, logProbability: number | null): Bend => {
    return (tokens) => tokens.map((token, index) => (index === place ? { ...token, logProbability } : token))
  }

  test.each<[string, Bend, ScoringCheckName, RegExp]>([
    [
      'a stale cache that answers differently the second time',
      (tokens, number) => tokens.map((token) => scaled(token, 1 + number / 10)),
      'repeat',
      /something else when it is asked twice/,
    ],
    ['a cost for the first token', at(0, -1), 'numbers', /costs are shifted/],
    ['no cost for some token', at(5, null), 'numbers', /Leaves out the costs of some tokens/],
    ['a positive log-probability', at(7, 2), 'numbers', /no log-probabilities/],
    [
      'the same cost everywhere',
      (tokens) => tokens.map((token, index) => (index === 0 ? token : { ...token, logProbability: -2 })),
      'numbers',
      /every token the same cost/,
    ],
    [
      'likelihood for garbled code',
      (tokens) => tokens.map((token) => scaled(token, tokens.some(({ text }) => text === 'def') ? 1 : 0.01)),
      'order',
      /no likelier than the same characters in disorder/,
    ],
    [
      'tokens of another text',
      (tokens) => tokens.map((token) => ({ ...token, text: `x${token.text}` })),
      'tokens',
      /do not make up/,
    ],
  ])('%s', async (_, bend, rule, sentence) => {
    const found = await bent(bend)
    expect(found).toMatchObject({ works: false, mode: 'vllm', summary: expect.stringMatching(sentence) })
    expect(found.summary).toMatch(/^Its scores cannot be relied on/)
    expect(found.checks.find(({ isOk }) => !isOk)?.name).toBe(rule)
  })

  test('costs of fewer tokens than the text has', async () => {
    const costs = [null, { 7: { logprob: -1, decoded_token: 'a' } }, { 8: { logprob: -2, decoded_token: 'b' } }]
    const answer = () => ({ choices: [{ prompt_logprobs: costs }], usage: { prompt_tokens: 9 } })
    const found = await probe('vllm', { signs: signs.vllm, answer })
    expect(found).toMatchObject({ works: false, summary: expect.stringMatching(/of 3 tokens, of a text that has 9/) })
  })
})

function scaled<Token extends { logProbability: number | null }>(token: Token, factor: number): Token {
  return { ...token, logProbability: token.logProbability === null ? null : token.logProbability * factor }
}

test('a server that hangs is given up, and an abort ends the test at once', async () => {
  const server = await startScoringServer('vllm', { signs: signs.vllm, fault: () => faults.hang })
  servers.push(server)
  const found = await probeScorer(testScorer(server.url, { timeoutMs: 100 }), never)
  expect(found).toMatchObject({ works: false, summary: expect.stringMatching(/did not answer within 0.1 s/) })
  const controller = new AbortController()
  const testing = probeScorer(testScorer(server.url), controller.signal)
  const before = server.requests.length
  await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBeGreaterThan(before)
  controller.abort(new Error('closed'))
  await expect(testing).rejects.toThrow('closed')
})
