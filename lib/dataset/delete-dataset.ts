import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import type { GetDataset } from './dataset'
import { deleteDatasetRow, lockDataset } from './store-datasets'

/** Takes the selection away with its decisions; its releases and its trajectories stay. */
export function deleteDataset(actor: Actor, { id }: z.infer<typeof GetDataset>): Promise<void> {
  requireRole(actor, 'admin', 'delete datasets')
  return db.$transaction(async (tx) => {
    const before = await lockDataset(tx, id)
    await deleteDatasetRow(tx, id)
    await recordAudit(tx, actor, {
      action: 'dataset.delete',
      subject: 'dataset',
      subjectId: id,
      before: { name: before.name, releases: before.releases },
    })
  })
}
