import { expect, test } from 'vitest'
import { echo } from './echo'
import { natsOf } from './engine'
import { sglang } from './sglang'
import { tgi } from './tgi'
import { vllm } from './vllm'

test('an address is understood with the version of the protocol and without', () => {
  for (const baseUrl of ['http://host:8000', 'http://host:8000/v1']) {
    const place = { baseUrl, model: 'm' }
    expect(vllm.ask(place, 'x', 0).url).toBe('http://host:8000/v1/completions')
    expect(echo.ask(place, 'x', 0).url).toBe('http://host:8000/v1/completions')
    expect(sglang.ask(place, 'x', 0).url).toBe('http://host:8000/generate')
    expect(tgi.ask(place, 'x', 0).url).toBe('http://host:8000/generate')
  }
  const behind = { baseUrl: 'https://host/models/a/v1', model: 'm' }
  expect(vllm.ask(behind, 'x', 0).url).toBe('https://host/models/a/v1/completions')
  expect(tgi.ask(behind, 'x', 0).url).toBe('https://host/models/a/generate')
})

test('a log-probability that rounding brought above 0 costs nothing; a greater one stays wrong', () => {
  expect([natsOf(-1.5), natsOf(1e-7), natsOf(0), natsOf(0.5), natsOf(null), natsOf(undefined)]).toEqual([
    1.5,
    0,
    0,
    -0.5,
    null,
    null,
  ])
})

test('vLLM: the true token is found by its id among others, whatever the order of keys', () => {
  const others = { 9: { logprob: -0.1, decoded_token: 'x' }, 1000: { logprob: -2, decoded_token: 'b' } }
  const answer = { choices: [{ prompt_logprobs: [null, others], prompt_token_ids: [5, 1000] }] }
  expect(vllm.read(answer, 'ab')).toMatchObject({
    promptTokens: 2,
    tokens: [
      { text: null, id: 5, nats: null },
      { text: 'b', id: 1000, nats: 2 },
    ],
  })
})

test('vLLM: a server that tells no ids is read where there is no choice', () => {
  const only = { 1000: { logprob: -2, decoded_token: 'b' } }
  expect(vllm.read({ choices: [{ prompt_logprobs: [null, only] }] }, 'ab')).toMatchObject({
    promptTokens: null,
    tokens: [{ id: null }, { text: 'b', id: 1000, nats: 2 }],
  })
})

test('vLLM: ids of another number of tokens are no ids of these', () => {
  const answer = { choices: [{ prompt_logprobs: [null], prompt_token_ids: [5, 6] }] }
  expect(vllm.read(answer, 'ab')).toBe('tells of another number of tokens than the text has.')
})

const written = { tokens: ['a', 'b', '🙂', '!'], token_logprobs: [null, -1, -2, -3] }

test.each([
  ['the count of the server', { usage: { prompt_tokens: 3 } }, {}],
  ['the offsets of its tokens, which count characters', {}, { text_offset: [0, 1, 2, 3] }],
  ['the length of its text', {}, {}],
])('echo: the token that is written is dropped, by %s', (_, usage, offsets) => {
  const answer = { ...usage, choices: [{ text: 'ab🙂!', logprobs: { ...written, ...offsets } }] }
  const read = echo.read(answer, 'ab🙂')
  expect(read).toMatchObject({ tokens: [{ nats: null }, { text: 'b', nats: 1 }, { text: '🙂', nats: 2 }] })
})

test('echo: a server that writes nothing keeps all tokens', () => {
  const answer = { choices: [{ text: 'ab🙂!', logprobs: written }] }
  expect(echo.read(answer, 'ab🙂!')).toMatchObject({ tokens: [{}, {}, {}, { text: '!', nats: 3 }] })
})

test('SGLang: begins at the token that it is told, and says what it had read before', () => {
  expect(sglang.ask({ baseUrl: 'http://host', model: 'm' }, 'x', 41).body).toMatchObject({ logprob_start_len: 41 })
  const meta_info = {
    prompt_tokens: 43,
    cached_tokens: 40,
    input_token_logprobs: [
      [null, 7, 'a'],
      [-1, 8, 'b'],
    ],
  }
  expect(sglang.read({ text: '', meta_info }, 'ab')).toEqual({
    tokens: [
      { text: 'a', id: 7, nats: null },
      { text: 'b', id: 8, nats: 1 },
    ],
    promptTokens: 43,
    cachedTokens: 40,
    outputTokens: 0,
  })
})
