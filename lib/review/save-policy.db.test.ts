import { beforeEach, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { claimNext } from './claim-next'
import { ReviewPolicy } from './policy'
import { readRules } from './read-rules'
import { savePolicy } from './save-policy'
import { submitVerdict } from './submit-verdict'
import { createPerson, type Person } from './testing/create-people'
import { createQueue } from './testing/create-queue'
import { createTestTrajectory } from './testing/create-trajectory'

const standard = ReviewPolicy.parse({})
let rhea: Person
let id: string

beforeEach(async () => {
  await db.setting.deleteMany()
  await db.verdict.deleteMany()
  await db.trajectory.deleteMany()
  await db.queue.deleteMany()
  rhea = await createPerson('Rhea')
  id = await createTestTrajectory()
})

test('only administrators change the policy; everybody reads it, and the change is in the audit', async () => {
  const admin = await createPerson('Alma', 'admin')
  const changed = { ...standard, allowsSelfReview: false }
  for (const person of [rhea, await createPerson('Vera', 'viewer')]) {
    const saving = async () => savePolicy(person, changed)
    await expect(saving()).rejects.toMatchObject({ code: 'forbidden' })
    expect((await readRules(person, {})).policy).toEqual(standard)
  }
  expect(await savePolicy(admin, changed)).toEqual(changed)
  expect((await readRules(rhea, {})).policy).toEqual(changed)
  const audit = await db.auditEvent.findFirstOrThrow({ where: { action: 'review-policy.change' } })
  expect(audit).toMatchObject({ actor: 'Alma', before: { allowsSelfReview: true }, after: { allowsSelfReview: false } })
})

test('a judgement that needs a reason is refused without one, and goes with one of the list or with words', async () => {
  await savePolicy(operator, { ...standard, needReason: ['approve'] })
  const bare = submitVerdict(rhea, { id, revision: 1, judgement: 'approve', reason: '' })
  await expect(bare).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('approve') })
  await submitVerdict(rhea, { id, revision: 1, judgement: 'reject' })
  await submitVerdict(rhea, { id, revision: 1, judgement: 'approve', reasons: ['It is clear'] })
  await submitVerdict(rhea, { id, revision: 1, judgement: 'approve', reason: 'Clear.' })
})

test('a verifier that has to hold keeps a revision from being approved; one that need not does not', async () => {
  await db.$executeRaw`update revision set verifiers = jsonb_set(verifiers, '{causal}', '{"holds": false, "why": "Too early."}')
    where trajectory_id = ${id}::uuid`
  await savePolicy(operator, { ...standard, verifiers: ['causal'] })
  const failing = submitVerdict(rhea, { id, revision: 1, judgement: 'approve' })
  await expect(failing).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('causal') })
  await savePolicy(operator, { ...standard, verifiers: standard.verifiers.filter((name) => name !== 'causal') })
  expect(await submitVerdict(rhea, { id, revision: 1, judgement: 'approve' })).toMatchObject({ judgement: 'approve' })
})

test('without review of one’s own, whoever made a revision neither judges it nor gets it from a queue', async () => {
  await savePolicy(operator, { ...standard, allowsSelfReview: false })
  await db.revision.updateMany({ where: { trajectoryId: id }, data: { by: rhea.name, userId: rhea.userId } })
  const own = submitVerdict(rhea, { id, revision: 1, judgement: 'approve' })
  await expect(own).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('yourself') })
  const queue = await createQueue()
  expect(await claimNext(rhea, { id: queue.id })).toBeNull()
  expect(await claimNext(await createPerson('Ben'), { id: queue.id })).toMatchObject({ trajectoryId: id })
})

test('a new policy holds for verdicts from then on: those that were given stay', async () => {
  await submitVerdict(rhea, { id, revision: 1, judgement: 'approve' })
  await savePolicy(operator, { ...standard, needReason: ['approve', 'reject', 'return'], allowsSelfReview: false })
  expect(await db.verdict.count({ where: { trajectoryId: id, judgement: 'approve' } })).toBe(1)
  expect(await db.trajectory.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'approved' })
})
