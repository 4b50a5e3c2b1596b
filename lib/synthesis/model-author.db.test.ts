import { afterEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import type { Endpoint } from '@/lib/llm/endpoint'
import { sumCalls } from '@/lib/llm/store-calls'
import {
  faults,
  type ModelAnswer,
  type ModelFault,
  type ModelRequest,
  type ModelServer,
  startModelServer,
} from '@/lib/llm/testing/model-server'
import { testEndpoint } from '@/lib/llm/testing/test-endpoint'
import { proposalKinds } from '@/lib/trajectory/proposal-kind'
import type { PlanEntry } from '@/lib/trajectory/trajectory'
import { everyHolds } from '@/lib/trajectory/verifiers'
import { verify } from '@/lib/trajectory/verify'
import { openFacts } from './facts'
import { createModelAuthor } from './model-author'
import type { SynthesisMode } from './settings'
import { simulate } from './simulate'
import { projectOf } from './testing/project-of'

const sources = {
  'README.md': '# Tasks\n\nRuns tasks one after the other, so that nothing happens twice.\n',
  'src/wrap.js': 'export function wrap(task) {\n  return () => task()\n}\n',
  'src/queue.js':
    "import { wrap } from './wrap.js'\n\nexport class Queue {\n  add(task) {\n    return wrap(task)\n  }\n}\n",
}
const subject = { kind: 'trajectory', id: 'one' }

let server: ModelServer | undefined
afterEach(async () => {
  await server?.close()
  await db.llmCall.deleteMany()
})

const said = (request: ModelRequest) => request.messages.map(({ content }) => content ?? '').join('\n')
const json = (value: unknown): ModelAnswer => ({ text: JSON.stringify(value) })
const of = (path: string) => `For ${path} I keep it small and say what it is for.`

const entryOf = (path: string, dependencies: string[], rest: Partial<PlanEntry> = {}) => {
  return { path, purpose: of(path), interface: `What ${path} is called for.`, dependencies, check: 'By eye.', ...rest }
}

/** A model that plans truly and thinks in one sentence. */
function sensible(request: ModelRequest): ModelAnswer {
  const words = said(request)
  const paths = [...words.matchAll(/^Path: (.+)$/gm)].map((match) => match[1] ?? '')
  if (words.includes('beginning and end'))
    return json({
      thought: 'It begins.',
      requirements: ['It runs tasks.'],
      closing: 'It fits.',
      summary: 'It is done.',
    })
  if (words.includes('entry of the plan')) {
    const dependencies = (path: string) => (path === 'src/queue.js' ? ['src/wrap.js'] : [])
    return json({ files: paths.map((path) => entryOf(path, dependencies(path))) })
  }
  if (words.includes('Take a step back')) return json({ thought: 'I take a step back.' })
  const path = paths[0] ?? ''
  return json({ next: of(path), task: of(path), read: of(path), write: `${of(path)} Then I write it.` })
}

/** The same, with tools one after the other. */
function inTurns(request: ModelRequest): ModelAnswer {
  if (request.tools.length === 0) return sensible(request)
  const turn = request.messages.filter(({ role }) => role === 'tool').length
  const name = ['list_files', 'write_file', 'check'][turn] ?? 'finish'
  const input = { list_files: { path: '.' }, write_file: { content: '' } }[name] ?? {}
  return { text: `Turn ${turn}: I do what comes next.`, toolCalls: [{ name, arguments: input }] }
}

async function work(
  script: (request: ModelRequest, number: number) => ReturnType<Parameters<typeof startModelServer>[0]>,
  over: Partial<Endpoint> = {},
) {
  server = await startModelServer(script)
  const endpoint = testEndpoint(server.url, { concurrency: 2, ...over })
  const run = async (mode: SynthesisMode = 'direct') => {
    const author = createModelAuthor({ endpoint, subject })
    const project = await projectOf(sources)
    let id = 0
    const simulation = await simulate(project, {
      author,
      mode,
      seed: 1,
      readBudgetBytes: 4096,
      newId: () => String(id++),
    })
    const standIns = simulation.steps.flatMap(({ args, path, tool }) =>
      args.standIn ? [`${path ?? tool ?? 'main'}: ${args.standIn}`] : [],
    )
    return { project, simulation, standIns }
  }
  return { run, requests: server.requests }
}

describe('an author behind an endpoint', () => {
  test('thinks about a file in one call, and every verifier holds', async () => {
    const { run, requests } = await work(sensible)
    const { project, simulation, standIns } = await run()
    expect(standIns).toEqual([])
    expect(requests).toHaveLength(2 + project.files.length)
    const thoughts = simulation.steps.filter((step) => step.kind === 'think').map((step) => step.text)
    expect(thoughts).toContain('For src/queue.js I keep it small and say what it is for. Then I write it.\n')
    const plan = simulation.steps.find((step) => step.tool === 'plan')?.args.plan
    expect(plan?.requirements).toEqual(['It runs tasks.'])
    expect(plan?.files.map(({ path }) => path)).toEqual(project.files.map(({ path }) => path))
    expect(everyHolds((await verify(simulation, project.files)).verifiers)).toBe(true)
  })

  test('is told no code of the files', async () => {
    const { run, requests } = await work(sensible)
    await run()
    const told = requests.map(said).join('\n')
    expect(told).toContain('class Queue')
    for (const code of ['return wrap(task)', "from './wrap.js'", '() => task()']) expect(told).not.toContain(code)
  })

  test('is asked nothing that it has answered before', async () => {
    const { run, requests } = await work(sensible)
    const first = await run()
    const before = requests.length
    const again = await run()
    expect(requests).toHaveLength(before)
    expect(again.simulation.steps).toEqual(first.simulation.steps)
    expect((await sumCalls(db, subject)).calls).toBe(before)
  })

  test('is shown what is wrong with its plan, and the graph decides in the end', async () => {
    const wrong = { files: [entryOf('src/queue.js', ['README.md'], { purpose: 'It queues.' })] }
    const { run, requests } = await work((request) =>
      said(request).includes('entry of the plan') ? json(wrong) : sensible(request),
    )
    const { simulation, standIns } = await run()
    const repairs = requests.filter((request) => said(request).includes('does not agree'))
    expect(repairs).toHaveLength(2)
    expect(said(repairs[0] as ModelRequest)).toContain('src/queue.js also uses src/wrap.js.')
    expect(standIns).toHaveLength(1)
    expect(standIns[0]).toContain("plan: Order and dependencies are the graph's: ")
    const plan = simulation.steps.find((step) => step.tool === 'plan')?.args.plan
    expect(plan?.files.find(({ path }) => path === 'src/queue.js')).toEqual({
      ...entryOf('src/queue.js', ['src/wrap.js']),
      purpose: 'It queues.',
    })
  })

  test('is shown names that it made up and checks that it forgot, and its own plan stands once they are mended', async () => {
    const paths = ['src/wrap.js', 'src/queue.js', 'README.md']
    const planOf = (rest: Partial<PlanEntry>) =>
      json({
        files: paths.map((path) =>
          path === 'src/queue.js' ? entryOf(path, ['src/wrap.js'], rest) : entryOf(path, []),
        ),
      })
    const { run, requests } = await work((request) => {
      const words = said(request)
      if (!words.includes('entry of the plan')) return sensible(request)
      if (words.includes('does not agree')) return planOf({ interface: 'A `Queue` on which `add` is called.' })
      return planOf({ interface: 'A `Queue` on which `push` is called.', check: ' ' })
    })
    const { simulation, standIns } = await run()
    const [repair] = requests.filter((request) => said(request).includes('does not agree'))
    expect(said(repair as ModelRequest)).toContain('The interface of src/queue.js names push, which it does not have.')
    expect(said(repair as ModelRequest)).toContain('src/queue.js does not say how it will be checked.')
    expect(standIns).toEqual([])
    const plan = simulation.steps.find((step) => step.tool === 'plan')?.args.plan
    expect(plan?.files.find(({ path }) => path === 'src/queue.js')?.interface).toBe(
      'A `Queue` on which `add` is called.',
    )
  })

  test('thinks from the skeleton: what the plan says of the file, and what it says of those that the file uses', async () => {
    const { run, requests } = await work(sensible)
    await run()
    const aboutQueue = requests
      .map(said)
      .find((words) => words.includes('written next') && /^Path: src\/queue\.js$/m.test(words))
    expect(aboutQueue).toContain('Interface: What src/queue.js is called for.\nCheck: By eye.')
    expect(aboutQueue).toContain('- src/wrap.js: What src/wrap.js is called for.')
  })

  test('a text that gives away its file is asked for again', async () => {
    const { run, requests } = await work((request) => {
      const words = said(request)
      if (words.includes('Path: src/queue.js') && !/entry of the plan|step back/.test(words))
        return json({ next: 'Now.', task: 'Do it.', read: 'Look.', write: sources['src/queue.js'] })
      return sensible(request)
    })
    const { project, simulation, standIns } = await run()
    expect(standIns).toEqual([])
    expect(requests.filter((request) => said(request).includes('Take a step back'))).toHaveLength(1)
    expect(simulation.steps.map((step) => step.text)).toContain('I take a step back.\n')
    expect(everyHolds((await verify(simulation, project.files)).verifiers)).toBe(true)
  })

  test('a refusal costs one text, which the embedded author writes', async () => {
    const { run } = await work((request) =>
      said(request).includes('Path: src/wrap.js') && !said(request).includes('entry of the plan')
        ? { refusal: 'I would rather not.' }
        : sensible(request),
    )
    const { project, simulation, standIns } = await run()
    expect(standIns).toHaveLength(3)
    expect(standIns[0]).toContain('I would rather not.')
    expect(everyHolds((await verify(simulation, project.files)).verifiers)).toBe(true)
  })

  test('a server that goes away ends the work, which then goes on where it was', async () => {
    let isAway = true
    const { run, requests } = await work((request) =>
      isAway && said(request).includes('Path: src/queue.js') && !said(request).includes('entry of the plan')
        ? faults.refuses('Overloaded', 503)
        : sensible(request),
    )
    await expect(run()).rejects.toThrow()
    isAway = false
    const before = requests.length
    await run()
    expect(requests.length - before).toBe(1)
  }, 60_000)

  test('writes drafts without seeing the file, and learns what is wrong with them', async () => {
    const attempt =
      "import { wrap } from './wrap.js'\n\nexport class Queue {\n  push(task) {\n    return wrap(task)\n  }\n}\n"
    const { run, requests } = await work((request) => {
      const words = said(request)
      if (words.includes('Write the file.'))
        return json({ content: words.includes('Path: src/queue.js') ? attempt : 'export const nothing = 1\n' })
      return words.includes('has been checked') ? json({ thought: 'I mend it.' }) : sensible(request)
    })
    const { project, simulation } = await run('iterative')
    const steps = simulation.steps.filter(({ path }) => path === 'src/queue.js')
    expect(steps.find(({ tool, kind }) => tool === 'write' && kind === 'act')?.content).toBe(attempt)
    const edits = steps.filter(({ tool, kind }) => tool === 'edit' && kind === 'act')
    expect(edits.at(-1)?.content).toBe(sources['src/queue.js'])
    expect(requests.map(said).find((words) => words.includes('has been checked'))).toContain('add')
    expect(everyHolds((await verify(simulation, project.files)).verifiers)).toBe(true)
  })

  test('decides itself what to look at, is told the truth, and ends with the true file', async () => {
    const { run, requests } = await work((request) => {
      if (request.tools.length === 0) return sensible(request)
      const turn = request.messages.filter(({ role }) => role === 'assistant').length
      const isQueue = said(request).includes('Path: src/queue.js')
      const calls = [
        { name: 'list_files', arguments: { path: '.' } },
        { name: 'read_file', arguments: { path: isQueue ? './src/wrap.js' : 'src/later.js' } },
        { name: 'write_file', arguments: { content: 'not the truth' } },
        { name: 'check', arguments: {} },
        { name: 'finish', arguments: {} },
      ]
      return { text: `Turn ${turn}: I do what comes next.`, toolCalls: calls.slice(turn, turn + 1) }
    })
    const { project, simulation } = await run('free')
    const ofQueue = simulation.runs.find(({ path }) => path === 'src/queue.js')
    const steps = simulation.steps.filter(({ runId }) => runId === ofQueue?.id)
    expect(steps.flatMap(({ kind, tool }) => (kind === 'act' ? [tool] : []))).toEqual([
      'list',
      'read',
      'write',
      'check',
    ])
    expect(steps.find(({ kind, tool }) => kind === 'observe' && tool === 'read')?.content).toBe(sources['src/wrap.js'])
    expect(steps.find(({ tool }) => tool === 'write')?.content).toBe(sources['src/queue.js'])
    expect(steps.filter(({ kind }) => kind === 'think').map(({ text }) => text?.slice(0, 6))).toEqual([
      'Turn 0',
      'Turn 1',
      'Turn 2',
      'Turn 3',
    ])
    expect(requests.some((request) => said(request).includes('There is no file src/later.js.'))).toBe(true)
    expect(everyHolds((await verify(simulation, project.files)).verifiers)).toBe(true)
  })

  test('who stumbles in every way still writes what holds, and the ledger adds up', async () => {
    const stumbles: Record<number, ModelAnswer | ModelFault> = {
      1: faults.tooMany('0'),
      3: faults.garbage,
      5: { text: '{"files": [{"path": ', finishReason: 'length' },
      7: faults.hang,
      9: { refusal: 'I would rather not.' },
      11: faults.reset,
      13: faults.broken(),
    }
    const { run, requests } = await work((request, number) => stumbles[number] ?? inTurns(request), { timeoutMs: 400 })
    for (const mode of ['free', 'direct'] as const) {
      const { project, simulation } = await run(mode)
      expect(everyHolds((await verify(simulation, project.files)).verifiers)).toBe(true)
    }
    expect(requests.length).toBeGreaterThan(13)
    const { calls, inputTokens, outputTokens, byOutcome } = await sumCalls(db, subject)
    expect(calls).toBe(requests.length)
    expect(byOutcome).toMatchObject({ rate_limited: 1, refusal: 1, timeout: 1 })
    const failed = Object.entries(byOutcome).filter(([outcome]) => outcome !== 'ok')
    expect(failed.reduce((sum, [, times]) => sum + times, 0)).toBe(Object.keys(stumbles).length)
    expect(inputTokens).toBeGreaterThanOrEqual(server?.spent.input ?? 0)
    expect(outputTokens).toBeGreaterThanOrEqual(server?.spent.output ?? 0)
  })

  test('who never writes has the file written as if it had been told to', async () => {
    const { run } = await work((request) => (request.tools.length === 0 ? sensible(request) : { text: 'Hm.' }))
    const { project, simulation } = await run('free')
    expect(everyHolds((await verify(simulation, project.files)).verifiers)).toBe(true)
  })

  test('is asked anew in every round and slot of a search, and answers a repeated one from the ledger', async () => {
    server = await startModelServer((_, number) => json({ thought: `Thought ${number}.` }))
    const author = createModelAuthor({ endpoint: testEndpoint(server.url), subject })
    const { of } = openFacts(await projectOf(sources))
    const moment = { before: 'write' as const, file: of('src/queue.js'), readings: [] }
    const guard = { ratioOf: () => 0, maxCopyRatio: 0.05 }
    const wanted = {
      kind: 'rewrite' as const,
      seed: 0,
      current: 'I think.\n',
      kinds: proposalKinds,
      hint: null,
      surprising: [],
    }
    const propose = async (round: number, slot: number) =>
      (await author.propose(moment, { ...wanted, round, slot }, guard)).text
    const found = [await propose(1, 0), await propose(1, 1), await propose(3, 0), await propose(3, 1)]
    expect(new Set(found).size).toBe(4)
    expect(await propose(3, 0)).toBe(found[2])
    expect(server.requests).toHaveLength(4)
  })
})
