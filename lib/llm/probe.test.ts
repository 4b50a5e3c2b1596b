import { afterEach, describe, expect, test } from 'vitest'
import type { Check } from './capabilities'
import { probe } from './probe'
import { exampleOf, faults, type ModelServer, type Script, startModelServer } from './testing/model-server'
import { testEndpoint } from './testing/test-endpoint'

const never = new AbortController().signal
let server: ModelServer | undefined
afterEach(() => server?.close())

/** A server that can all that can be tried. */
const able: Script = (request) => {
  if (request.tools.length > 0) return { toolCalls: [{ name: 'look_up', arguments: { city: 'Oslo' } }] }
  const schema = request.response_format?.json_schema?.schema
  if (schema) return { text: JSON.stringify(exampleOf(schema)) }
  if (request.response_format) return { text: '{"city": "Oslo", "inhabitants": 700000}' }
  return { text: `ready ${request.seed ?? ''}`, reasoning: 'It wants one word.' }
}

async function testConnection(script: Script) {
  server = await startModelServer(script, ['test-model', 'other'])
  const checks: Check[] = []
  const capabilities = await probe(testEndpoint(server.url), never, (check) => checks.push(check))
  expect(checks).toEqual(capabilities.checks)
  return { ...capabilities, sentences: Object.fromEntries(checks.map(({ name, sentence }) => [name, sentence])) }
}

describe('the connection test', () => {
  test('finds all that a server can do', async () => {
    const found = await testConnection(able)
    expect(found).toMatchObject({
      works: true,
      summary: 'It answers, and keeps to a JSON schema. It calls tools and streams.',
      structured: 'json_schema',
      tools: true,
      seed: true,
      streaming: true,
      reasoning: true,
      usage: true,
      refused: [],
      models: ['test-model', 'other'],
    })
    expect(found.checks.every(({ isOk }) => isOk)).toBe(true)
  })

  test('tells a server that takes a schema from one that keeps to it', async () => {
    const found = await testConnection((request, number) =>
      request.response_format?.type === 'json_schema' ? { text: 'The largest city is Oslo.' } : able(request, number),
    )
    expect(found).toMatchObject({ structured: 'json_object' })
    expect(found.sentences.json_schema).toMatch(/^Takes a JSON schema, but the answer did not fit/)
  })

  test('says in words what a server refuses, and goes on without it', async () => {
    const found = await testConnection((request, number) => {
      for (const part of ['response_format', 'stream_options', 'seed'] as const) {
        if (request[part] !== undefined) return faults.refuses(`Unknown parameter: ${part}.`)
      }
      if (request.max_tokens) return faults.refuses('Use max_completion_tokens.')
      if (request.tools.length > 0) return faults.refuses('This model does not support functions.')
      return { text: `random ${number}`, usage: null }
    })
    expect(found).toMatchObject({ works: true, structured: 'fenced', tools: false, seed: false, usage: false })
    expect(found).toMatchObject({ streaming: true, reasoning: false })
    expect([...found.refused].sort()).toEqual(['json_object', 'json_schema', 'max_tokens', 'seed', 'stream_options'])
    expect(found.sentences).toMatchObject({
      json_schema: 'Does not take a JSON schema for its answers.',
      seed: 'Does not take a seed.',
      tools: expect.stringContaining('does not support functions'),
      usage: expect.stringContaining('they are estimated'),
    })
  })

  test('stops at a server that does not answer a chat, and says why', async () => {
    const found = await testConnection(() => faults.refuses('Incorrect API key provided.', 401))
    expect(found).toMatchObject({ works: false, summary: expect.stringContaining('does not accept the key') })
    expect(found.checks.map(({ name }) => name)).toEqual(['models', 'chat'])
  })

  test('says so when nothing answers at the address', async () => {
    const { url, close } = await startModelServer(able)
    await close()
    const { works, summary } = await probe(testEndpoint(url), never)
    expect({ works, summary }).toEqual({
      works: false,
      summary: expect.stringMatching(/could not be reached: ECONNREFUSED/),
    })
  })
})
