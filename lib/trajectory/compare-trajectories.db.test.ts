import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Actor, operator, type Role } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { appendTestRevision, createTestTrajectory, testFiles } from '@/lib/review/testing/create-trajectory'
import { CompareTrajectories, compareTrajectories } from './compare-trajectories'
import { listStepTexts } from './list-step-texts'

// No person has less than the role of a viewer; whoever had would be refused.
const nobody: Actor = { kind: 'user', userId: '', name: 'Nobody', role: 'none' as Role }

test('two revisions differ in the thought that was changed and in nothing else', async () => {
  const id = await createTestTrajectory()
  await appendTestRevision(id, 1)
  const { left, right, pairs, differences } = await compareTrajectories(
    operator,
    CompareTrajectories.parse({ left: `${id}@1`, right: id }),
  )
  expect([left.revision.number, right.revision.number]).toEqual([1, 2])
  expect(pairs.every(([at, to]) => at === to)).toBe(true)
  expect(differences).toBe(1)
  const [at] = pairs.find(([, , isSame]) => !isSame) ?? [-1]
  expect(left.steps[at]).toMatchObject({ kind: 'think', gainNats: null })
  const texts = async (revision: number) => await listStepTexts(operator, { id, revision, from: at, to: at })
  expect(await texts(1)).toMatchObject([{ position: at, text: 'First a plan.\n', length: 14 }])
  expect(await texts(2)).toMatchObject([{ position: at, text: 'Revision 2.\n' }])
})

test('two trajectories of one snapshot stand beside each other, and of two are refused in a sentence', async () => {
  const [one, other] = [await createTestTrajectory(), await createTestTrajectory(testFiles.slice(1))]
  const compare = () => compareTrajectories(operator, { left: { id: one }, right: { id: other } })
  await expect(compare()).rejects.toThrow(/different snapshots/)
  const { snapshotId } = await db.trajectory.findUniqueOrThrow({ where: { id: one } })
  await db.trajectory.update({ where: { id: other }, data: { snapshotId } })
  const { pairs, left, right } = await compare()
  const alone = pairs.filter(([, to]) => to === -1)
  expect(alone.length).toBeGreaterThan(0)
  expect(pairs).toHaveLength(left.steps.length)
  expect(pairs.filter(([at]) => at === -1)).toEqual([])
  expect(right.runs.map(({ path }) => path)).toEqual([null, 'src/scale.js', 'README.md'])
})

test('a step that a search found says what it gains, and the side says the sum', async () => {
  const id = await createTestTrajectory()
  const step = await db.step.findFirstOrThrow({
    where: { trajectoryId: id, kind: 'think' },
    orderBy: { position: 'asc' },
  })
  await db.thought.updateMany({ where: { stepId: step.id }, data: { startNats: 50, targetNats: 38.5 } })
  const { left } = await compareTrajectories(operator, { left: { id }, right: { id } })
  expect(left.steps[0]?.gainNats).toBe(11.5)
  expect([left.gainNats, left.gains]).toEqual([11.5, 1])
})

test('what is not there is said, and who may not look is refused', async () => {
  const id = await createTestTrajectory()
  const at = (revision?: number) => ({ id, revision })
  await expect(compareTrajectories(operator, { left: at(), right: at(7) })).rejects.toThrow(/no revision 7/)
  const nowhere = { id: randomUUID() }
  await expect(compareTrajectories(operator, { left: at(), right: nowhere })).rejects.toThrow(/no such trajectory/)
  await expect(compareTrajectories(nobody, { left: at(), right: at() })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listStepTexts(nobody, { id, revision: 1, from: 0, to: 1 })).rejects.toMatchObject({ code: 'forbidden' })
  expect(CompareTrajectories.safeParse({ left: 'x', right: `${id}@0` }).success).toBe(false)
})
