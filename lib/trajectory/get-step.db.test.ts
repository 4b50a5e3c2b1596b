import { expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { countWaiting } from '@/lib/review/count-waiting'
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { getStep } from './get-step'
import { getTrajectory } from './get-trajectory'
import { listTrajectories } from './list-trajectories'

const sums = { baselineNats: 120, beforeNats: 100, afterNats: 90, targetBytes: 40 }

async function createSearch(trajectoryId: string) {
  const data = {
    trajectoryId,
    baseRevision: 1,
    settings: { scorer: 'embedded' },
    scorerFingerprint: 'f',
    state: 'done',
  }
  return (await db.optimization.create({ data })).id
}

test('each candidate names its search, and a search that has not settled the step claims no sums', async () => {
  const id = await createTestTrajectory()
  const { steps } = await getTrajectory(operator, { id })
  const stepId = steps.find(({ kind }) => kind === 'think')!.id
  const [settled, working, elsewhere] = [await createSearch(id), await createSearch(id), await createSearch(id)]
  await db.optimizationStep.create({ data: { optimizationId: settled, stepId, ...sums } })
  for (const optimizationId of [settled, working])
    await db.thought.create({
      data: { optimizationId, stepId, origin: 'search', text: 'Idea', tokens: 1, round: 1, slot: 1 },
    })
  const { candidates, searches } = await getStep(operator, { id, stepId })
  expect(candidates.map(({ optimizationId }) => optimizationId)).toEqual([null, settled, working])
  expect(searches).toMatchObject([
    { optimizationId: settled, scorer: 'f', isEmbedded: true, beforeNats: 100, afterNats: 90 },
    { optimizationId: working, baselineNats: null, beforeNats: null, afterNats: null },
  ])
  expect(searches.some(({ optimizationId }) => optimizationId === elsewhere)).toBe(false)
})

test('a synthesis that nothing works on is stopped, and only drafts and returned trajectories wait for a verdict', async () => {
  const before = (await countWaiting(operator, {})).count
  const id = await createTestTrajectory()
  expect((await countWaiting(operator, {})).count).toBe(before + 1)
  await db.trajectory.update({ where: { id }, data: { state: 'synthesizing' } })
  expect((await countWaiting(operator, {})).count).toBe(before)
  const find = async () => (await listTrajectories(operator, {})).rows.find((row) => row.id === id)
  expect(await find()).toMatchObject({ isStopped: true })
  await db.jobRun.create({ data: { kind: 'synthesize', subjectId: id, title: 'Synthesize', payload: {} } })
  expect(await find()).toMatchObject({ isStopped: false })
})
