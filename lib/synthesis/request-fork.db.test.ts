import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { runImport } from '@/lib/repository/run-import'
import { appendRevision } from '@/lib/trajectory/append-revision'
import { getTrajectory } from '@/lib/trajectory/get-trajectory'
import { loadTrajectory } from '@/lib/trajectory/load-trajectory'
import { streamDocument } from '@/lib/trajectory/stream-document'
import type { Step } from '@/lib/trajectory/trajectory'
import { getForkPoint } from './get-fork-point'
import { requestFork } from './request-fork'
import { requestSynthesis } from './request-synthesis'
import { runSynthesis } from './run-synthesis'

const files = {
  'a-round.ts':
    '/** Rounds a number to cents. */\nexport function round(value: number): number {\n  return Math.round(value * 100) / 100\n}\n',
  'b-sum.ts':
    "import { round } from './a-round'\n\n/** Adds up all numbers. */\nexport function sum(...numbers: number[]): number {\n  // From left to right.\n  return numbers.map(round).reduce((a, b) => a + b, 0)\n}\n",
  'c-mean.ts':
    "import { sum } from './b-sum'\n\n/** The mean of all numbers. */\nexport function mean(...numbers: number[]): number {\n  // None have none.\n  return sum(...numbers) / numbers.length\n}\n",
  'd-main.ts': "import { mean } from './c-mean'\n\nexport const report = () => console.log(mean(1, 2, 3))\n",
}
const holding = { replays: true, causal: true, grounded: true, complete: true, original: true }

let folder: string
let snapshotId: string
let origin: string
let steps: Step[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-fork-'))
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content)
  snapshotId = (await runImport({ url: pathToFileURL(folder).href, isSample: false }, context())).snapshotId
  const { trajectoryId } = await requestSynthesis(operator, { snapshotId })
  await runSynthesis({ trajectoryId }, context())
  origin = trajectoryId
  steps = (await loadTrajectory(origin)).steps
})

afterAll(() => rm(folder, { recursive: true, force: true }))

function context(signal = new AbortController().signal, report: JobContext['report'] = async () => {}): JobContext {
  return { jobRunId: crypto.randomUUID(), signal, report }
}

/** Where the run of a file thinks, reads or writes. */
const within = (file: string, tool: string) =>
  steps.find((step) => step.path === file && step.tool === tool)?.position ?? -1

/** All but the ids, which are everybody's own. */
const said = (all: readonly Step[]) =>
  all.map(({ position, kind, tool, path: file, args, text, content }) => ({
    position,
    kind,
    tool,
    file,
    args,
    text,
    content,
  }))

async function documentOf(id: string): Promise<string> {
  let text = ''
  for await (const part of streamDocument(id, 1)) text += part.text
  return text
}

describe('where a fork begins', () => {
  test('at the file that the step is about: its first thought is what another author has first', async () => {
    const delegate = within('c-mean.ts', 'delegate')
    const expected = { steps: delegate - 1, files: 2, path: 'c-mean.ts', depth: 1, settings: { author: 'embedded' } }
    for (const position of [delegate - 1, delegate, within('c-mean.ts', 'write'), within('c-mean.ts', 'write') + 1])
      expect(await getForkPoint(operator, { id: origin, position })).toMatchObject(expected)
    expect(await getForkPoint(operator, { id: origin, position: delegate - 2 })).toMatchObject({ path: 'b-sum.ts' })
  })

  test('after the plan for the first file, and after the last file for the closing words', async () => {
    const plan = steps.find(({ tool }) => tool === 'plan')?.position ?? -1
    expect(await getForkPoint(operator, { id: origin, position: plan + 1 })).toMatchObject({
      steps: plan + 1,
      files: 0,
    })
    const last = steps.length - 1
    expect(await getForkPoint(operator, { id: origin, position: last })).toMatchObject({ files: 4, path: null })
  })

  test('refuses the plan, steps that are not there, and what is not finished, in a sentence', async () => {
    await expect(getForkPoint(operator, { id: origin, position: 0 })).rejects.toThrow('Nothing comes before the plan')
    await expect(getForkPoint(operator, { id: origin, position: 999 })).rejects.toThrow('has no step 1000')
    const { trajectoryId: id } = await requestSynthesis(operator, { snapshotId, seed: 77 })
    await expect(getForkPoint(operator, { id, position: 3 })).rejects.toThrow('still being synthesized')
  })
})

describe('requestFork', () => {
  test('refuses viewers, what would say the same, modes that cannot be, and unknown revisions, in a sentence', async () => {
    const viewer: Actor = { kind: 'user', userId: crypto.randomUUID(), name: 'v', role: 'viewer' }
    const at = { id: origin, position: within('c-mean.ts', 'write') }
    await expect(requestFork(viewer, { ...at, seed: 1 })).rejects.toThrow('You may not synthesize trajectories')
    await expect(requestFork(operator, at)).rejects.toThrow('choose another author, mode or seed')
    await expect(requestFork(operator, { ...at, author: 'nobody' })).rejects.toThrow('no author named nobody')
    await expect(requestFork(operator, { ...at, mode: 'free' })).rejects.toThrow('a model decides')
    await expect(requestFork(operator, { ...at, mode: 'history' })).rejects.toThrow('without history')
    await expect(requestFork(operator, { ...at, seed: 1, revision: 9 })).rejects.toThrow('no revision 9')
  })

  test('the same again, also from another step of the file, is the same trajectory; it is in the audit trail', async () => {
    const one = await requestFork(operator, { id: origin, position: within('c-mean.ts', 'write'), seed: 5 })
    const again = await requestFork(operator, { id: origin, position: within('c-mean.ts', 'delegate'), seed: 5 })
    expect(again).toMatchObject({ trajectoryId: one.trajectoryId, isKnown: true })
    const other = await requestFork(operator, { id: origin, position: within('d-main.ts', 'write'), seed: 5 })
    expect(other.trajectoryId).not.toBe(one.trajectoryId)
    const event = await db.auditEvent.findFirstOrThrow({ where: { subjectId: one.trajectoryId } })
    expect(event).toMatchObject({ action: 'synthesis.fork', after: { fork: { trajectoryId: origin, revision: 1 } } })
  })
})

describe('a fork', () => {
  test('shares the steps before, goes on in its own way, and every verifier holds; no content is kept twice', async () => {
    const { steps: shared } = await getForkPoint(operator, { id: origin, position: within('c-mean.ts', 'write') })
    const asked = { id: origin, position: within('c-mean.ts', 'write'), mode: 'iterative' as const }
    const { trajectoryId } = await requestFork(operator, asked)
    const result = await runSynthesis({ trajectoryId }, context())
    expect(result).toMatchObject({ revision: 1, verifiers: holding })
    const own = (await loadTrajectory(trajectoryId)).steps
    expect(said(own.slice(0, shared))).toEqual(said(steps.slice(0, shared)))
    expect(own.slice(shared).some(({ tool }) => tool === 'check')).toBe(true)
    expect(own.slice(0, shared).some(({ tool }) => tool === 'check')).toBe(false)
    const ids = new Set(steps.map(({ id }) => id))
    expect(own.some(({ id }) => ids.has(id))).toBe(false)
    const view = await getTrajectory(operator, { id: trajectoryId })
    expect(view.fork).toEqual({ trajectoryId: origin, revision: 1, steps: shared })
    expect(view.revision.reason).toBe(`Synthesized from step ${shared + 1} on`)
    expect((await getTrajectory(operator, { id: origin })).fork).toBeNull()
    const written = own.filter(({ kind, tool }) => kind === 'act' && tool === 'write').slice(0, 2)
    const blobs = await db.step.findMany({
      where: { id: { in: written.map(({ id }) => id) } },
      select: { path: true, sha256: true },
    })
    const before = await db.step.findMany({
      where: { trajectoryId: origin, kind: 'act', tool: 'write', path: { in: blobs.map((blob) => blob.path ?? '') } },
      select: { path: true, sha256: true },
    })
    expect(new Set(blobs.map(({ sha256 }) => Buffer.from(sha256 ?? []).toString('hex')))).toEqual(
      new Set(before.map(({ sha256 }) => Buffer.from(sha256 ?? []).toString('hex'))),
    )
  })

  test('takes the thoughts that the revision uses, as its own first ones', async () => {
    const think = steps.find(({ kind, runId }) => kind === 'think' && runId !== steps[0]?.runId)
    const { id: thoughtId } = await db.thought.create({
      data: { stepId: think?.id ?? '', origin: 'person', text: 'Round to cents, since money is.\n', tokens: 9 },
    })
    const selected = [{ stepId: think?.id ?? '', thoughtId }]
    const { number } = await appendRevision({ trajectoryId: origin, base: 1, reason: 'Reworded', by: 'me', selected })
    const at = { id: origin, position: within('d-main.ts', 'write'), seed: 8 }
    const textAt = async (revision: number) => {
      const { trajectoryId } = await requestFork(operator, { ...at, revision })
      await runSynthesis({ trajectoryId }, context())
      return (await loadTrajectory(trajectoryId, 1)).steps[think?.position ?? -1]?.text
    }
    expect(await textAt(number)).toBe('Round to cents, since money is.\n')
    expect(await textAt(1)).toBe(think?.text)
    const { trajectoryId } = await requestFork(operator, at)
    const view = await getTrajectory(operator, { id: trajectoryId })
    expect(view.fork?.revision).toBe(number)
    expect(view.steps.some(({ candidates, isOptimized }) => candidates > 0 || isOptimized)).toBe(false)
  })

  test('stopped after any report and begun again, it says what an uninterrupted one says', async () => {
    const asked = { id: origin, position: within('b-sum.ts', 'write'), seed: 21, revision: 1 }
    const whole = await requestFork(operator, asked)
    await runSynthesis({ trajectoryId: whole.trajectoryId }, context())
    const expected = await documentOf(whole.trajectoryId)
    await db.trajectory.delete({ where: { id: whole.trajectoryId } })
    const { trajectoryId } = await requestFork(operator, asked)
    for (let stopAt = 1, isDone = false; !isDone; stopAt += 1) {
      const controller = new AbortController()
      let reports = 0
      const report = async () => {
        reports += 1
        if (reports === stopAt) controller.abort(new Error('stopped'))
      }
      isDone = await runSynthesis({ trajectoryId }, context(controller.signal, report)).then(
        () => true,
        () => false,
      )
    }
    expect(await documentOf(trajectoryId)).toBe(expected)
  })

  test('two workers at once make one', async () => {
    const { trajectoryId } = await requestFork(operator, {
      id: origin,
      position: within('c-mean.ts', 'write'),
      seed: 22,
    })
    const both = await Promise.all([
      runSynthesis({ trajectoryId }, context()),
      runSynthesis({ trajectoryId }, context()),
    ])
    expect(both[0]?.steps).toBe(both[1]?.steps)
    expect(both[0]?.verifiers).toEqual(holding)
  })

  test('may be forked itself, and stays when what it goes on from is gone, which is said of one not yet begun', async () => {
    const seed = { seed: 31 }
    const { trajectoryId: one } = await requestFork(operator, {
      id: origin,
      position: within('b-sum.ts', 'write'),
      ...seed,
    })
    await runSynthesis({ trajectoryId: one }, context())
    const last = (await loadTrajectory(one)).steps.length - 1
    const { trajectoryId: two } = await requestFork(operator, { id: one, position: last, seed: 32 })
    expect(await runSynthesis({ trajectoryId: two }, context())).toMatchObject({ verifiers: holding })
    const { trajectoryId: late } = await requestFork(operator, { id: one, position: last, seed: 33 })
    await db.trajectory.delete({ where: { id: one } })
    expect((await getTrajectory(operator, { id: two })).fork).toMatchObject({ trajectoryId: null })
    await expect(runSynthesis({ trajectoryId: late }, context())).rejects.toThrow('goes on from is gone')
  })
})
