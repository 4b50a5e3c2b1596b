import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { databaseUrl, db } from '@/lib/db/client'
import { openHandlers } from '@/lib/jobs/handlers'
import { isEnded } from '@/lib/jobs/job'
import { pauseJob } from '@/lib/jobs/pause-job'
import { requestCancel } from '@/lib/jobs/request-cancel'
import { startWorker } from '@/lib/jobs/run-worker'
import { getJobRun } from '@/lib/jobs/store'
import { createEndpoint } from '@/lib/llm/create-endpoint'
import { NewEndpoint } from '@/lib/llm/endpoint'
import { type ModelServer, startModelServer } from '@/lib/llm/testing/model-server'
import { getBatch } from '@/lib/repository/batch/get-batch'
import { runBatch } from '@/lib/repository/batch/run-batch'
import { prepareProject } from '@/lib/repository/testing/project'
import { gitIn, writeFiles } from '@/lib/repository/testing/work-tree'
import { readOutlines } from '@/lib/structure/read-outlines'
import { cancelBatch } from './cancel-batch'
import { handOverBatch } from './hand-over-batch'
import { listBatchRows } from './list-batch-rows'
import { requestSynthesisBatch, type SynthesisBatchRequest } from './request-synthesis-batch'
import { retrySynthesisBatch } from './retry-synthesis-batch'
import { summarizeBatch } from './summarize-batch'

const project = prepareProject()
const stops: (() => Promise<void>)[] = []

beforeEach(() => {
  process.env.RETRACE_PRIVATE_MODEL_HOSTS = '127.0.0.1'
})
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
  await db.llmCall.deleteMany()
  await db.llmEndpoint.deleteMany()
})

/** A small repository beside the others; gives its path. */
function make(
  name: string,
  files: Record<string, string | Buffer> = { [`${name}.ts`]: `export const ${name} = 1\n` },
): string {
  const folder = path.join(project.folder, name)
  mkdirSync(folder)
  gitIn(folder, 'init', '--quiet')
  writeFiles(folder, files)
  gitIn(folder, 'add', '.')
  gitIn(folder, 'commit', '--quiet', '--message', 'One')
  return folder
}

const makeAll = (names: string) => names.split(' ').map((name) => make(name))

function ask(paths: string[], synthesis: Partial<(typeof SynthesisBatchRequest)['_input']['synthesis']> = {}) {
  return requestSynthesisBatch(operator, { list: paths.join('\n'), synthesis: { ...synthesis } })
}

async function work(concurrency = 2): Promise<void> {
  const { handlers, close } = openHandlers()
  const onLost = (error: unknown) => console.error(error)
  const worker = await startWorker({ databaseUrl: databaseUrl(), handlers, concurrency, onLost })
  stops.push(close, worker.stop)
}

/** Only the imports, with what is handed over meanwhile; no synthesis is done. */
function importAll(batchId: string): Promise<unknown> {
  const context = { jobRunId: uuid(), signal: new AbortController().signal, report: async () => {} }
  return runBatch({ batchId }, context, { readOutlines, onImported: handOverBatch })
}

async function ended(batchId: string) {
  const { jobId } = await getBatch(operator, { id: batchId })
  await expect.poll(async () => isEnded((await getJobRun(db, jobId ?? '')).state), { timeout: 60_000 }).toBe(true)
  return getJobRun(db, jobId ?? '')
}

const rowsOf = async (id: string) => (await listBatchRows(operator, { id })).rows
const statesOf = async (id: string) => (await rowsOf(id)).map(({ state }) => state)
const jobsUnderWay = () => db.jobRun.findMany({ where: { kind: 'synthesize', state: { in: ['queued', 'running'] } } })

async function connect(): Promise<{ author: string; server: ModelServer }> {
  const server = await startModelServer(() => ({ text: '{}', usage: { prompt_tokens: 100, completion_tokens: 10 } }))
  stops.push(server.close)
  const settings = { name: 'trial', baseUrl: server.url, model: 'test-model', inputPrice: 1, outputPrice: 4 }
  return { author: (await createEndpoint(operator, NewEndpoint.parse(settings))).name, server }
}

describe('a list that is synthesized', { timeout: 120_000 }, () => {
  test('says of each repository what became of it, and its summary adds up', async () => {
    const [a = '', b = ''] = makeAll('a b')
    const picture = make('picture', { 'a.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) })
    await work()
    const first = await ask([a])
    await ended(first.id)
    const batch = await ask([a, b, `${project.folder}/nowhere`, picture, b, '{"repo": 1}'])
    expect(batch).toMatchObject({ isSynthesized: true, total: 6 })
    expect(await ended(batch.id)).toMatchObject({ state: 'done', title: 'Import and synthesize 6 repositories' })
    const items = await rowsOf(batch.id)
    expect(items.map(({ state, message }) => (state === 'failed' ? message : state))).toEqual([
      'skipped',
      'synthesized',
      expect.stringMatching(/There is no folder/),
      'The repository holds no text file that could be included.',
      'synthesized',
      expect.stringMatching(/no JSON object/),
    ])
    expect(items[4]?.trajectories).toEqual(items[1]?.trajectories)
    const summary = await summarizeBatch(operator, { id: batch.id })
    const sums = await db.revision.aggregate({
      where: { trajectoryId: { in: items.flatMap(({ trajectories }) => trajectories.map(({ id }) => id)) } },
      _sum: { tokens: true, trainedTokens: true },
    })
    expect(summary).toMatchObject({
      repositories: 6,
      counts: { synthesized: 2, skipped: 1, failed: 3, waiting: 0, imported: 0, known: 0, synthesizing: 0 },
      files: 2,
      trajectories: 2,
      tokens: sums._sum.tokens,
      trainedTokens: sums._sum.trainedTokens,
      calls: 0,
      microdollars: 0,
      failures: [],
      held: null,
    })
    expect(summary.steps).toBe((await db.trajectory.aggregate({ _sum: { stepCount: true } }))._sum.stepCount)
    expect(summary.ms).toBeGreaterThan(0)
    expect((await listBatchRows(operator, { id: batch.id, state: 'skipped' })).rows).toHaveLength(1)
  })

  test('is not synthesized when nobody asks for it', async () => {
    const batch = await requestSynthesisBatch(operator, { list: make('plain') })
    await importAll(batch.id)
    expect(await statesOf(batch.id)).toEqual(['imported'])
    expect(await summarizeBatch(operator, { id: batch.id })).toMatchObject({
      synthesis: null,
      trajectories: 0,
      files: 1,
    })
    expect(await jobsUnderWay()).toEqual([])
  })

  test('has no more under way than it may, however often and by however many it is handed over', async () => {
    const batch = await ask(makeAll('c d e f g'), { atOnce: 2 })
    await importAll(batch.id)
    await Promise.all(Array.from({ length: 5 }, () => handOverBatch(batch.id)))
    // A few are imported at once: which of them come in first is open.
    const states = (await statesOf(batch.id)).sort()
    expect(states).toEqual(['imported', 'imported', 'imported', 'synthesizing', 'synthesizing'])
    expect(await jobsUnderWay()).toHaveLength(2)
    await work()
    expect(await ended(batch.id)).toMatchObject({ state: 'done', done: 5, total: 5 })
    expect(new Set(await statesOf(batch.id))).toEqual(new Set(['synthesized']))
  })

  test('goes on when one of its syntheses is canceled while no worker looks', async () => {
    const batch = await ask(makeAll('h i'), { atOnce: 1 })
    await importAll(batch.id)
    const [job] = await jobsUnderWay()
    await requestCancel(operator, { id: job?.id ?? '' })
    await work()
    await ended(batch.id)
    const said = (await rowsOf(batch.id)).map(({ state, message }) => message ?? state)
    expect(said.sort()).toEqual(['The synthesis was canceled.', 'synthesized'])
    await retrySynthesisBatch(operator, { id: batch.id })
    await ended(batch.id)
    expect(await statesOf(batch.id)).toEqual(['synthesized', 'synthesized'])
  })

  test('that is paused begins nothing', async () => {
    const batch = await ask([make('j')])
    await pauseJob(operator, { id: batch.jobId ?? '' })
    await importAll(batch.id)
    expect(await statesOf(batch.id)).toEqual(['imported'])
    await cancelBatch(operator, { id: batch.id })
  })

  test('ends with all that it has under way when it is canceled, and is gone on with later', async () => {
    const batch = await ask(makeAll('k l m'), { atOnce: 2 })
    await importAll(batch.id)
    await cancelBatch(operator, { id: batch.id })
    expect(await jobsUnderWay()).toEqual([])
    await handOverBatch(batch.id)
    expect(await statesOf(batch.id)).toEqual(['imported', 'imported', 'imported'])
    await work()
    await retrySynthesisBatch(operator, { id: batch.id })
    await ended(batch.id)
    expect(await statesOf(batch.id)).toEqual(['synthesized', 'synthesized', 'synthesized'])
  })

  test('tries again what could not be imported and what could not be synthesized', async () => {
    const { author, server } = await connect()
    const batch = await ask([make('n'), path.join(project.folder, 'later')], { author, budget: { calls: 0 } })
    await work()
    await ended(batch.id)
    expect((await rowsOf(batch.id)).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The budget of 0 calls is used up/),
      expect.stringMatching(/There is no folder/),
    ])
    expect(server.requests).toHaveLength(0)
    make('later')
    await retrySynthesisBatch(operator, { id: batch.id, budget: {} })
    await ended(batch.id)
    expect(await statesOf(batch.id)).toEqual(['synthesized', 'synthesized'])
    await expect(retrySynthesisBatch(operator, { id: batch.id })).rejects.toThrow('Nothing is left')
  })

  test('keeps why a synthesis is not begun, and stops for no other', async () => {
    const { author } = await connect()
    const batch = await ask(makeAll('u v'), { author })
    await db.llmEndpoint.deleteMany()
    await importAll(batch.id)
    expect(await rowsOf(batch.id)).toMatchObject([
      { state: 'failed', message: expect.stringMatching(/^There is no author named trial/), trajectories: [] },
      { state: 'failed' },
    ])
    await cancelBatch(operator, { id: batch.id })
    await connect()
    await retrySynthesisBatch(operator, { id: batch.id })
    await handOverBatch(batch.id)
    expect(await statesOf(batch.id)).toEqual(['synthesizing', 'synthesizing'])
    await cancelBatch(operator, { id: batch.id })
  })

  test('stops at its budget, says why, and goes on with a larger one', async () => {
    const { author } = await connect()
    const batch = await ask(makeAll('o p q'), { author, atOnce: 1, totalBudget: { calls: 1 } })
    await work()
    const held = 'The budget of 1 calls for the whole list is used up: 1 calls are spent.'
    expect(await ended(batch.id)).toMatchObject({ state: 'failed', error: held })
    expect(await summarizeBatch(operator, { id: batch.id })).toMatchObject({
      counts: { failed: 1, imported: 2 },
      calls: 1,
      held,
    })
    await retrySynthesisBatch(operator, { id: batch.id, totalBudget: { calls: 1000 } })
    expect((await ended(batch.id)).state).toBe('done')
    const summary = await summarizeBatch(operator, { id: batch.id })
    expect(summary).toMatchObject({ counts: { synthesized: 3 }, held: null })
    const ledger = await db.llmCall.aggregate({ _count: true, _sum: { microdollars: true } })
    expect(summary.calls).toBe(ledger._count)
    expect(BigInt(summary.microdollars)).toBe(ledger._sum.microdollars)
  })

  test('tells which verifiers do not hold, and for what', async () => {
    const batch = await ask(makeAll('r s'))
    await work()
    await ended(batch.id)
    const id = (await rowsOf(batch.id))[0]?.trajectories[0]?.id ?? ''
    await db.$executeRaw`update revision set verifiers = jsonb_set(verifiers, '{causal,holds}', 'false')
      where trajectory_id = ${id}::uuid`
    expect(await rowsOf(batch.id)).toMatchObject([
      { state: 'unverified', trajectories: [{ id, isSealed: true, failing: ['causal'] }] },
      { state: 'synthesized' },
    ])
    expect((await summarizeBatch(operator, { id: batch.id })).failures).toEqual([
      { verifier: 'causal', count: 1, trajectories: [{ id, name: 'r' }] },
    ])
  })

  test('is refused as a whole for what no repository could have, and for whoever may not', async () => {
    const list = make('t')
    const before = await db.batch.count()
    const refused = (synthesis: object, actor: Actor = operator) =>
      expect(requestSynthesisBatch(actor, { list, synthesis })).rejects
    await refused({ mode: 'history' }).toThrow('import the list with a depth of 2 or more')
    await refused({ mode: 'free' }).toThrow('choose a model endpoint')
    await refused({ author: 'nobody' }).toThrow('no author named nobody')
    const viewer: Actor = { kind: 'user', userId: uuid(), name: 'Vic', role: 'viewer' }
    await refused({}, viewer).toMatchObject({ code: 'forbidden' })
    expect(await db.batch.count()).toBe(before)
  })
})
