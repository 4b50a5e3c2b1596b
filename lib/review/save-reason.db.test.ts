import { v7 as uuid } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { listVerdicts } from './list-verdicts'
import { readRules } from './read-rules'
import { addReason, changeVerdictReason } from './save-reason'
import { submitVerdict } from './submit-verdict'
import { createPerson } from './testing/create-people'
import { createTestTrajectory } from './testing/create-trajectory'

beforeEach(async () => {
  await db.verdictReason.deleteMany()
  await db.auditEvent.deleteMany()
})

async function idOf(text: string): Promise<string> {
  return (await db.verdictReason.findFirstOrThrow({ where: { text } })).id
}

/** The words that are offered to reject. */
async function offered(): Promise<string[]> {
  const { reasons } = await readRules(operator, {})
  return reasons.filter((row) => row.judgement === 'reject' && !row.isArchived).map(({ text }) => text)
}

async function addReasons(...texts: string[]): Promise<void> {
  for (const text of texts) await addReason(operator, { judgement: 'reject', text })
}

test('only administrators change the list; everybody reads it, and every change is in the audit', async () => {
  const [reviewer, viewer, admin] = [
    await createPerson('Rhea'),
    await createPerson('Vera', 'viewer'),
    await createPerson('Alma', 'admin'),
  ]
  await addReason(admin, { judgement: 'reject', text: 'It guesses' })
  const id = await idOf('It guesses')
  for (const person of [reviewer, viewer]) {
    const adding = async () => addReason(person, { judgement: 'reject', text: 'Mine' })
    const changing = async () => changeVerdictReason(person, { id, isArchived: true })
    await expect(adding()).rejects.toMatchObject({ code: 'forbidden' })
    await expect(changing()).rejects.toMatchObject({ code: 'forbidden' })
    expect((await readRules(person, {})).reasons).toMatchObject([{ id, text: 'It guesses', isArchived: false }])
  }
  await changeVerdictReason(admin, { id, text: 'It only guesses' })
  const audit = await db.auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
  expect(audit).toMatchObject([
    { action: 'reason.add', actor: 'Alma', after: { judgement: 'reject', text: 'It guesses' } },
    { action: 'reason.change', before: { text: 'It guesses' }, after: { text: 'It only guesses' } },
  ])
})

test('a new reason is the last of its judgement, and moves by one place without leaving it', async () => {
  await addReasons('a', 'b', 'c')
  await addReason(operator, { judgement: 'return', text: 'other' })
  expect(await offered()).toEqual(['a', 'b', 'c'])
  await changeVerdictReason(operator, { id: await idOf('c'), move: 'up' })
  expect(await offered()).toEqual(['a', 'c', 'b'])
  await changeVerdictReason(operator, { id: await idOf('a'), move: 'down' })
  expect(await offered()).toEqual(['c', 'a', 'b'])
  await changeVerdictReason(operator, { id: await idOf('c'), move: 'up' })
  await changeVerdictReason(operator, { id: await idOf('b'), move: 'down' })
  expect(await offered()).toEqual(['c', 'a', 'b'])
})

test('a reason moves past those that are archived', async () => {
  await addReasons('a', 'b', 'c')
  await changeVerdictReason(operator, { id: await idOf('b'), isArchived: true })
  await changeVerdictReason(operator, { id: await idOf('c'), move: 'up' })
  expect(await offered()).toEqual(['c', 'a'])
})

test('what is reworded or archived is not offered any more, and verdicts keep the words they were given with', async () => {
  await addReasons('It guesses')
  const id = await createTestTrajectory()
  await submitVerdict(operator, { id, revision: 1, judgement: 'reject', reasons: ['It guesses'] })
  const reasonId = await idOf('It guesses')
  await changeVerdictReason(operator, { id: reasonId, text: 'It makes things up' })
  expect(await offered()).toEqual(['It makes things up'])
  await changeVerdictReason(operator, { id: reasonId, isArchived: true })
  expect(await offered()).toEqual([])
  expect((await readRules(operator, {})).reasons).toMatchObject([{ id: reasonId, isArchived: true }])
  expect((await listVerdicts(operator, { id, limit: 1 })).rows).toMatchObject([{ reasons: ['It guesses'] }])
  await changeVerdictReason(operator, { id: reasonId, isArchived: false })
  expect(await offered()).toEqual(['It makes things up'])
})

test('a reason that is not there is not changed', async () => {
  const changing = changeVerdictReason(operator, { id: uuid(), isArchived: true })
  await expect(changing).rejects.toMatchObject({ code: 'not_found' })
  expect(await db.auditEvent.count()).toBe(0)
})
