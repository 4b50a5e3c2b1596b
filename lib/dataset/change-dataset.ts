import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { requireContainer } from './choose-encoding'
import { type Dataset, DatasetChange } from './dataset'
import { getDatasetRow, hasDatasetNamed, lockDataset, updateDataset } from './store-datasets'

/** Changes what is said; somebody else's change in between is not written over. */
export function changeDataset(actor: Actor, request: z.input<typeof DatasetChange>): Promise<Dataset> {
  requireRole(actor, 'reviewer', 'change datasets')
  const { id, version, ...change } = DatasetChange.parse(request)
  return db.$transaction(async (tx) => {
    const before = await lockDataset(tx, id)
    if (before.version !== version)
      throw new AppError('conflict', 'The dataset has been changed since it was opened: look at it again.')
    if (change.name !== undefined && (await hasDatasetNamed(tx, change.name, id)))
      throw new AppError('conflict', `There is a dataset named ${change.name} already.`)
    requireContainer(change.format ?? before.format, change.settings ?? before.settings)
    await updateDataset(tx, id, change)
    // Its own keys.
    const names = Object.keys(change) as (keyof typeof change)[]
    await recordAudit(tx, actor, {
      action: 'dataset.change',
      subject: 'dataset',
      subjectId: id,
      before: JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, before[name]])))),
      after: JSON.parse(JSON.stringify(change)),
    })
    return getDatasetRow(tx, id)
  })
}
