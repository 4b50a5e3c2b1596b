import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { LabelOrder } from './label'
import { listLabelRows, lockLabels, setLabelOrder } from './store-labels'

/** Puts the labels that are in use into an order; refused when they are not the ones that there are. */
export function orderLabels(actor: Actor, { ids }: z.infer<typeof LabelOrder>): Promise<void> {
  requireRole(actor, 'admin', 'change the labels')
  return db.$transaction(async (tx) => {
    await lockLabels(tx)
    const before = (await listLabelRows(tx)).filter(({ isArchived }) => !isArchived).map(({ id }) => id)
    if (ids.length !== before.length || !before.every((id) => ids.includes(id)))
      throw new AppError('conflict', 'Labels have been added or archived since. Load the page again.')
    await setLabelOrder(tx, ids)
    await recordAudit(tx, actor, { action: 'label.order', subject: 'label', before, after: ids })
  })
}
