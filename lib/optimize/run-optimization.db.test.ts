import { describe, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { CanceledError, StoppingError } from '@/lib/jobs/run-job'
import { createEmbeddedScorer } from '@/lib/likelihood/embedded-scorer'
import type { Scorer } from '@/lib/likelihood/scorer'
import { BudgetSpent } from '@/lib/llm/budget'
import { createTestTrajectory, testFiles } from '@/lib/review/testing/create-trajectory'
import { getTrajectory } from '@/lib/trajectory/get-trajectory'
import { loadTrajectory } from '@/lib/trajectory/load-trajectory'
import { everyHolds, Verifiers } from '@/lib/trajectory/verifiers'
import { getOptimization } from './get-optimization'
import type { ProposalRequest, Proposer } from './proposer'
import { createTestProposer, createTestScorer, requestSearch, runSearch, scoreOf } from './testing/search'

/** All that a search leaves, without the ids. */
async function readTrace(optimizationId: string) {
  const { searches, ...optimization } = await getOptimization(operator, { optimizationId })
  const { baselineNats, beforeNats, afterNats, targetBytes, steps, candidates, accepted, revision } = optimization
  const { contentHash } = await db.revision.findUniqueOrThrow({ where: { optimizationId } })
  return {
    sums: { baselineNats, beforeNats, afterNats, targetBytes, steps, candidates, accepted, revision, contentHash },
    searches: searches.map(({ stepId: _, outcome, candidates, ...search }) => {
      const { thoughtId, ...numbers } = outcome!
      const winner = candidates.find((candidate) => candidate.id === thoughtId)
      return {
        ...search,
        numbers,
        winner: winner && [winner.round, winner.slot],
        candidates: candidates.map(({ id: _, parentId, ...candidate }) => {
          const parent = candidates.find(({ id }) => id === parentId)
          return { ...candidate, parent: parent ? [parent.round, parent.slot] : 'start' }
        }),
      }
    }),
  }
}

describe('a search', () => {
  test('keeps every candidate, and appends one revision that uses the winners and passes every verifier', async () => {
    const id = await createTestTrajectory()
    const optimizationId = await requestSearch(id)
    const reports: unknown[] = []
    const report = async (progress: unknown) => {
      reports.push(progress)
    }
    const result = await runSearch(optimizationId, { report })
    const { sums, searches } = await readTrace(optimizationId)
    const bytes = testFiles.reduce((sum, file) => sum + Buffer.byteLength(file.content), 0)
    expect(result).toMatchObject({ optimizationId, revision: 2, steps: 4, candidates: 24, targetBytes: bytes })
    expect(sums.revision).toBe(2)
    expect(result.afterNats).toBeLessThan(result.beforeNats)
    const won = searches.filter(({ winner }) => winner)
    expect(result.accepted).toBe(won.length)
    for (const { candidates } of searches) {
      expect(candidates.map(({ round, slot }) => `${round}.${slot}`)).toEqual([
        '1.1',
        '1.2',
        '2.1',
        '2.2',
        '3.1',
        '3.2',
      ])
      expect(candidates.every(({ isAccepted, whyNot }) => isAccepted === (whyNot === null))).toBe(true)
    }
    expect(reports.at(-1)).toEqual({ done: 4, total: 4, unit: 'steps' })
    const texts = (await loadTrajectory(id, 2)).steps.map(({ text }) => text)
    for (const { candidates, winner } of won) {
      const [round, slot] = winner!
      expect(texts).toContain(candidates.find((c) => c.round === round && c.slot === slot)!.text)
    }
    const { verifiers } = await db.revision.findUniqueOrThrow({ where: { optimizationId } })
    expect(everyHolds(Verifiers.parse(verifiers))).toBe(true)
    expect((await loadTrajectory(id, 1)).steps.some(({ text }) => text?.startsWith('Idea'))).toBe(false)
  })

  test('done again does nothing, and adds no revision', async () => {
    const id = await createTestTrajectory()
    const optimizationId = await requestSearch(id)
    const { ms: _, ...first } = await runSearch(optimizationId)
    const scorer = createTestScorer(() => {
      throw new Error('It scored again.')
    })
    expect(await runSearch(optimizationId, { scorer })).toMatchObject(first)
    expect(await db.revision.count({ where: { trajectoryId: id } })).toBe(2)
  })

  test('killed again and again ends as one that was not, and scores no candidate twice', async () => {
    const undisturbed = await requestSearch(await createTestTrajectory())
    await runSearch(undisturbed, { concurrency: 1 })
    const optimizationId = await requestSearch(await createTestTrajectory())
    const scored: string[] = []
    const scorer = createTestScorer((thought) => {
      if (thought.includes('Idea')) scored.push(thought)
    })
    let kills = 0
    for (let isDone = false; !isDone; ) {
      const controller = new AbortController()
      let left = 4
      const proposer = createTestProposer(() => {
        left -= 1
        if (left === 0) controller.abort(new StoppingError('The worker stops.'))
      })
      const running = runSearch(optimizationId, { scorer, proposer, signal: controller.signal, concurrency: 1 })
      isDone = await running
        .then(() => true)
        .catch((error) => {
          expect(error).toBeInstanceOf(StoppingError)
          kills += 1
          return false
        })
    }
    expect(kills).toBeGreaterThan(3)
    expect(await readTrace(optimizationId)).toEqual(await readTrace(undisturbed))
    expect(scored).toHaveLength(24)
    expect(new Set(scored).size).toBe(24)
    const { trajectoryId } = await db.optimization.findUniqueOrThrow({ where: { id: optimizationId } })
    expect(await db.revision.count({ where: { trajectoryId } })).toBe(2)
  })

  test('killed before its revision is written writes it once, without any scoring', async () => {
    const optimizationId = await requestSearch(await createTestTrajectory())
    const controller = new AbortController()
    const report: JobContext['report'] = async ({ done }) => {
      if (done === 4) controller.abort(new StoppingError('The worker stops.'))
    }
    await expect(runSearch(optimizationId, { signal: controller.signal, report })).rejects.toThrow(StoppingError)
    expect(await db.optimizationStep.count({ where: { optimizationId } })).toBe(4)
    expect(await db.revision.count({ where: { optimizationId } })).toBe(0)
    const scorer = createTestScorer(() => {
      throw new Error('It scored again.')
    })
    expect(await runSearch(optimizationId, { scorer })).toMatchObject({ revision: 2, steps: 4 })
  })

  test('does not depend on how many files are searched at once', async () => {
    const [one, many] = [
      await requestSearch(await createTestTrajectory()),
      await requestSearch(await createTestTrajectory()),
    ]
    await runSearch(one, { concurrency: 1 })
    await runSearch(many, { concurrency: 8 })
    expect(await readTrace(many)).toEqual(await readTrace(one))
  })

  test('that finds nothing better leaves the trajectory at its revision', async () => {
    const id = await createTestTrajectory()
    const optimizationId = await requestSearch(id)
    const proposer: Proposer = {
      propose: async ({ current, kind }) => ({ text: current, kind, promptHash: null }),
      close: async () => {},
    }
    const result = await runSearch(optimizationId, { proposer })
    expect(result).toMatchObject({ revision: 1, accepted: 0, steps: 4 })
    expect(result.afterNats).toBe(result.beforeNats)
    expect(await db.revision.count({ where: { trajectoryId: id } })).toBe(1)
  })

  test('never accepts a thought that copies its target', async () => {
    const id = await createTestTrajectory()
    const optimizationId = await requestSearch(id)
    const scorer: Scorer = {
      ...createTestScorer(),
      score: async ({ thoughts, target }) =>
        thoughts.map((thought) => scoreOf(thought.includes(target) ? 1 : 100, thought, target)),
    }
    const contents = new Map(testFiles.map(({ path, content }) => [path, content]))
    const propose: Proposer['propose'] = async ({ path, round, slot, kind }) => {
      return { text: `${round}.${slot}\n${contents.get(path)}`, kind, promptHash: null }
    }
    const result = await runSearch(optimizationId, { scorer, proposer: { propose, close: async () => {} } })
    const { searches } = await getOptimization(operator, { optimizationId })
    const clamp = searches.find(({ path }) => path === 'src/clamp.js')!
    expect(clamp.candidates.every(({ whyNot }) => whyNot?.includes('copies 100% of the target'))).toBe(true)
    expect(result.revision === 1 || everyHolds(await verifiersAt(id, 2))).toBe(true)
  })

  test('stays within its budget, from left to right, whatever the number of files searched at once', async () => {
    const calls: number[] = []
    for (const concurrency of [1, 4]) {
      let count = 0
      const scorer = createTestScorer(() => {
        count += 1
      })
      const optimizationId = await requestSearch(await createTestTrajectory(), { budgetCalls: 23 })
      await runSearch(optimizationId, { scorer, concurrency })
      const { searches, scoringCalls } = await getOptimization(operator, { optimizationId })
      expect(searches.map(({ candidates }) => candidates.length)).toEqual([6, 3])
      expect(scoringCalls).toBe(count)
      calls.push(count)
    }
    expect(calls).toEqual([14, 14])
  })

  test('that is canceled keeps its candidates, appends nothing, and makes room for another', async () => {
    const id = await createTestTrajectory()
    const optimizationId = await requestSearch(id)
    const controller = new AbortController()
    let proposals = 0
    const proposer = createTestProposer(() => {
      proposals += 1
      if (proposals === 5) controller.abort(new CanceledError('The job was canceled.'))
    })
    await expect(runSearch(optimizationId, { proposer, signal: controller.signal })).rejects.toThrow(CanceledError)
    expect(await getOptimization(operator, { optimizationId })).toMatchObject({ state: 'canceled', revision: null })
    expect(await db.thought.count({ where: { optimizationId } })).toBeGreaterThan(0)
    expect(await db.revision.count({ where: { trajectoryId: id } })).toBe(1)
    await runSearch(await requestSearch(id))
  })

  test('gives up when its scorer is no longer the one it began with', async () => {
    const optimizationId = await requestSearch(await createTestTrajectory())
    const controller = new AbortController()
    const proposer = createTestProposer(() => controller.abort(new StoppingError('The worker stops.')))
    await expect(runSearch(optimizationId, { proposer, signal: controller.signal })).rejects.toThrow(StoppingError)
    const scorer = { ...createTestScorer(), fingerprint: 'another' }
    await expect(runSearch(optimizationId, { scorer })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('without rounds measures what is there, proposes nothing and adds no revision', async () => {
    const id = await createTestTrajectory()
    const optimizationId = await requestSearch(id, { rounds: 0 })
    const proposer = createTestProposer(() => {
      throw new Error('It proposed.')
    })
    expect(await runSearch(optimizationId, { proposer })).toMatchObject({ revision: 1, steps: 4, candidates: 0 })
    const { searches } = await getOptimization(operator, { optimizationId })
    expect(searches.map(({ outcome }) => outcome!.afterNats)).toEqual(
      searches.map(({ outcome }) => outcome!.beforeNats),
    )
  })

  test('for review leaves the trajectory as it is until a person accepts what it found', async () => {
    const id = await createTestTrajectory()
    const optimizationId = await requestSearch(id, { adopts: 'review' })
    const { accepted } = await runSearch(optimizationId)
    expect(accepted).toBeGreaterThan(0)
    expect(await db.revision.count({ where: { trajectoryId: id } })).toBe(1)
    const { steps } = await getTrajectory(operator, { id })
    const waiting = steps.filter(({ openSearch }) => openSearch === optimizationId)
    expect(waiting).toHaveLength(accepted)
  })

  test('tells its proposer the hint, the kind of each candidate and which lines are surprising', async () => {
    const asked: ProposalRequest[] = []
    const proposer = createTestProposer((about) => void asked.push(about))
    const settings = { hint: 'Why 100?', kinds: ['ground', 'shorten'] as const, steps: [4] }
    await runSearch(await requestSearch(await createTestTrajectory(), { ...settings, kinds: [...settings.kinds] }), {
      proposer,
    })
    expect(asked.map(({ kind }) => kind)).toEqual(['ground', 'shorten', 'ground', 'shorten', 'ground', 'shorten'])
    const lines = testFiles[0]!.content.split('\n').length - 1
    for (const { hint, before, path, lineNats } of asked) {
      expect({ hint, before, path }).toEqual({ hint: 'Why 100?', before: 'write', path: 'src/clamp.js' })
      expect(lineNats.length).toBeLessThanOrEqual(lines)
      expect(lineNats[0]).toBeGreaterThan(0)
    }
  })

  test('that has spent its money or its time ends with what it has, and says so', async () => {
    const proposer = createTestProposer(({ path }) => {
      if (path !== 'src/clamp.js') throw new BudgetSpent('The budget of $1.00 is used up.')
    })
    const poor = await requestSearch(await createTestTrajectory(), { budgetDollars: 1 })
    const result = await runSearch(poor, { proposer, concurrency: 1 })
    expect(result).toMatchObject({ steps: 1, candidates: 6 })
    expect(await getOptimization(operator, { optimizationId: poor })).toMatchObject({
      state: 'done',
      stopped: 'The budget of $1.00 is used up.',
    })
    const late = await requestSearch(await createTestTrajectory(), { budgetMinutes: 1e-9 })
    expect(await runSearch(late)).toMatchObject({ steps: 0, candidates: 0 })
    expect((await getOptimization(operator, { optimizationId: late })).stopped).toMatch(/minutes are over/)
  })

  test('leaves out a file that its scorer cannot take, and says so', async () => {
    const optimizationId = await requestSearch(await createTestTrajectory())
    const result = await runSearch(optimizationId, { scorer: { ...createTestScorer(), maxPromptBytes: 4096 + 150 } })
    expect(result.steps).toBeLessThan(4)
    expect((await getOptimization(operator, { optimizationId })).stopped).toMatch(/is too long for the scorer/)
  })

  test('with the embedded scorer finds that naming what the code needs makes the code more likely', async () => {
    const optimizationId = await requestSearch(await createTestTrajectory(), { rounds: 1, steps: [4] })
    const texts = ['It is what it is.\n', 'export function clamp takes value, low and high: Math.min of Math.max.\n']
    const propose: Proposer['propose'] = async ({ slot, kind }) => ({
      text: texts[slot - 1] ?? '',
      kind,
      promptHash: null,
    })
    const scorer = createEmbeddedScorer({ threads: 1 })
    await runSearch(optimizationId, { scorer, proposer: { propose, close: async () => {} } })
    const { searches, scorer: fingerprint } = await getOptimization(operator, { optimizationId })
    expect(fingerprint).toMatch(/^embedded/)
    expect(searches.map(({ path, candidates }) => [path, candidates.map((c) => c.isAccepted)])).toEqual([
      ['src/clamp.js', [false, true]],
    ])
  })
})

async function verifiersAt(trajectoryId: string, number: number): Promise<Verifiers> {
  const where = { trajectoryId_number: { trajectoryId, number } }
  return Verifiers.parse((await db.revision.findUniqueOrThrow({ where })).verifiers)
}
