import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { archiveLabel } from './archive-label'
import { createAnnotation } from './create-annotation'
import { LabelFields } from './label'
import { listVerdicts } from './list-verdicts'
import { createLabel } from './save-label'
import { submitVerdict } from './submit-verdict'
import { appendTestRevision, createTestTrajectory } from './testing/create-trajectory'
import { withdrawVerdict } from './withdraw-verdict'

const reviewer: Actor = { kind: 'user', userId: '01900000-0000-7000-8000-000000000001', name: 'Rhea', role: 'reviewer' }
const viewer: Actor = { ...reviewer, role: 'viewer' }

async function stateOf(id: string): Promise<string> {
  return (await db.trajectory.findUniqueOrThrow({ where: { id } })).state
}

describe('a verdict', () => {
  test('approves the newest revision, says who did it, and is in the audit', async () => {
    const id = await createTestTrajectory()
    const verdict = await submitVerdict(reviewer, { id, revision: 1, judgement: 'approve' })
    expect(verdict).toMatchObject({ trajectoryId: id, revision: 1, judgement: 'approve', by: 'Rhea', reason: null })
    expect(await stateOf(id)).toBe('approved')
    const audit = await db.auditEvent.findMany({ where: { subjectId: id } })
    expect(audit.map(({ action, actor }) => [action, actor])).toEqual([['verdict.approve', 'Rhea']])
  })

  test('on an old revision is refused and changes nothing', async () => {
    const id = await createTestTrajectory()
    await appendTestRevision(id, 1)
    const late = submitVerdict(reviewer, { id, revision: 1, judgement: 'approve' })
    await expect(late).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('has changed') })
    expect(await stateOf(id)).toBe('draft')
    expect(await db.verdict.count({ where: { trajectoryId: id } })).toBe(0)
    expect(await db.auditEvent.count({ where: { subjectId: id } })).toBe(0)
  })

  test('binds to what the revision says: another content hash is refused', async () => {
    const id = await createTestTrajectory()
    const { contentHash } = await db.revision.findFirstOrThrow({ where: { trajectoryId: id } })
    const blind = submitVerdict(reviewer, { id, revision: 1, judgement: 'approve', contentHash: 'something else' })
    await expect(blind).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('has changed') })
    expect(await stateOf(id)).toBe('draft')
    const verdict = await submitVerdict(reviewer, { id, revision: 1, judgement: 'approve', contentHash })
    expect(verdict.contentHash).toBe(contentHash)
  })

  test('stays as it is once the revision is released; a new revision is a new draft', async () => {
    const id = await createTestTrajectory()
    await submitVerdict(reviewer, { id, revision: 1, judgement: 'approve' })
    await db.trajectory.update({ where: { id }, data: { state: 'released' } })
    const changed = submitVerdict(reviewer, { id, revision: 1, judgement: 'reject', reason: 'Too late.' })
    await expect(changed).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('is released') })
    await expect(withdrawVerdict(reviewer, { id, revision: 1 })).rejects.toMatchObject({ code: 'conflict' })
    expect(await stateOf(id)).toBe('released')
    await appendTestRevision(id, 1)
    expect(await stateOf(id)).toBe('draft')
    await submitVerdict(reviewer, { id, revision: 2, judgement: 'reject', reason: 'Worse than before.' })
    expect(await stateOf(id)).toBe('rejected')
  })

  test('does not hold for a later revision', async () => {
    const id = await createTestTrajectory()
    await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
    await appendTestRevision(id, 1)
    expect(await stateOf(id)).toBe('draft')
    await submitVerdict(operator, { id, revision: 2, judgement: 'approve' })
    expect(await stateOf(id)).toBe('approved')
    const { rows } = await listVerdicts(viewer, { id, limit: 50 })
    expect(rows.map(({ revision }) => revision)).toEqual([2, 1])
  })

  test('that rejects or returns needs a reason', async () => {
    const id = await createTestTrajectory()
    const bare = async () => submitVerdict(reviewer, { id, revision: 1, judgement: 'reject', reason: '' })
    await expect(bare()).rejects.toMatchObject({ code: 'invalid' })
    await submitVerdict(reviewer, { id, revision: 1, judgement: 'reject', reason: 'It guesses.' })
    expect(await stateOf(id)).toBe('rejected')
  })

  test('cannot approve a revision with a failing verifier, and names it', async () => {
    const id = await createTestTrajectory()
    await db.$executeRaw`update revision set verifiers = jsonb_set(verifiers, '{causal}',
      '{"holds": false, "why": "Step 3 reads a file that is not written yet."}') where trajectory_id = ${id}::uuid`
    const refused = submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
    await expect(refused).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(/"causal".*Step 3/) })
    await submitVerdict(operator, { id, revision: 1, judgement: 'return', reason: 'Mend the order.' })
    expect(await stateOf(id)).toBe('returned')
  })

  test('is not for viewers', async () => {
    const id = await createTestTrajectory()
    const tried = async () => submitVerdict(viewer, { id, revision: 1, judgement: 'approve' })
    await expect(tried()).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('taking a verdict back', () => {
  test('makes the one before it count again, and then none', async () => {
    const id = await createTestTrajectory()
    await submitVerdict(reviewer, { id, revision: 1, judgement: 'return', reason: 'Not yet.' })
    await submitVerdict(reviewer, { id, revision: 1, judgement: 'approve' })
    expect(await withdrawVerdict(reviewer, { id, revision: 1 })).toMatchObject({ state: 'returned' })
    expect(await withdrawVerdict(reviewer, { id, revision: 1 })).toMatchObject({ state: 'draft' })
    expect(await stateOf(id)).toBe('draft')
    await expect(withdrawVerdict(reviewer, { id, revision: 1 })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is for the one who gave it, and only on the newest revision', async () => {
    const id = await createTestTrajectory()
    await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
    await expect(withdrawVerdict(reviewer, { id, revision: 1 })).rejects.toMatchObject({ code: 'forbidden' })
    await appendTestRevision(id, 1)
    await expect(withdrawVerdict(operator, { id, revision: 1 })).rejects.toMatchObject({ code: 'conflict' })
  })
})

test('a required label blocks every verdict of a person until they have given it, to any part; others do not help', async () => {
  const id = await createTestTrajectory()
  const fields = { name: 'Fit', kind: 'boolean', scopes: ['step', 'trajectory'], color: 'blue', isRequired: true }
  const label = await createLabel(operator, LabelFields.parse(fields))
  try {
    const judge = (judgement: 'approve' | 'reject') =>
      submitVerdict(reviewer, { id, revision: 1, judgement, reason: 'So.' })
    const other: Actor = { ...reviewer, userId: '01900000-0000-7000-8000-000000000009', name: 'Otto' }
    const step = await db.step.findFirstOrThrow({ where: { trajectoryId: id, kind: 'think' } })
    const give = (actor: Actor) =>
      createAnnotation(actor, {
        id,
        annotationId: uuid(),
        revision: 1,
        labelId: label.id,
        labelVersion: label.version,
        value: false,
        anchor: { scope: 'step', stepId: step.id, thoughtId: null },
      })
    await give(other)
    for (const judgement of ['approve', 'reject'] as const)
      await expect(judge(judgement)).rejects.toMatchObject({
        code: 'invalid',
        message: 'Give the required label “Fit” before a verdict.',
      })
    expect(await db.verdict.count({ where: { trajectoryId: id } })).toBe(0)
    await give(reviewer)
    await judge('approve')
    expect(await stateOf(id)).toBe('approved')
  } finally {
    await archiveLabel(operator, { id: label.id, isArchived: true })
  }
})
