import { expect, test } from 'vitest'
import { z } from 'zod'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { exportCandidates } from './export-candidates'
import { getHeat } from './get-heat'
import { getOptimization } from './get-optimization'
import { getSearchSeries } from './get-search-series'
import { type ExportedCandidate, streamCandidates } from './store-series'
import { requestSearch, runSearch } from './testing/search'

const ExportedLine = z.object({
  round: z.int(),
  slot: z.int(),
  kind: z.string(),
  scorer: z.string(),
  text: z.string(),
})

test('a search keeps what every guard measured, and what the tokens of the target cost', async () => {
  const optimizationId = await requestSearch(await createTestTrajectory(), { thoughts: 'write' })
  await runSearch(optimizationId)
  const { searches } = await getOptimization(operator, { optimizationId })
  expect(searches).toHaveLength(3)
  for (const { stepId, outcome, candidates } of searches) {
    expect(outcome).toMatchObject({ shuffledNats: expect.any(Number), hasHeat: true, decision: null })
    for (const candidate of candidates) {
      expect(candidate.headNats).toBeCloseTo(outcome!.beforeNats - candidate.targetNats!, 3)
      if (candidate.isAccepted) expect(candidate.retainedNats).toBeGreaterThan(0)
    }
    const heat = await getHeat(operator, { optimizationId, stepId })
    expect(heat.before[0]).toBeCloseTo(outcome!.beforeNats, 1)
    expect(heat.after[0]).toBeCloseTo(outcome!.afterNats, 1)
    expect(heat.baseline[0]).toBeCloseTo(outcome!.baselineNats, 1)
  }
})

test('a search is told as numbers for pictures, and all its candidates are exported line by line', async () => {
  const optimizationId = await requestSearch(await createTestTrajectory())
  const { baselineNats, beforeNats, afterNats, candidates } = await runSearch(optimizationId)
  const series = await getSearchSeries(operator, { optimizationId })
  expect(series.steps).toHaveLength(4)
  expect(series.rounds).toHaveLength(4)
  expect(series.kinds.reduce((sum, { proposed }) => sum + proposed, 0)).toBe(candidates)
  expect(series.baselineNats).toBeCloseTo(baselineNats, 3)
  expect(series.rounds[0]!.nats).toBeCloseTo(beforeNats, 3)
  expect(series.rounds.at(-1)!.nats).toBeCloseTo(afterNats, 3)
  const lines: string[] = []
  for await (const line of await exportCandidates(operator, { optimizationId })) lines.push(line)
  const exported = lines.map((line) => ExportedLine.parse(JSON.parse(line)))
  expect(exported).toHaveLength(candidates)
  const paged: ExportedCandidate[] = []
  for await (const candidate of streamCandidates(db, optimizationId, 5)) paged.push(candidate)
  expect(paged.map(({ text }) => text)).toEqual(exported.map(({ text }) => text))
  expect(exported[0]).toMatchObject({ round: 1, slot: 1, kind: 'ground', scorer: expect.stringContaining('test') })
  expect(exported.every(({ text }) => text.startsWith('Idea'))).toBe(true)
})
