import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { closeDb, db } from '@/lib/db/client'
import { exportAudit, getAuditChoices, listAudit } from './list-audit'

const subjectId = '01939f6e-0000-7000-8000-00000000000a'
const vera: Actor = { kind: 'user', userId: '01939f6e-0000-7000-8000-000000000001', name: 'Vera', role: 'viewer' }

beforeAll(async () => {
  await recordAudit(db, operator, {
    action: 'verdict.approve',
    subject: 'trajectory',
    subjectId,
    after: { state: 'approved' },
  })
  await recordAudit(db, vera, { action: 'view.create', subject: 'view', after: { name: '100% mine' } })
  await recordAudit(db, operator, { action: 'verdict.return', subject: 'trajectory', subjectId, why: 'Too short.' })
})
afterAll(closeDb)

const actionsOf = async (filter: Partial<Parameters<typeof listAudit>[1]>) =>
  (await listAudit(operator, { limit: 50, ...filter })).rows.map(({ action }) => action)

test('entries are found by person, action, subject, day and text, newest first', async () => {
  expect(await actionsOf({})).toEqual(['verdict.return', 'view.create', 'verdict.approve'])
  expect(await actionsOf({ actor: 'Vera' })).toEqual(['view.create'])
  expect(await actionsOf({ action: 'verdict' })).toEqual(['verdict.return', 'verdict.approve'])
  expect(await actionsOf({ action: 'verdict.approve' })).toEqual(['verdict.approve'])
  expect(await actionsOf({ subjectId, text: 'short' })).toEqual(['verdict.return'])
  expect(await actionsOf({ text: '100%' })).toEqual(['view.create'])
  expect(await actionsOf({ to: '2001-01-01' })).toEqual([])
})

test('pages join without a gap', async () => {
  const first = await listAudit(operator, { limit: 2 })
  const second = await listAudit(operator, { limit: 2, before: first.next ?? '' })
  expect([...first.rows, ...second.rows]).toHaveLength(3)
  expect(second.next).toBeNull()
})

test('a viewer sees the history of one subject, not what everybody did', async () => {
  expect((await listAudit(vera, { subjectId, limit: 50 })).rows).toHaveLength(2)
  await expect(listAudit(vera, { limit: 50 })).rejects.toMatchObject({ code: 'forbidden' })
})

test('the export has every entry on a line, and the choices each value once', async () => {
  let text = ''
  for await (const line of await exportAudit(operator, {})) text += line
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).action),
  ).toHaveLength(3)
  expect(await getAuditChoices(operator, {})).toEqual({
    actors: ['Vera', 'operator'],
    actions: ['verdict.approve', 'verdict.return', 'view.create'],
  })
})
