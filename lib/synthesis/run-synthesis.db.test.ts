import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { runImport } from '@/lib/repository/run-import'
import { appendRevision } from '@/lib/trajectory/append-revision'
import { openTokenCount } from '@/lib/trajectory/count-tokens'
import { parseDocument } from '@/lib/trajectory/document'
import { getStep } from '@/lib/trajectory/get-step'
import { getTrajectory } from '@/lib/trajectory/get-trajectory'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { loadTrajectory } from '@/lib/trajectory/load-trajectory'
import { proposalKinds } from '@/lib/trajectory/proposal-kind'
import { readTrajectory } from '@/lib/trajectory/read-trajectory'
import { renderParts } from '@/lib/trajectory/render'
import { streamDocument } from '@/lib/trajectory/stream-document'
import type { Run, Step } from '@/lib/trajectory/trajectory'
import { everyHolds } from '@/lib/trajectory/verifiers'
import { openProposer } from './open-proposer'
import { requestSynthesis } from './request-synthesis'
import { runSynthesis } from './run-synthesis'
import type { SynthesisMode } from './settings'

const files = {
  'README.md': '# Sums\n\nAdds numbers up, with or without rounding them first.\n\n## Usage\n\nCall it.\n',
  'sum.ts':
    "import { round } from './round'\n\n/** Adds up all numbers. */\nexport function sum(...numbers: number[]): number {\n  return numbers.map(round).reduce((a, b) => a + b, 0)\n}\n",
  'round.ts':
    '/** Rounds a number to cents. */\nexport function round(value: number): number {\n  return Math.round(value * 100) / 100\n}\n',
  'odd.ts': `export const odd = '</act><|begin_of_text|>🦙'\r\nexport const large = [\n${'  [1, 2, 3],\n'.repeat(3000)}]`,
  'uses-odd.ts': "import { large, odd } from './odd'\nexport const both = [odd, large]",
  'bom.ts': '\ufeffexport const bom = 1\n',
  'empty.ts': '',
}

let folder: string
let snapshotId: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-synthesis-'))
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content)
  snapshotId = (await runImport({ url: pathToFileURL(folder).href, isSample: false }, context())).snapshotId
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

function context(signal = new AbortController().signal, report: JobContext['report'] = async () => {}): JobContext {
  return { jobRunId: crypto.randomUUID(), signal, report }
}

async function synthesized(seed: number): Promise<string> {
  const { trajectoryId } = await requestSynthesis(operator, { snapshotId, seed })
  await runSynthesis({ trajectoryId }, context())
  return trajectoryId
}

async function counts(trajectoryId: string) {
  const [runs, steps, revisions] = await Promise.all([
    db.run.count({ where: { trajectoryId } }),
    db.step.count({ where: { trajectoryId } }),
    db.revision.count({ where: { trajectoryId } }),
  ])
  return { runs, steps, revisions }
}

describe('runSynthesis', () => {
  test('every verifier holds, and the document replays to the files of the repository', async () => {
    const { trajectoryId } = await requestSynthesis(operator, { snapshotId, seed: 1 })
    const result = await runSynthesis({ trajectoryId }, context())
    expect(result).toMatchObject({ trajectoryId, revision: 1, runs: 1 + Object.keys(files).length })
    expect(result.verifiers).toEqual({ replays: true, causal: true, grounded: true, complete: true, original: true })
    let text = ''
    const counting = await openTokenCount()
    for await (const part of streamDocument(trajectoryId, 1)) {
      text += part.text
      counting.push(part)
    }
    const writes = parseDocument(text).steps.filter((step) => step.tool === 'write')
    expect(Object.fromEntries(writes.map((step) => [step.path, step.body]))).toEqual(files)
    expect(counting.finish().tokens).toBe(result.tokens)
  })

  test('done again it changes nothing', async () => {
    const trajectoryId = await synthesized(2)
    const before = await counts(trajectoryId)
    await runSynthesis({ trajectoryId }, context())
    await Promise.all([runSynthesis({ trajectoryId }, context()), runSynthesis({ trajectoryId }, context())])
    expect(await counts(trajectoryId)).toEqual(before)
  })

  test('two workers at once make one trajectory', async () => {
    const { trajectoryId } = await requestSynthesis(operator, { snapshotId, seed: 3 })
    const both = await Promise.all([
      runSynthesis({ trajectoryId }, context()),
      runSynthesis({ trajectoryId }, context()),
    ])
    expect(both[0]).toMatchObject({ revision: 1, steps: both[1]?.steps })
    expect((await counts(trajectoryId)).steps).toBe(both[0]?.steps)
  })

  test('stopped while it writes, it leaves what is complete; stopped while it verifies, its steps; run again, it does the rest', async () => {
    const { trajectoryId } = await requestSynthesis(operator, { snapshotId, seed: 4 })
    const stopAt = (message: string) => {
      const controller = new AbortController()
      const report: JobContext['report'] = async (progress) => {
        if (progress.message === message) controller.abort(new Error('stopped'))
      }
      return context(controller.signal, report)
    }
    await expect(runSynthesis({ trajectoryId }, stopAt('Writing the trajectory'))).rejects.toThrow('stopped')
    const begun = await counts(trajectoryId)
    const ids = await db.step.findMany({ where: { trajectoryId }, select: { id: true } })
    expect(begun).toMatchObject({ runs: 2, revisions: 0 })
    expect((await db.trajectory.findUniqueOrThrow({ where: { id: trajectoryId } })).stepCount).toBe(0)
    await expect(runSynthesis({ trajectoryId }, stopAt('Verifying'))).rejects.toThrow('stopped')
    const stopped = await counts(trajectoryId)
    expect(stopped).toMatchObject({ revisions: 0 })
    expect(stopped.steps).toBeGreaterThan(begun.steps)
    expect(await db.step.count({ where: { id: { in: ids.map(({ id }) => id) } } })).toBe(begun.steps)
    await runSynthesis({ trajectoryId }, context())
    expect(await counts(trajectoryId)).toEqual({ ...stopped, revisions: 1 })
  })

  test('the same seed gives the same document byte for byte', async () => {
    const one = await synthesized(5)
    const { contentHash } = (await getTrajectory(operator, { id: one })).revision
    await db.trajectory.delete({ where: { id: one } })
    const again = await synthesized(5)
    expect((await getTrajectory(operator, { id: again })).revision.contentHash).toBe(contentHash)
  })
})

describe('the modes', () => {
  const drafted = {
    ...files,
    'sum.ts': files['sum.ts'].replace('return numbers', '// From left to right.\n  return numbers'),
  }
  let repository: string
  let withHistory: string
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-C', repository, ...args])
  const commit = async (contents: Record<string, string>, message: string) => {
    for (const [name, content] of Object.entries(contents)) await writeFile(path.join(repository, name), content)
    git('add', '-A')
    git('commit', '-qm', message)
  }
  const synthesizedIn = async (mode: SynthesisMode) => {
    const { trajectoryId } = await requestSynthesis(operator, { snapshotId: withHistory, mode })
    const { verifiers } = await runSynthesis({ trajectoryId }, context())
    expect(verifiers).toEqual({ replays: true, causal: true, grounded: true, complete: true, original: true })
    return { trajectoryId, ...(await loadTrajectory(trajectoryId)) }
  }
  const workOn = (trajectory: { runs: Run[]; steps: Step[] }, file: string) => {
    const run = trajectory.runs.find((candidate) => candidate.path === file)
    return trajectory.steps.filter((step) => step.runId === run?.id)
  }
  const shape = (steps: Step[]) => steps.map(({ kind, tool }) => (kind === 'act' ? tool : kind)).join(' ')

  beforeAll(async () => {
    repository = await mkdtemp(path.join(tmpdir(), 'retrace-history-'))
    git('init', '-q')
    await commit({ ...drafted, 'sum.ts': drafted['sum.ts'].replace('(a, b) => a + b', '(a, b) => b + a') }, 'Begin')
    await commit(drafted, 'Add from left to right')
    withHistory = (await runImport({ url: pathToFileURL(repository).href, depth: 9, isSample: false }, context()))
      .snapshotId
  })
  afterAll(() => rm(repository, { recursive: true, force: true }))

  test('iterative writes a draft, checks it, and edits it until it is the file', async () => {
    const trajectory = await synthesizedIn('iterative')
    const steps = workOn(trajectory, 'sum.ts')
    expect(shape(steps)).toBe('think read observe think write observe check observe think edit observe check observe')
    const [draft, edit] = steps.filter((step) => step.content !== null && step.kind === 'act')
    expect(draft?.args.draft).toMatchObject({ origin: 'stubs', outcome: 'used' })
    expect(draft?.content).toContain("throw new Error('Not implemented')")
    expect(edit?.content).toBe(drafted['sum.ts'])
    expect(await getStep(operator, { id: trajectory.trajectoryId, stepId: edit?.id ?? '' })).toMatchObject({
      content: drafted['sum.ts'],
      before: draft?.content,
    })
    expect(shape(workOn(trajectory, 'README.md'))).toBe('think write observe')
    expect(workOn(trajectory, 'README.md')[1]?.args.draft).toMatchObject({ outcome: 'none', similarity: null })
  })

  test('history begins with the version before the last commit, and makes the change of it', async () => {
    const trajectory = await synthesizedIn('history')
    const steps = workOn(trajectory, 'sum.ts')
    expect(shape(steps)).toBe('think read observe think write observe check observe think edit observe check observe')
    const [draft, edit] = steps.filter((step) => step.content !== null && step.kind === 'act')
    expect(draft?.args.draft).toMatchObject({ origin: 'history', outcome: 'used', commit: expect.any(String) })
    expect(draft?.content).toContain('=> b + a')
    expect(edit?.content).toBe(drafted['sum.ts'])
    expect(steps.filter(({ kind }) => kind === 'think').at(-1)?.text).toContain('Add from left to right')
    expect(shape(workOn(trajectory, 'round.ts'))).toBe('think write observe')
  })

  test('a document with edits replays to the files, and a later revision is verified all the same', async () => {
    const { trajectoryId, steps } = await synthesizedIn('iterative')
    let text = ''
    for await (const part of streamDocument(trajectoryId, 1)) text += part.text
    const replayed = parseDocument(text).steps.filter(
      ({ kind, tool }) => kind === 'act' && (tool === 'write' || tool === 'edit'),
    )
    expect(Object.fromEntries(replayed.map((step) => [step.path, step.body]))).toEqual(drafted)
    const think = steps.find(({ kind, text }) => kind === 'think' && text)
    const thought = await db.thought.create({
      data: { stepId: think?.id ?? '', origin: 'person', text: 'Other words.\n', tokens: 3, copyRatio: 0 },
    })
    const selected = [{ stepId: thought.stepId, thoughtId: thought.id }]
    const next = await appendRevision({ trajectoryId, base: 1, reason: 'Reworded', by: 'someone', selected })
    expect(next.verifiers).toSatisfy(everyHolds)
  })
})

describe('a stored trajectory', () => {
  test('is the same loaded, read and streamed', async () => {
    const id = await synthesized(6)
    const trajectory = await loadTrajectory(id)
    const whole = await readTrajectory(operator, { id })
    expect(whole).toMatchObject({ trajectoryId: id, revision: 1, request: trajectory.request, runs: trajectory.runs })
    expect(whole.steps.map(({ trained: _, ...step }) => step)).toEqual(trajectory.steps)
    expect(whole.steps.filter((step) => !step.trained).every((step) => step.kind === 'observe')).toBe(true)
    let streamed = ''
    for await (const part of streamDocument(id, 1)) streamed += part.text
    expect(
      [...renderParts(trajectory.request, trajectory.runs, trajectory.steps)].map((part) => part.text).join(''),
    ).toBe(streamed)
  })

  test('shows every step without its content, with its size', async () => {
    const id = await synthesized(6)
    const { steps, runs, revision, head } = await getTrajectory(operator, { id })
    expect(head).toEqual(revision)
    expect(runs).toHaveLength(1 + Object.keys(files).length)
    for (const [index, step] of steps.entries()) {
      const { content, text, args } = await getStep(operator, { id, stepId: step.id })
      expect(step).toMatchObject({ position: index, candidates: 0, isOptimized: false })
      if (content !== null || text !== null) expect(step.bytes).toBe(Buffer.byteLength(content ?? text ?? ''))
      if (step.tool === 'read' && step.kind === 'observe' && step.path === 'odd.ts') expect(args.lines).toBeDefined()
    }
  })

  test('shows a write with nothing before it, and a thought with its candidates', async () => {
    const id = await synthesized(6)
    const { steps } = await getTrajectory(operator, { id })
    const write = steps.find((step) => step.kind === 'act' && step.tool === 'write' && step.path === 'sum.ts')
    expect(await getStep(operator, { id, stepId: write?.id ?? '' })).toMatchObject({
      content: files['sum.ts'],
      before: null,
      candidates: [],
    })
    const thought = steps.find((step) => step.kind === 'think')
    const view = await getStep(operator, { id, stepId: thought?.id ?? '' })
    expect(view.candidates).toMatchObject([{ origin: 'synthesis', isCurrent: true, text: view.text }])
  })

  test('a new revision changes the thoughts it selects from then on, and no other', async () => {
    const id = await synthesized(7)
    const { steps } = await loadTrajectory(id)
    const thinking = steps.filter((step) => step.kind === 'think')
    const { id: thoughtId } = await db.thought.create({
      data: { stepId: thinking[2]?.id ?? '', origin: 'search', text: 'A better idea.\n', tokens: 4 },
    })
    const selected = [{ stepId: thinking[2]?.id ?? '', thoughtId }]
    const revision = { trajectoryId: id, base: 1, reason: 'Found', by: 'search', selected }
    const appended = await appendRevision(revision)
    expect(appended.number).toBe(2)
    await expect(appendRevision(revision)).rejects.toThrow('at revision 2 by now')
    const textsAt = async (number: number) =>
      (await loadTrajectory(id, number)).steps.filter((step) => step.kind === 'think').map((step) => step.text)
    expect(await textsAt(1)).toEqual(thinking.map((step) => step.text))
    expect(await textsAt(2)).toEqual(thinking.map((step, index) => (index === 2 ? 'A better idea.\n' : step.text)))
    const view = await getTrajectory(operator, { id })
    expect(view.revisions.map((one) => one.number)).toEqual([1, 2])
    expect(view.revision.contentHash).not.toBe(view.revisions[0]?.contentHash)
    expect(view.steps.filter((step) => step.isOptimized).map((step) => step.id)).toEqual([thinking[2]?.id])
    expect((await getTrajectory(operator, { id, revision: 1 })).steps.some((step) => step.isOptimized)).toBe(false)
    await expect(getTrajectory(operator, { id, revision: 3 })).rejects.toThrow('no revision 3')
  })

  test('a revision that copies its file says so', async () => {
    const id = await synthesized(8)
    const { steps } = await loadTrajectory(id)
    const place = steps.findIndex((step) => step.kind === 'act' && step.tool === 'write' && step.path === 'sum.ts')
    const stepId = steps[place - 1]?.id ?? ''
    const { id: thoughtId } = await db.thought.create({
      data: { stepId, origin: 'person', text: files['sum.ts'], tokens: 40 },
    })
    const appended = await appendRevision({
      trajectoryId: id,
      base: 1,
      reason: 'Copied',
      by: 'me',
      selected: [{ stepId, thoughtId }],
    })
    expect(appended.verifiers.original).toMatchObject({ holds: false, why: expect.stringContaining('sum.ts') })
    expect(appended.maxCopyRatio).toBe(1)
    const failing = await listTrajectories(operator, { failing: ['original'] })
    expect(failing.rows.map((row) => row.id)).toEqual([id])
  })

  test('lists are pages, newest first, and their filters hold', async () => {
    const ids = [await synthesized(9), await synthesized(10), await synthesized(11)]
    const first = await listTrajectories(operator, { snapshotId, state: ['draft'], limit: 2 })
    expect(first.rows.map((row) => row.id)).toEqual([ids[2], ids[1]])
    const second = await listTrajectories(operator, { snapshotId, state: ['draft'], limit: 2, after: first.next ?? '' })
    expect(second.rows[0]?.id).toBe(ids[0])
    const name = first.rows[0]?.repositoryName ?? ''
    expect((await listTrajectories(operator, { search: name.slice(0, 8).toUpperCase() })).rows.length).toBeGreaterThan(
      2,
    )
    expect((await listTrajectories(operator, { search: '%' })).rows).toEqual([])
    expect((await listTrajectories(operator, { repositoryId: crypto.randomUUID() })).rows).toEqual([])
  })

  test('an unfinished one says that it is not ready', async () => {
    const { trajectoryId: id } = await requestSynthesis(operator, { snapshotId, seed: 12 })
    await expect(getTrajectory(operator, { id })).rejects.toThrow('still being synthesized')
    await expect(readTrajectory(operator, { id })).rejects.toThrow('still being synthesized')
    expect(
      (await listTrajectories(operator, { state: ['synthesizing'] })).rows.find((row) => row.id === id)?.head,
    ).toBeNull()
  })
})

test('a proposer answers for the files of its trajectory', async () => {
  const trajectoryId = await synthesized(13)
  const proposer = await openProposer({ id: trajectoryId, snapshotId, author: 'embedded' })
  const guard = { ratioOf: () => 0, maxCopyRatio: 0 }
  const place = {
    before: 'write' as const,
    kinds: proposalKinds,
    path: 'sum.ts',
    readPaths: ['round.ts'],
    hint: null,
    lineNats: [],
  }
  const proposal = { ...place, kind: 'rewrite' as const, current: '', round: 1, slot: 0, seed: 0, guard }
  expect(await proposer.propose(proposal)).toEqual({
    text: expect.stringContaining('`round`'),
    kind: 'rewrite',
    promptHash: null,
  })
  await proposer.close()
})

test('who proposes for a trajectory may be another than its author, and has to be known', async () => {
  const trajectory = { id: await synthesized(13), snapshotId, author: 'a model that is gone' }
  const proposer = await openProposer(trajectory, { proposer: 'embedded' })
  const guard = { ratioOf: () => 0, maxCopyRatio: 0 }
  const place = {
    before: 'read' as const,
    kinds: proposalKinds,
    path: 'sum.ts',
    readPaths: [],
    hint: 'why it is round',
    lineNats: [9, 1],
  }
  const proposal = { ...place, kind: 'ground' as const, current: 'I look.\n', round: 1, slot: 0, seed: 0, guard }
  const { text } = await proposer.propose(proposal)
  expect(text.startsWith('I look.')).toBe(true)
  expect(await proposer.propose(proposal)).toMatchObject({ text, promptHash: null })
  await expect(openProposer(trajectory)).rejects.toThrow('There is no author named a model that is gone')
})
