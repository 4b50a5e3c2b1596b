import { v7 as uuid } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { sql } from '@/lib/db/rows'
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { bandKeys, minimaOf, signatureBytes, signatureOf, snapshotBanding } from '@/lib/structure/minhash'
import { assignSplits } from './splits'
import { listSimilarRepositories } from './store-splits'
import { body, clearDatasets } from './testing/datasets'

beforeEach(async () => {
  await clearDatasets()
  await db.repository.deleteMany()
})

/** Gives a snapshot the sketch and the bands that an import of the text would have. */
async function sketch(snapshotId: string, text: string): Promise<void> {
  const signature = signatureOf(minimaOf(Buffer.from(text))!)
  await db.snapshot.update({ where: { id: snapshotId }, data: { sketch: new Uint8Array(signatureBytes(signature)) } })
  const keys = bandKeys(signature, snapshotBanding)
  await db.snapshotBand.createMany({ data: keys.map((key, band) => ({ band, key, snapshotId })) })
}

/** A trajectory of a repository of its own whose text this is. */
async function imported(text: string): Promise<string> {
  const id = await createTestTrajectory()
  const { snapshotId } = await db.trajectory.findUniqueOrThrow({ where: { id } })
  await sketch(snapshotId, text)
  return id
}

/** Another commit of the repository of a trajectory, imported now. */
async function importedAgain(trajectoryId: string, text: string): Promise<void> {
  const { snapshot } = await db.trajectory.findUniqueOrThrow({
    where: { id: trajectoryId },
    include: { snapshot: true },
  })
  const { sketch: _, ...rest } = snapshot
  const data = { ...rest, id: uuid(), commit: uuid(), cycles: [], languages: {}, notes: [], createdAt: new Date() }
  await db.snapshot.create({ data })
  await sketch(data.id, text)
}

/** The split of each of the trajectories when these are all that is held, under a few seeds. */
async function splitsOf(held: readonly string[]): Promise<Map<string, string>> {
  const repositories = await listSimilarRepositories(db, sql`t.id = any(${[...held]}::uuid[])`)
  const entries = await db.trajectoryEntry.findMany({ where: { trajectoryId: { in: [...held] } } })
  const bySeed = Array.from({ length: 12 }, (_, seed) =>
    assignSplits(repositories, { seed: String(seed), ratios: { train: 1, test: 1 }, fixed: {} }),
  )
  return new Map(
    entries.map(({ trajectoryId, repositoryId }) => [
      trajectoryId,
      bySeed.map((splits) => splits.get(repositoryId)).join(),
    ]),
  )
}

test('what is held follows the oldest import that it is like, also one that is not held', async () => {
  const [plum, kiwi] = [body('plum'), body('kiwi')]
  const oldest = await imported(plum)
  // Like the oldest and like the last, which are not like each other.
  const between = await imported(plum + kiwi)
  const last = await imported(kiwi)
  const other = await imported(body('fig'))
  const alone = await splitsOf([last, other])
  const all = await splitsOf([oldest, between, last, other])
  expect(all.get(last)).toBe(alone.get(last))
  expect(all.get(other)).toBe(alone.get(other))
  expect([all.get(oldest), all.get(between)]).toEqual([all.get(last), all.get(last)])
  expect(all.get(other)).not.toBe(all.get(last))
})

test('another commit of a repository moves neither it nor those that it has become like', async () => {
  const oldest = await imported(body('plum'))
  const later = await imported(body('kiwi'))
  const before = await splitsOf([oldest, later])
  await importedAgain(oldest, body('kiwi'))
  await importedAgain(later, body('plum'))
  expect(await splitsOf([oldest, later])).toEqual(before)
  expect(before.get(oldest)).not.toBe(before.get(later))
})
