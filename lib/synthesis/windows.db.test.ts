import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { createEndpoint } from '@/lib/llm/create-endpoint'
import { NewEndpoint } from '@/lib/llm/endpoint'
import { insertCall, lockSpending, readSpending } from '@/lib/llm/store-calls'
import { startModelServer } from '@/lib/llm/testing/model-server'
import { runImport } from '@/lib/repository/run-import'
import { getTrajectory } from '@/lib/trajectory/get-trajectory'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { loadTrajectory } from '@/lib/trajectory/load-trajectory'
import { proposalKinds } from '@/lib/trajectory/proposal-kind'
import { getTrajectoryHead, listWindowIds } from '@/lib/trajectory/store'
import { everyHolds } from '@/lib/trajectory/verifiers'
import { estimateSynthesis } from './estimate-synthesis'
import { openProposer } from './open-proposer'
import { previewWindows } from './preview-windows'
import { requestSynthesis } from './request-synthesis'
import { runSynthesis } from './run-synthesis'
import type { SynthesisMode } from './settings'

const windowTokens = 8192

/** A file of some 2,500 tokens that uses another. */
function source(name: string, used?: string): string {
  const first = used ? `import { ${path.basename(used)} } from '../${used}'\n\n` : ''
  const body = Array.from(
    { length: 160 },
    (_, line) => `  total += value * ${line} + ${line * 7} // of ${name}\n`,
  ).join('')
  const start = used ? `${path.basename(used)}(value)` : '0'
  return `${first}/** Adds up what ${name} needs. */\nexport function ${name}(value: number): number {\n  let total = ${start}\n${body}  return total\n}\n`
}

const sources: Record<string, string> = {
  'README.md': '# Sums\n\nAdds numbers up in many ways, one on top of the other.\n',
  'core/base.ts': source('base'),
  'core/round.ts': source('round', 'core/base'),
  'shop/cart.ts': source('cart', 'core/round'),
  'shop/order.ts': source('order', 'shop/cart'),
  'site/page.ts': source('page', 'shop/order'),
  'site/menu.ts': source('menu', 'site/page'),
}

let folder: string
let snapshotId: string

beforeAll(async () => {
  process.env.RETRACE_PRIVATE_MODEL_HOSTS = '127.0.0.1'
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-windows-'))
  for (const [name, content] of Object.entries(sources)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), content)
  }
  snapshotId = (await runImport({ url: pathToFileURL(folder).href, isSample: false }, context())).snapshotId
})

afterAll(() => rm(folder, { recursive: true, force: true }))

function context(): JobContext {
  return { jobRunId: crypto.randomUUID(), signal: new AbortController().signal, report: async () => {} }
}

function windows(seed: number, mode: SynthesisMode = 'direct') {
  return requestSynthesis(operator, { snapshotId, granularity: 'per-module', windowTokens, seed, mode })
}

/** A window that uses another one. */
async function upperWindow(seed: number): Promise<string> {
  for (const { trajectoryId } of (await windows(seed)).trajectories)
    if ((await getTrajectoryHead(db, trajectoryId)).scope?.given.length) return trajectoryId
  throw new Error('No window uses another.')
}

describe('requestSynthesis per module', () => {
  test('asks for one trajectory and job for each window; the same again leads to the same', async () => {
    const asked = await windows(1)
    expect(asked.trajectories.length).toBeGreaterThan(2)
    expect(asked.trajectories[0]).toMatchObject({ trajectoryId: asked.trajectoryId, isKnown: false })
    expect(asked.trajectories.map(({ window }) => window?.number)).toEqual(
      asked.trajectories.map((_, index) => index + 1),
    )
    expect(asked.trajectories.every(({ job }) => job?.state === 'queued')).toBe(true)
    expect(asked.trajectories[1]?.job?.title).toContain(`, 2 of ${asked.trajectories.length}: `)
    const again = await windows(1)
    expect(again.trajectories).toEqual(asked.trajectories.map((each) => ({ ...each, isKnown: true })))
    const other = await requestSynthesis(operator, {
      snapshotId,
      granularity: 'per-module',
      windowTokens: 10_000,
      seed: 1,
    })
    expect(asked.trajectories.map(({ trajectoryId }) => trajectoryId)).not.toContain(other.trajectoryId)
  })

  test('what fits into one window is the whole repository, however it is asked for', async () => {
    const whole = await requestSynthesis(operator, { snapshotId, seed: 2 })
    const cut = await requestSynthesis(operator, {
      snapshotId,
      seed: 2,
      granularity: 'per-module',
      windowTokens: 500_000,
    })
    expect(cut).toMatchObject({ trajectoryId: whole.trajectoryId, isKnown: true, window: null })
    expect(cut.trajectories).toHaveLength(1)
  })

  test('the preview tells of the same windows', async () => {
    const { trajectories } = await windows(3)
    const preview = await previewWindows(operator, { id: snapshotId, windowTokens })
    expect(preview.windows.map(({ name }) => name)).toEqual(trajectories.map(({ window }) => window?.name))
    expect(preview.windows.reduce((sum, window) => sum + window.files, 0)).toBe(Object.keys(sources).length)
  })

  test('a list names the windows, beside the whole repository', async () => {
    await requestSynthesis(operator, { snapshotId, seed: 4 })
    const { trajectories } = await windows(4)
    const { rows } = await listTrajectories(operator, { snapshotId, limit: 200 })
    const named = new Map(rows.map(({ id, window }) => [id, window]))
    for (const { trajectoryId, window } of trajectories) expect(named.get(trajectoryId)).toEqual(window)
    expect(rows.some(({ window }) => window === null)).toBe(true)
  })
})

test('an estimate per module counts an overview and a plan for each window, and its long files in parts', async () => {
  const words = { next: 'It is next.', task: 'Write it.', read: 'Look first.', write: 'I write it in one part.' }
  const server = await startModelServer(() => ({ text: JSON.stringify(words) }))
  try {
    const settings = { name: 'windows', baseUrl: server.url, model: 'test-model', inputPrice: 1, outputPrice: 4 }
    const { name: author } = await createEndpoint(operator, NewEndpoint.parse(settings))
    const whole = await estimateSynthesis(operator, { id: snapshotId, author })
    const cut = { id: snapshotId, author, granularity: 'per-module', windowTokens } as const
    const { windows } = await previewWindows(operator, cut)
    const files = Object.keys(sources).length
    expect(whole).toMatchObject({ files, calls: 2 + files })
    expect(await estimateSynthesis(operator, cut)).toMatchObject({ files, calls: 2 * windows.length + files })
    const inParts = await estimateSynthesis(operator, { id: snapshotId, author, partBytes: 4096 })
    expect(inParts.calls).toBeGreaterThan(whole.calls)
  } finally {
    await server.close()
  }
})

describe('runSynthesis of windows', () => {
  test.each(['direct', 'iterative'] as const)(
    'each is valid alone in %s work, and together they write every file',
    async (mode) => {
      const { trajectories } = await windows(5, mode)
      const written: string[] = []
      for (const { trajectoryId } of trajectories) {
        const { tokens } = await runSynthesis({ trajectoryId }, context())
        expect(tokens).toBeLessThanOrEqual(windowTokens)
        const view = await getTrajectory(operator, { id: trajectoryId })
        expect(view.head && everyHolds(view.head.verifiers)).toBe(true)
        written.push(...view.runs.flatMap((run) => run.path ?? []))
      }
      expect(written.sort()).toEqual(Object.keys(sources).sort())
    },
  )

  test('what a window uses of another exists: it is told, read, and not written', async () => {
    const last = await upperWindow(6)
    await runSynthesis({ trajectoryId: last }, context())
    const { given } = await getTrajectory(operator, { id: last })
    const { request, runs, steps } = await loadTrajectory(last)
    expect(given.length).toBeGreaterThan(0)
    for (const path of given) {
      expect(request).toContain(`- ${path}\n`)
      expect(runs.some((run) => run.path === path)).toBe(false)
      const read = steps.find((step) => step.kind === 'observe' && step.tool === 'read' && step.path === path)
      expect(read?.content).toBe(sources[path])
    }
    expect(request).toContain('Build a part of')
    expect(request).toContain('Adds numbers up in many ways')
  })

  test('a search proposes thoughts from what its window knows', async () => {
    const id = await upperWindow(7)
    await runSynthesis({ trajectoryId: id }, context())
    const { scope } = await getTrajectoryHead(db, id)
    const { given } = await getTrajectory(operator, { id })
    const proposer = await openProposer({ id, snapshotId, author: 'embedded' })
    const guard = { ratioOf: () => 0, maxCopyRatio: 1 }
    const place = { before: 'write' as const, kinds: proposalKinds, kind: 'rewrite' as const, hint: null, lineNats: [] }
    const proposal = { ...place, readPaths: given, current: '', round: 1, slot: 0, seed: 0, guard }
    expect((await proposer.propose({ path: scope?.paths[0] ?? '', ...proposal })).text).not.toBe('')
    await expect(async () => proposer.propose({ path: 'core/base.ts', ...proposal })).rejects.toThrow('not a file')
  })

  test('the windows of one synthesis share what they may spend, and no others do', async () => {
    const [one, other] = (await windows(8)).trajectories
    const apart = (await windows(9)).trajectories[0]
    const subjectOf = async (id = '') => {
      const together = await listWindowIds(db, await getTrajectoryHead(db, id))
      return { kind: 'trajectory', id, together }
    }
    const subject = await subjectOf(one?.trajectoryId)
    const usage = { inputTokens: 10, outputTokens: 5, microdollars: 3 }
    await db.$transaction(async (tx) => {
      await lockSpending(tx, subject)
      const call = {
        endpointId: 'e',
        endpointName: 'e',
        model: 'm',
        purpose: 'p',
        promptHash: Buffer.from('0'),
        attempt: 1,
      }
      await insertCall(tx, { ...call, subject, ...usage })
    })
    const spentOf = async (id = '') => (await readSpending(db, await subjectOf(id))).pending.calls
    expect(await spentOf(other?.trajectoryId)).toBe(1)
    expect(await spentOf(apart?.trajectoryId)).toBe(0)
  })
})
