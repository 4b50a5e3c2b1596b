import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import type { Dataset, PickTrajectories } from './dataset'
import { getDatasetRow, lockDataset, pickRows, unpickRows } from './store-datasets'

/** Puts trajectories into a dataset by hand, or takes out again what was put in so. */
export function pickTrajectories(actor: Actor, request: z.infer<typeof PickTrajectories>): Promise<Dataset> {
  requireRole(actor, 'reviewer', 'change datasets')
  const { id, trajectoryIds, isPicked } = request
  return db.$transaction(async (tx) => {
    await lockDataset(tx, id)
    if (isPicked) await pickRows(tx, id, trajectoryIds, actor.name)
    else await unpickRows(tx, id, trajectoryIds)
    await recordAudit(tx, actor, {
      action: isPicked ? 'dataset.pick' : 'dataset.unpick',
      subject: 'dataset',
      subjectId: id,
      after: { trajectories: trajectoryIds.length, first: trajectoryIds[0] },
    })
    return getDatasetRow(tx, id)
  })
}
