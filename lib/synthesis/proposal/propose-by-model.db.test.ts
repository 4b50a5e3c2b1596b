import { createHash } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { type ModelAnswer, type ModelRequest, type ModelServer, startModelServer } from '@/lib/llm/testing/model-server'
import { testEndpoint } from '@/lib/llm/testing/test-endpoint'
import type { Guard, Proposal } from '@/lib/synthesis/author'
import { embeddedAuthor } from '@/lib/synthesis/embedded-author'
import { openFacts } from '@/lib/synthesis/facts'
import { createModelAuthor } from '@/lib/synthesis/model-author'
import { projectOf } from '@/lib/synthesis/testing/project-of'
import { proposalKinds } from '@/lib/trajectory/proposal-kind'

const sources = {
  'src/wrap.js': 'export function wrap(task) {\n  return () => task()\n}\n',
  'src/queue.js':
    "import { wrap } from './wrap.js'\n\n/** Runs tasks. */\nexport class Queue {\n  /** Adds a task. */\n  add(task) {\n    return wrap(task)\n  }\n}\n",
}
const subject = { kind: 'optimization', id: 'one' }
const facts = openFacts(await projectOf(sources))
const moment = { before: 'write' as const, file: facts.of('src/queue.js'), readings: [] }
const current = 'A queue, then.\n\nIt takes tasks.\n\n- `add` adds one.\n\nThe rest follows.\n'
const plain: Proposal = {
  kind: 'rewrite',
  current,
  round: 1,
  slot: 0,
  seed: 5,
  kinds: proposalKinds,
  hint: null,
  surprising: [],
}
const free: Guard = { ratioOf: () => 0, maxCopyRatio: 0.05 }

let server: ModelServer | undefined
afterEach(async () => {
  await server?.close()
  await db.llmCall.deleteMany()
})

const said = ({ messages }: ModelRequest) => messages.map(({ content }) => content ?? '').join('\n')
const json = (value: unknown): ModelAnswer => ({ text: JSON.stringify(value) })

async function authorOf(answer: (request: ModelRequest, number: number) => ModelAnswer) {
  server = await startModelServer(answer)
  const author = createModelAuthor({ endpoint: testEndpoint(server.url), subject })
  author.goOn?.(facts, {
    requirements: [],
    files: [{ path: 'src/wrap.js', purpose: 'It wraps.', interface: 'One call, `wrap`.', dependencies: [] }],
  })
  return { author, requests: server.requests }
}

test('a model is told the skeleton, the facts, what is surprising and the hint, and no code; the hash is that of the call', async () => {
  const { author, requests } = await authorOf(() => json({ thought: 'Anew.' }))
  const surprising = ['the method `add` of `Queue`']
  const hashes = new Set<string | null>()
  for (const kind of proposalKinds.filter((each) => each !== 'segment')) {
    const found = await author.propose(moment, { ...plain, kind, surprising, hint: 'Say why it waits.' }, free)
    expect(found.text).toBe('Anew.\n')
    hashes.add(found.promptHash)
  }
  expect(hashes.size).toBe(proposalKinds.length - 1)
  const calls = await db.llmCall.findMany({ select: { promptHash: true, purpose: true } })
  expect(new Set(calls.map(({ promptHash }) => Buffer.from(promptHash).toString('hex')))).toEqual(hashes)
  expect(calls.map(({ purpose }) => purpose)).toContain('rewrite of src/queue.js (search prompts 1)')
  for (const request of requests) {
    expect(said(request)).toContain('- src/wrap.js: One call, `wrap`.')
    expect(said(request)).toContain('the method `add` of `Queue`')
    expect(said(request)).toContain('A reviewer asks for this: Say why it waits.')
    expect(said(request)).not.toContain('return wrap(task)')
  }
})

test('a segment is asked for alone, and put where the one before was', async () => {
  const { author, requests } = await authorOf((request) => {
    const part = /The paragraph to replace:\n(.*)\n/.exec(said(request))?.[1] ?? ''
    return json({ paragraph: `Instead of ${part.length} letters\nthese.\n` })
  })
  const found = new Set<string>()
  for (const slot of [0, 1, 2, 3]) {
    const { text } = await author.propose(moment, { ...plain, kind: 'segment', slot }, free)
    const changed = text.split('\n').filter((line, index) => line !== current.split('\n')[index])
    expect(changed).toEqual([expect.stringMatching(/^(?:- )?Instead of \d+ letters these\.$/)])
    found.add(text)
  }
  expect(found.size).toBe(4)
  expect([...found].filter((text) => text.includes('\n- Instead of'))).toHaveLength(1)
  expect(requests).toHaveLength(4)
})

test('a model that copies is asked again, and then the embedded author proposes the same kind; the hash stays', async () => {
  const guard: Guard = { ratioOf: (text) => (text.includes('return wrap') ? 1 : 0), maxCopyRatio: 0.05 }
  const { author, requests } = await authorOf((_, number) =>
    json({ thought: `Time ${number}: \`return wrap(task)\`.` }),
  )
  const proposal = { ...plain, kind: 'ground' as const }
  const { text, promptHash } = await author.propose(moment, proposal, guard)
  expect(requests).toHaveLength(3)
  expect(said(requests[1] as ModelRequest)).toContain('Take a step back')
  expect(text).toBe((await embeddedAuthor.propose(moment, proposal, guard)).text)
  expect(promptHash).toMatch(/^[0-9a-f]{64}$/)
  const [first] = await db.llmCall.findMany({ where: { purpose: { startsWith: 'ground of' } } })
  expect(promptHash).toBe(Buffer.from(first?.promptHash ?? []).toString('hex'))
})

test('what a model refuses or garbles is proposed by the embedded author', async () => {
  const { author } = await authorOf((_, number) =>
    number % 2 === 0 ? { refusal: 'I will not.' } : { text: 'No JSON' },
  )
  for (const kind of proposalKinds) {
    const proposal = { ...plain, kind }
    const { text, promptHash } = await author.propose(moment, proposal, free)
    expect(text).toBe((await embeddedAuthor.propose(moment, proposal, free)).text)
    expect(promptHash).not.toBe(createHash('sha256').digest('hex'))
    expect(promptHash).toHaveLength(64)
  }
})
