import { expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { listWriters } from '@/lib/trajectory/list-writers'
import { listFileGains } from './list-file-gains'

type Outcome = [path: string, beforeNats: number, afterNats: number]

/** A search that has settled the last thought of each of these files. */
async function settle(trajectoryId: string, outcomes: readonly Outcome[]): Promise<void> {
  const { id: optimizationId } = await db.optimization.create({
    data: { trajectoryId, baseRevision: 1, settings: {}, scorerFingerprint: 'test', state: 'done' },
  })
  for (const [path, beforeNats, afterNats] of outcomes) {
    const step = await db.step.findFirstOrThrow({
      where: { trajectoryId, kind: 'think', run: { path } },
      orderBy: { position: 'desc' },
    })
    await db.optimizationStep.create({
      data: { optimizationId, stepId: step.id, baselineNats: 100, beforeNats, afterNats, targetBytes: 10 },
    })
  }
}

test('a file counts with its newest search, and one that was never searched is absent', async () => {
  const trajectoryId = await createTestTrajectory()
  const { snapshotId } = await db.trajectory.findUniqueOrThrow({ where: { id: trajectoryId } })
  await settle(trajectoryId, [
    ['src/clamp.js', 90, 80],
    ['src/scale.js', 70, 65],
  ])
  await settle(trajectoryId, [['src/clamp.js', 80, 50]])
  expect(await listFileGains(operator, { id: snapshotId })).toEqual([
    { path: 'src/clamp.js', beforeNats: 80, afterNats: 50 },
    { path: 'src/scale.js', beforeNats: 70, afterNats: 65 },
  ])
})

test('the trajectories that write a file are listed, each with its first step that does', async () => {
  const trajectoryId = await createTestTrajectory()
  const { snapshotId } = await db.trajectory.findUniqueOrThrow({ where: { id: trajectoryId } })
  const step = await db.step.findFirstOrThrow({
    where: { trajectoryId, tool: 'write', path: 'src/scale.js', kind: 'act' },
  })
  expect(await listWriters(operator, { id: snapshotId, path: 'src/scale.js' })).toEqual([
    { trajectoryId, author: 'test', state: 'draft', revision: 1, position: step.position, steps: 1 },
  ])
  expect(await listWriters(operator, { id: snapshotId, path: 'src/other.js' })).toEqual([])
})
