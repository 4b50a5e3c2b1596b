import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { LabelFields, type LabelUpdate, type LabelView, labelProblems, type NewLabel } from './label'
import { appendLabelVersion, insertLabel, listLabelRows, lockLabel, lockLabels } from './store-labels'

export function createLabel(actor: Actor, fields: z.infer<typeof NewLabel>): Promise<LabelView> {
  requireRole(actor, 'admin', 'change the labels')
  return db.$transaction(async (tx) => {
    await lockLabels(tx)
    await requireSound(tx, fields)
    const label = await insertLabel(tx, actor, fields)
    await recordAudit(tx, actor, { action: 'label.create', subject: 'label', subjectId: label.id, after: fields })
    return label
  })
}

/** Appends a version: what was annotated under the versions before keeps their words. */
export function updateLabel(actor: Actor, request: z.infer<typeof LabelUpdate>): Promise<LabelView> {
  requireRole(actor, 'admin', 'change the labels')
  const { id, version, ...fields } = request
  return db.$transaction(async (tx) => {
    const label = await lockLabel(tx, id)
    if (label.version !== version)
      throw new AppError('conflict', `${label.by} has changed this label since you opened it. Look at it again.`)
    const before = LabelFields.parse(label)
    if (JSON.stringify(before) === JSON.stringify(LabelFields.parse(fields))) return label
    await requireSound(tx, fields, id)
    const next = await appendLabelVersion(tx, actor, id, version + 1, fields)
    await recordAudit(tx, actor, { action: 'label.update', subject: 'label', subjectId: id, before, after: fields })
    return next
  })
}

/** Names and keys are taken once among the labels that are in use. */
async function requireSound(tx: Db, fields: LabelFields, ownId?: string): Promise<void> {
  const problem = labelProblems(fields)
  if (problem) throw new AppError('invalid', problem.sentence)
  const others = (await listLabelRows(tx)).filter(({ id, isArchived }) => !isArchived && id !== ownId)
  const namesake = others.find(({ name }) => name.toLowerCase() === fields.name.toLowerCase())
  if (namesake) throw new AppError('conflict', `There is a label named “${namesake.name}” already.`)
  const sharer = others.find(({ key }) => key !== null && key === fields.key)
  if (sharer) throw new AppError('conflict', `The key ${fields.key} belongs to “${sharer.name}” already.`)
}
