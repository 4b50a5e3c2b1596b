import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { requireContainer } from './choose-encoding'
import { type Dataset, NewDataset } from './dataset'
import { getDatasetRow, hasDatasetNamed, insertDataset, pickRows } from './store-datasets'

/** Names a selection of trajectories: what a filter finds, what was picked by hand, or both. */
export function createDataset(actor: Actor, request: z.input<typeof NewDataset>): Promise<Dataset> {
  requireRole(actor, 'reviewer', 'make datasets')
  const { picked, ...settings } = NewDataset.parse(request)
  requireContainer(settings.format, settings.settings)
  return db.$transaction(async (tx) => {
    if (await hasDatasetNamed(tx, settings.name))
      throw new AppError('conflict', `There is a dataset named ${settings.name} already.`)
    const id = await insertDataset(tx, settings, actor.name)
    if (picked.length > 0) await pickRows(tx, id, picked, actor.name)
    const after = JSON.parse(JSON.stringify({ ...settings, picked: picked.length }))
    await recordAudit(tx, actor, { action: 'dataset.create', subject: 'dataset', subjectId: id, after })
    return getDatasetRow(tx, id)
  })
}
