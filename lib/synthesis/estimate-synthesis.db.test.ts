import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { createEndpoint } from '@/lib/llm/create-endpoint'
import { NewEndpoint } from '@/lib/llm/endpoint'
import { sumCalls } from '@/lib/llm/store-calls'
import { type ModelServer, type Script, startModelServer } from '@/lib/llm/testing/model-server'
import { runImport } from '@/lib/repository/run-import'
import { estimateSynthesis } from './estimate-synthesis'

const files = {
  'README.md': '# Sums\n\nAdds numbers up.\n',
  'sum.ts': "import { round } from './round'\n\nexport const sum = (a: number, b: number) => round(a + b)\n",
  'round.ts':
    '/** Rounds a number to cents. */\nexport const round = (value: number) => Math.round(value * 100) / 100\n',
}
const words = { next: 'It is next.', task: 'Write it.', read: 'Look first.', write: 'I write it in one part.' }
const usage = { prompt_tokens: 400, completion_tokens: 300 }

let folder: string
let id: string
let server: ModelServer | undefined

beforeAll(async () => {
  process.env.RETRACE_PRIVATE_MODEL_HOSTS = '127.0.0.1'
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-estimate-'))
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content)
  const context = { jobRunId: crypto.randomUUID(), signal: new AbortController().signal, report: async () => {} }
  id = (await runImport({ url: pathToFileURL(folder).href, isSample: false }, context)).snapshotId
})

afterAll(() => rm(folder, { recursive: true, force: true }))

afterEach(async () => {
  await server?.close()
  await db.llmCall.deleteMany()
  await db.llmEndpoint.deleteMany()
})

async function connect(script: Script): Promise<string> {
  server = await startModelServer(script)
  const settings = { name: 'trial', baseUrl: server.url, model: 'test-model', inputPrice: 1, outputPrice: 4 }
  return (await createEndpoint(operator, NewEndpoint.parse(settings))).name
}

describe('estimateSynthesis', () => {
  test('the embedded author is free and calls nobody', async () => {
    const estimate = await estimateSynthesis(operator, { id })
    expect(estimate).toMatchObject({ isFree: true, files: 3, calls: 0, dryRun: null })
    expect(estimate.microdollars).toEqual({ low: 0, high: 0 })
  })

  test('a model is asked about one file, and never again about the same', async () => {
    const author = await connect(() => ({ text: JSON.stringify(words), usage }))
    const first = await estimateSynthesis(operator, { id, author })
    expect(first).toMatchObject({ isFree: false, files: 3, calls: 5 })
    expect(first.dryRun).toMatchObject({ inputTokens: 400, outputTokens: 300 })
    expect(first.outputTokens.low).toBeLessThan(4 * 300)
    expect(first.outputTokens.high).toBeGreaterThan(4 * 300)
    expect(first.microdollars.low).toBe(first.inputTokens.low + 4 * first.outputTokens.low)
    expect(await estimateSynthesis(operator, { id, author, seed: 7 })).toEqual(first)
    const drafts = await estimateSynthesis(operator, { id, author, mode: 'iterative' })
    expect(drafts.calls).toBe(5 + 2 * 3)
    expect(server?.requests).toHaveLength(1)
    expect((await sumCalls(db, { kind: 'estimate', id })).calls).toBe(1)
  })

  test('an answer that is cut off still says something, with a wide range', async () => {
    const author = await connect(() => ({ text: '{"next": "It', finishReason: 'length', usage }))
    const { outputTokens } = await estimateSynthesis(operator, { id, author })
    expect(outputTokens.high).toBeGreaterThan(10 * outputTokens.low)
  })

  test('a refusal, a missing endpoint, a mode without history and viewers are refused in a sentence', async () => {
    const author = await connect(() => ({ refusal: 'I would rather not.' }))
    const viewer: Actor = { kind: 'user', userId: crypto.randomUUID(), name: 'v', role: 'viewer' }
    await expect(estimateSynthesis(operator, { id, author })).rejects.toThrow('I would rather not.')
    await expect(estimateSynthesis(operator, { id, author: 'nobody' })).rejects.toThrow('nobody')
    await expect(estimateSynthesis(operator, { id, mode: 'history' })).rejects.toThrow('without history')
    await expect(estimateSynthesis(viewer, { id })).rejects.toThrow('You may not estimate')
  })
})
