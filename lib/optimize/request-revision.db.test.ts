import { describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { JobContext, JobRun } from '@/lib/jobs/job'
import { getJobPayload, updateJobRun } from '@/lib/jobs/store'
import { createTestTrajectory, testFiles } from '@/lib/review/testing/create-trajectory'
import { loadTrajectory } from '@/lib/trajectory/load-trajectory'
import { optimizeJob } from './job'
import { reopenFindings } from './reopen-findings'
import { requestOptimization } from './request-optimization'
import { adoptThoughts, decideFindings, returnToRevision, writeThought } from './request-revision'
import { ThoughtRequest } from './revision-request'
import { runRevision } from './run-revision'
import { createOptimization, finishOptimization, listTargets, settleStep } from './store'

const viewer: Actor = { kind: 'user', userId: '01939f6e-0000-7000-8000-000000000001', name: 'Vera', role: 'viewer' }
const context: JobContext = { jobRunId: '', signal: new AbortController().signal, report: async () => {} }

async function work(job: JobRun): Promise<number> {
  const { revision } = await runRevision(await getJobPayload(db, job.id), context)
  await updateJobRun(db, job.id, { state: 'done' })
  return revision
}

async function textAt(trajectoryId: string, revision: number, stepId: string): Promise<string | null> {
  const { steps } = await loadTrajectory(trajectoryId, revision)
  return steps.find(({ id }) => id === stepId)?.text ?? null
}

async function createCandidate(stepId: string, text: string): Promise<string> {
  const data = { stepId, origin: 'search' as const, text, tokens: 5, isAccepted: false, whyNot: 'not better' }
  return (await db.thought.create({ data })).id
}

async function createTrajectoryWithCandidate() {
  const id = await createTestTrajectory()
  const [target] = await listTargets(db, id)
  const thoughtId = await createCandidate(target!.stepId, 'It loses, and is better.\n')
  return { id, stepId: target!.stepId, thoughtId }
}

describe('adopting', () => {
  test('a loser makes a revision that uses it, and going back is a third one that says what the first did', async () => {
    const { id, stepId, thoughtId } = await createTrajectoryWithCandidate()
    expect(await work(await adoptThoughts(operator, { id, revision: 1, choices: [{ stepId, thoughtId }] }))).toBe(2)
    expect(await textAt(id, 2, stepId)).toBe('It loses, and is better.\n')
    expect(await work(await returnToRevision(operator, { id, revision: 2, to: 1 }))).toBe(3)
    const hashes = await db.revision.findMany({ where: { trajectoryId: id }, orderBy: { number: 'asc' } })
    expect(hashes[2]!.contentHash).toBe(hashes[0]!.contentHash)
    expect(hashes[1]!.contentHash).not.toBe(hashes[0]!.contentHash)
    expect(await textAt(id, 2, stepId)).toBe('It loses, and is better.\n')
  })

  test('done again by a worker that was killed makes one revision', async () => {
    const { id, stepId, thoughtId } = await createTrajectoryWithCandidate()
    const job = await adoptThoughts(operator, { id, revision: 1, choices: [{ stepId, thoughtId }] })
    const payload = await getJobPayload(db, job.id)
    expect([await runRevision(payload, context), await runRevision(payload, context)]).toEqual([
      { revision: 2 },
      { revision: 2 },
    ])
    expect(await db.revision.count({ where: { trajectoryId: id } })).toBe(2)
  })

  test.each(['a thought of another step', 'the thought in use', 'an old revision', 'a viewer'])(
    '%s is refused and leaves nothing',
    async (what) => {
      const { id, stepId, thoughtId } = await createTrajectoryWithCandidate()
      const other = (await listTargets(db, id))[1]!.stepId
      const current = (await db.selection.findFirstOrThrow({ where: { stepId } })).thoughtId
      const cases: Record<string, () => Promise<unknown>> = {
        'a thought of another step': () =>
          adoptThoughts(operator, { id, revision: 1, choices: [{ stepId: other, thoughtId }] }),
        'the thought in use': () =>
          adoptThoughts(operator, { id, revision: 1, choices: [{ stepId, thoughtId: current }] }),
        'an old revision': () => adoptThoughts(operator, { id, revision: 7, choices: [{ stepId, thoughtId }] }),
        'a viewer': async () => adoptThoughts(viewer, { id, revision: 1, choices: [{ stepId, thoughtId }] }),
      }
      await expect(cases[what]!()).rejects.toThrow(/not one of its step|in use already|has changed|You may not/)
      expect(await db.jobRun.count({ where: { subjectId: id } })).toBe(0)
    },
  )

  test('and searching exclude each other, whoever comes first', async () => {
    const { id, stepId, thoughtId } = await createTrajectoryWithCandidate()
    const choices = [{ stepId, thoughtId }]
    const job = await adoptThoughts(operator, { id, revision: 1, choices })
    await expect(requestOptimization(operator, { id })).rejects.toThrow('A revision of this trajectory is being made.')
    await expect(adoptThoughts(operator, { id, revision: 1, choices })).rejects.toMatchObject({ code: 'conflict' })
    await work(job)
    await requestOptimization(operator, { id })
    await expect(returnToRevision(operator, { id, revision: 2, to: 1 })).rejects.toThrow('A search is at work')
  })
})

describe('a thought written by hand', () => {
  test('is used from the next revision on, has its tokens counted, and is measured by a search without candidates', async () => {
    const { id, stepId } = await createTrajectoryWithCandidate()
    const request = ThoughtRequest.parse({ id, revision: 1, stepId, text: '  My own words.\r\nTwo lines.  ' })
    expect(await work(await writeThought(operator, request))).toBe(2)
    expect(await textAt(id, 2, stepId)).toBe('My own words.\nTwo lines.\n')
    const thought = await db.thought.findFirstOrThrow({ where: { stepId, origin: 'person' } })
    expect(thought.tokens).toBeGreaterThan(3)
    expect(thought.copyRatio).toBe(0)
    const measuring = await db.optimization.findFirstOrThrow({ where: { trajectoryId: id } })
    expect(measuring).toMatchObject({ baseRevision: 2, settings: { rounds: 0, steps: [stepId] } })
    expect(await db.jobRun.count({ where: { subjectId: id, kind: optimizeJob.kind } })).toBe(1)
  })

  test('that copies its file says how much, and is measured as the last search was', async () => {
    const { id, stepId } = await createTrajectoryWithCandidate()
    const settings = { scorer: 'a server', rounds: 3 } as never
    const last = await createOptimization(db, { trajectoryId: id, baseRevision: 1, settings })
    await db.optimization.update({ where: { id: last }, data: { state: 'done' } })
    const { path } = (await listTargets(db, id)).find((target) => target.stepId === stepId)!
    const text = testFiles.find((file) => file.path === path)!.content
    await work(await writeThought(operator, ThoughtRequest.parse({ id, revision: 1, stepId, text })))
    const thought = await db.thought.findFirstOrThrow({ where: { stepId, origin: 'person' } })
    expect(thought.copyRatio).toBe(1)
    const measuring = await db.optimization.findFirstOrThrow({ where: { trajectoryId: id }, orderBy: { id: 'desc' } })
    expect(measuring.settings).toMatchObject({ scorer: 'a server', rounds: 0 })
  })

  test('that says what is there already is refused', async () => {
    const { id, stepId } = await createTrajectoryWithCandidate()
    const text = (await textAt(id, 1, stepId))!
    const request = ThoughtRequest.parse({ id, revision: 1, stepId, text })
    await expect(writeThought(operator, request)).rejects.toThrow('says this already')
    expect(await db.thought.count({ where: { stepId, origin: 'person' } })).toBe(0)
  })
})

describe('what a search for review has found', () => {
  async function createFindings() {
    const id = await createTestTrajectory()
    const targets = await listTargets(db, id)
    const settings = { adopts: 'review', candidates: 2, rounds: 3, scorer: 'embedded' } as never
    const optimizationId = await createOptimization(db, { trajectoryId: id, baseRevision: 1, settings })
    for (const { stepId, path } of targets.slice(0, 2)) {
      const thoughtId = await createCandidate(stepId, `Better for ${path}, at ${stepId}.\n`)
      const nats = { baselineNats: 30, beforeNats: 20, afterNats: 10, shuffledNats: 25 }
      const tokens = { baseline: null, before: new Uint8Array() }
      await settleStep(db, optimizationId, { stepId, thoughtId, targetBytes: 9, ...nats }, tokens, 1)
    }
    const sums = { baselineNats: 1, beforeNats: 1, afterNats: 1, targetBytes: 1 }
    await finishOptimization(db, optimizationId, { ...sums, stepCount: 2, candidateCount: 2, acceptedCount: 2 })
    return { id, optimizationId, stepIds: targets.slice(0, 2).map(({ stepId }) => stepId) }
  }

  test('is accepted and declined step by step: what is accepted makes a revision, once', async () => {
    const { id, optimizationId, stepIds } = await createFindings()
    const decisions = stepIds.map((stepId, index) => ({ stepId, isAccepted: index === 0 }))
    const job = await decideFindings(operator, { id, revision: 1, optimizationId, decisions })
    expect(await work(job!)).toBe(2)
    expect(await textAt(id, 2, stepIds[0]!)).toMatch(/^Better/)
    expect(await textAt(id, 2, stepIds[1]!)).not.toMatch(/^Better/)
    const kept = await db.optimizationStep.findMany({
      where: { optimizationId },
      select: { decision: true, stepId: true },
    })
    expect(new Map(kept.map(({ stepId, decision }) => [stepId, decision]))).toEqual(
      new Map([
        [stepIds[0], 'accepted'],
        [stepIds[1], 'declined'],
      ]),
    )
    await expect(decideFindings(operator, { id, revision: 2, optimizationId, decisions })).rejects.toThrow(
      'decided on by now',
    )
  })

  test('that is declined as a whole makes no revision', async () => {
    const { id, optimizationId, stepIds } = await createFindings()
    const decisions = stepIds.map((stepId) => ({ stepId, isAccepted: false }))
    expect(await decideFindings(operator, { id, revision: 1, optimizationId, decisions })).toBeUndefined()
    expect(await db.revision.count({ where: { trajectoryId: id } })).toBe(1)
  })

  test('is waiting again when it was declined by mistake, and may be accepted then; all of it is in the audit trail', async () => {
    const { id, optimizationId, stepIds } = await createFindings()
    const [stepId = ''] = stepIds
    const decline = { id, revision: 1, optimizationId, decisions: [{ stepId, isAccepted: false }] }
    await decideFindings(operator, decline)
    await expect(decideFindings(operator, decline)).rejects.toThrow('decided on by now')
    await expect(async () => reopenFindings(viewer, { id, optimizationId, stepIds })).rejects.toThrow('You may not')
    expect(await reopenFindings(operator, { id, optimizationId, stepIds })).toEqual({ reopened: 1 })
    await expect(reopenFindings(operator, { id, optimizationId, stepIds })).rejects.toThrow('None of this was declined')
    const job = await decideFindings(operator, { ...decline, decisions: [{ stepId, isAccepted: true }] })
    expect(await work(job!)).toBe(2)
    const events = await db.auditEvent.findMany({ where: { subjectId: id, action: { startsWith: 'finding' } } })
    expect(events.map(({ action }) => action)).toEqual(['finding.decline', 'finding.reopen', 'finding.accept'])
  })
})
