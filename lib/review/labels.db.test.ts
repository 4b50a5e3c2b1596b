import { beforeEach, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { adoptStarterLabels } from './adopt-starter-labels'
import { archiveLabel } from './archive-label'
import { LabelFields } from './label'
import { listLabels, listLabelVersions } from './list-labels'
import { orderLabels } from './order-labels'
import { createLabel, updateLabel } from './save-label'
import { starterLabels } from './starter-labels'

const reviewer: Actor = { kind: 'user', userId: '01900000-0000-7000-8000-000000000001', name: 'Rhea', role: 'reviewer' }

const wrong = LabelFields.parse({ name: 'Wrong', kind: 'boolean', scopes: ['span', 'step'], key: 1, color: 'orange' })
const quality = LabelFields.parse({ name: 'Quality', kind: 'rating', scopes: ['run'], color: 'blue' })

beforeEach(async () => {
  await db.label.deleteMany()
})

describe('the label schema', () => {
  test('keeps every version of a label, and says what it was', async () => {
    const { id } = await createLabel(operator, wrong)
    await updateLabel(operator, { ...wrong, id, version: 1, name: 'Mistaken', key: 2 })
    expect(await listLabels(reviewer, {})).toMatchObject([{ id, name: 'Mistaken', version: 2, key: 2 }])
    expect((await listLabelVersions(reviewer, { id })).map(({ version, name }) => [version, name])).toEqual([
      [2, 'Mistaken'],
      [1, 'Wrong'],
    ])
  })

  test('refuses an edit of what somebody has changed since, and changes nothing', async () => {
    const { id } = await createLabel(operator, wrong)
    await updateLabel(operator, { ...wrong, id, version: 1, name: 'Mistaken' })
    const late = updateLabel(operator, { ...wrong, id, version: 1, name: 'False' })
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    expect(await listLabelVersions(operator, { id })).toHaveLength(2)
  })

  test('makes no version when nothing changes', async () => {
    const { id } = await createLabel(operator, wrong)
    expect(await updateLabel(operator, { ...wrong, id, version: 1 })).toMatchObject({ version: 1 })
  })

  test('has each name and key once among the labels in use', async () => {
    const { id } = await createLabel(operator, wrong)
    await expect(createLabel(operator, { ...quality, name: 'wrong' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(createLabel(operator, { ...quality, key: 1 })).rejects.toMatchObject({ code: 'conflict' })
    await archiveLabel(operator, { id, isArchived: true })
    await createLabel(operator, { ...quality, key: 1 })
    await expect(archiveLabel(operator, { id, isArchived: false })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('refuses a category of one choice and a rating without a range', async () => {
    const category = LabelFields.parse({ ...quality, kind: 'category', options: { choices: ['one', 'one'] } })
    await expect(createLabel(operator, category)).rejects.toMatchObject({ code: 'invalid' })
    const rating = { ...quality, options: { choices: [], low: 3, high: 3 } }
    await expect(createLabel(operator, rating)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is edited by administrators alone, and every edit is in the audit', async () => {
    const refused = [
      () => createLabel(reviewer, wrong),
      () => adoptStarterLabels(reviewer, {}),
      () => orderLabels(reviewer, { ids: [] }),
      () => archiveLabel(reviewer, { id: '01900000-0000-7000-8000-000000000009', isArchived: true }),
    ]
    for (const edit of refused) await expect((async () => edit())()).rejects.toMatchObject({ code: 'forbidden' })
    const { id } = await createLabel(operator, wrong)
    await updateLabel(operator, { ...wrong, id, version: 1, name: 'Mistaken' })
    await archiveLabel(operator, { id, isArchived: true })
    const audit = await db.auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
    expect(audit.map(({ action }) => action)).toEqual(['label.create', 'label.update', 'label.archive'])
  })

  test('is put into order as a whole, and not when labels came or went meanwhile', async () => {
    const first = await createLabel(operator, wrong)
    const second = await createLabel(operator, quality)
    await orderLabels(operator, { ids: [second.id, first.id] })
    expect((await listLabels(reviewer, {})).map(({ name }) => name)).toEqual(['Quality', 'Wrong'])
    await expect(orderLabels(operator, { ids: [first.id] })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('begins with the starter set, once', async () => {
    expect(await adoptStarterLabels(operator, {})).toHaveLength(starterLabels.length)
    await expect(adoptStarterLabels(operator, {})).rejects.toMatchObject({ code: 'conflict' })
  })
})
