import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { GetDataset } from './dataset'
import { hasRunningPreflight } from './preflight/store-preflight'
import { deleteDatasetRow, lockDataset } from './store-datasets'

/**
 * Takes the selection away with its decisions; its releases and its trajectories stay. An export that came to nothing is
 * given up by whoever may make one.
 */
export function deleteDataset(actor: Actor, { id }: z.infer<typeof GetDataset>): Promise<void> {
  requireRole(actor, 'reviewer', 'give up exports')
  return db.$transaction(async (tx) => {
    const before = await lockDataset(tx, id)
    if (before.name !== null || before.releases > 0) requireRole(actor, 'admin', 'delete datasets')
    if (before.name === null && (await hasRunningPreflight(tx, id)))
      throw new AppError('conflict', 'The export is being looked through: cancel that first.')
    await deleteDatasetRow(tx, id)
    await recordAudit(tx, actor, {
      action: 'dataset.delete',
      subject: 'dataset',
      subjectId: id,
      before: { name: before.name, releases: before.releases },
    })
  })
}
