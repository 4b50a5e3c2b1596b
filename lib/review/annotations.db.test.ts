import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { appendRevision } from '@/lib/trajectory/append-revision'
import { spanAnchor } from './anchor'
import type { NewAnnotation } from './annotation'
import { changeAnnotation } from './change-annotation'
import { createAnnotation } from './create-annotation'
import { LabelFields, type LabelView } from './label'
import { listAnnotations } from './list-annotations'
import { createLabel, updateLabel } from './save-label'
import { createTestTrajectory } from './testing/create-trajectory'

const reviewer: Actor = { kind: 'user', userId: '01900000-0000-7000-8000-000000000001', name: 'Rhea', role: 'reviewer' }
const other: Actor = { ...reviewer, userId: '01900000-0000-7000-8000-000000000002', name: 'Otto' }
const viewer: Actor = { ...reviewer, role: 'viewer' }

let wrong: LabelView
let quality: LabelView

beforeAll(async () => {
  const fields = { kind: 'boolean', scopes: ['span', 'hunk', 'step', 'run', 'trajectory'], color: 'orange' }
  wrong = await createLabel(operator, LabelFields.parse({ ...fields, name: 'Wrong' }))
  quality = await createLabel(operator, LabelFields.parse({ ...fields, name: 'Quality', kind: 'rating' }))
})

async function think(trajectoryId: string, index = 0) {
  const steps = await db.step.findMany({
    where: { trajectoryId, kind: 'think' },
    orderBy: { position: 'asc' },
    include: { thoughts: true },
  })
  const step = steps[index]!
  return { stepId: step.id, thoughtId: step.thoughts[0]!.id, text: step.thoughts[0]!.text }
}

async function span(trajectoryId: string, index = 0): Promise<NewAnnotation> {
  const { text, ...place } = await think(trajectoryId, index)
  return { ...base(trajectoryId), anchor: spanAnchor(place, text, 0, 5) }
}

function base(id: string): NewAnnotation {
  return {
    id,
    annotationId: uuid(),
    change: uuid(),
    revision: 1,
    labelId: wrong.id,
    labelVersion: wrong.version,
    value: true,
    anchor: { scope: 'trajectory' },
  }
}

async function replaceThought(trajectoryId: string, stepId: string, revision: number): Promise<void> {
  const thought = await db.thought.create({ data: { stepId, origin: 'person', text: 'Other words.\n', tokens: 3 } })
  const selected = [{ stepId, thoughtId: thought.id }]
  await appendRevision({ trajectoryId, base: revision, reason: 'Edited.', by: 'test', selected })
}

async function listed(id: string, revision?: number) {
  return (await listAnnotations(viewer, { id, revision, limit: 100 })).rows
}

async function counted(trajectoryId: string) {
  return (await db.trajectoryLabel.findMany({ where: { trajectoryId } })).map(({ labelId, count }) => [labelId, count])
}

describe('an annotation', () => {
  test('says what, where and who, counts for its trajectory, and is in the audit', async () => {
    const id = await createTestTrajectory()
    const request = await span(id)
    expect(await createAnnotation(reviewer, request)).toMatchObject({ version: 1 })
    expect(await listed(id)).toMatchObject([
      { id: request.annotationId, by: 'Rhea', label: { name: 'Wrong' }, isOutdated: false, anchor: { quote: 'First' } },
    ])
    expect(await counted(id)).toEqual([[wrong.id, 1]])
    const audit = await db.auditEvent.findMany({ where: { subjectId: id } })
    expect(audit.map(({ action, actor }) => [action, actor])).toEqual([['annotation.create', 'Rhea']])
  })

  test('that is sent again is not made again, with the id of its change or without', async () => {
    const id = await createTestTrajectory()
    const request = base(id)
    await createAnnotation(reviewer, request)
    await createAnnotation(reviewer, request)
    await createAnnotation(reviewer, { ...request, change: undefined })
    expect(await listed(id)).toHaveLength(1)
    expect(await counted(id)).toEqual([[wrong.id, 1]])
    expect(await db.auditEvent.count({ where: { subjectId: id } })).toBe(1)
  })

  test('under an id that somebody else has is refused', async () => {
    const id = await createTestTrajectory()
    const request = base(id)
    await createAnnotation(reviewer, request)
    await expect(createAnnotation(other, { ...request, change: uuid() })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(createAnnotation(other, request)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('keeps the words of the label it was given under when the label changes', async () => {
    const id = await createTestTrajectory()
    const label = await createLabel(operator, LabelFields.parse({ ...quality, name: 'Old words', kind: 'boolean' }))
    await updateLabel(operator, { ...LabelFields.parse(label), id: label.id, version: 1, name: 'New', scopes: ['run'] })
    const request = { ...base(id), labelId: label.id, labelVersion: 1 }
    await createAnnotation(reviewer, request)
    expect(await listed(id)).toMatchObject([{ label: { name: 'Old words', version: 1 } }])
    const late = { ...base(id), labelId: label.id, labelVersion: 2 }
    await expect(createAnnotation(reviewer, late)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('follows its thought when another step changes, and is outdated when its own does', async () => {
    const id = await createTestTrajectory()
    const request = await span(id, 1)
    await createAnnotation(reviewer, request)
    const step = {
      ...base(id),
      anchor: { scope: 'step' as const, stepId: (await think(id, 1)).stepId, thoughtId: null },
    }
    await createAnnotation(reviewer, step)
    await replaceThought(id, (await think(id, 0)).stepId, 1)
    expect((await listed(id)).map(({ isOutdated }) => isOutdated)).toEqual([false, false])
    await replaceThought(id, (await think(id, 1)).stepId, 2)
    expect((await listed(id)).map(({ isOutdated }) => isOutdated)).toEqual([true, true])
    expect((await listed(id, 2)).map(({ isOutdated }) => isOutdated)).toEqual([false, false])
  })

  test('on lines is outdated when the content is not what it was', async () => {
    const id = await createTestTrajectory()
    const write = await db.step.findFirstOrThrow({ where: { trajectoryId: id, tool: 'write', kind: 'act' } })
    const lines = { scope: 'hunk' as const, stepId: write.id, path: 'a.js', startLine: 1, endLine: 2, quote: '' }
    const sha256 = Buffer.from(write.sha256!).toString('hex')
    await createAnnotation(reviewer, { ...base(id), anchor: { ...lines, sha256 } })
    await createAnnotation(reviewer, { ...base(id), anchor: { ...lines, sha256: 'ab'.repeat(32) } })
    expect((await listed(id)).map(({ isOutdated }) => isOutdated)).toEqual([false, true])
    const backwards = { ...base(id), anchor: { ...lines, startLine: 3, sha256 } }
    await expect(createAnnotation(reviewer, backwards)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is refused where there is no such place, and leaves nothing', async () => {
    const id = await createTestTrajectory()
    const elsewhere = await createTestTrajectory()
    const foreign = { ...base(id), anchor: (await span(elsewhere)).anchor }
    await expect(createAnnotation(reviewer, foreign)).rejects.toMatchObject({ code: 'not_found' })
    const { text: _, ...place } = await think(id)
    const misquoted = { ...base(id), anchor: spanAnchor(place, 'Never said', 0, 10) }
    await expect(createAnnotation(reviewer, misquoted)).rejects.toMatchObject({ code: 'invalid' })
    const run = { ...base(id), anchor: { scope: 'run' as const, runId: uuid() } }
    await expect(createAnnotation(reviewer, run)).rejects.toMatchObject({ code: 'not_found' })
    const value = { ...base(id), labelId: quality.id, value: 6 }
    await expect(createAnnotation(reviewer, value)).rejects.toMatchObject({ code: 'invalid' })
    expect(await listed(id)).toEqual([])
    expect(await db.auditEvent.count({ where: { subjectId: id } })).toBe(0)
    expect(await db.appliedChange.count({ where: { id: run.change } })).toBe(0)
  })

  test('is not for viewers', async () => {
    const id = await createTestTrajectory()
    const tried = async () => createAnnotation(viewer, base(id))
    await expect(tried()).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a change of an annotation', () => {
  test('of what has changed since is refused, and changes nothing', async () => {
    const id = await createTestTrajectory()
    const { row } = await createAnnotation(reviewer, { ...base(id), labelId: quality.id, value: 3 })
    await changeAnnotation(reviewer, { id: row.id, version: 1, value: 4 })
    const late = changeAnnotation(reviewer, { id: row.id, version: 1, value: 5 })
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    expect(await listed(id)).toMatchObject([{ value: 4, version: 2 }])
  })

  test('that is sent again is not made again, and tells the version that it led to', async () => {
    const id = await createTestTrajectory()
    const { row } = await createAnnotation(reviewer, { ...base(id), labelId: quality.id, value: 3 })
    const change = { id: row.id, change: uuid(), version: 1, value: 4 }
    expect(await changeAnnotation(reviewer, change)).toMatchObject({ version: 2, row: { version: 2 } })
    await changeAnnotation(reviewer, { id: row.id, version: 2, value: 5 })
    expect(await changeAnnotation(reviewer, change)).toMatchObject({ version: 2, row: { version: 3, value: 5 } })
  })

  test('takes it away and brings it back, and the trajectory carries the label accordingly', async () => {
    const id = await createTestTrajectory()
    const { row } = await createAnnotation(reviewer, base(id))
    await changeAnnotation(reviewer, { id: row.id, version: 1, isDeleted: true })
    expect(await listed(id)).toEqual([])
    expect(await counted(id)).toEqual([])
    await changeAnnotation(reviewer, { id: row.id, version: 2, isDeleted: false })
    expect(await listed(id)).toMatchObject([{ version: 3 }])
    expect(await counted(id)).toEqual([[wrong.id, 1]])
    await changeAnnotation(reviewer, { id: row.id, version: 3, value: false })
    expect(await counted(id)).toEqual([])
  })

  test('is for whoever made it, and for administrators', async () => {
    const id = await createTestTrajectory()
    const { row } = await createAnnotation(reviewer, base(id))
    const theirs = changeAnnotation(other, { id: row.id, version: 1, isDeleted: true })
    await expect(theirs).rejects.toMatchObject({ code: 'forbidden' })
    const administrator: Actor = { ...other, role: 'admin' }
    await changeAnnotation(administrator, { id: row.id, version: 1, isDeleted: true })
    expect(await listed(id)).toEqual([])
  })

  test('made by two people at once is made by one of them', async () => {
    const id = await createTestTrajectory()
    const { row } = await createAnnotation(reviewer, { ...base(id), labelId: quality.id, value: 3 })
    const tried = await Promise.allSettled(
      [1, 2, 4].map((value) => changeAnnotation(reviewer, { id: row.id, version: 1, value })),
    )
    expect(tried.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  })
})
