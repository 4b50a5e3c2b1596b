import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { AdoptStarters, LabelView } from './label'
import { starterLabels } from './starter-labels'
import { insertLabel, listLabelRows, lockLabels } from './store-labels'

/** Adds the starter set, when there is no label yet. */
export function adoptStarterLabels(actor: Actor, _: z.infer<typeof AdoptStarters>): Promise<LabelView[]> {
  requireRole(actor, 'admin', 'change the labels')
  return db.$transaction(async (tx) => {
    await lockLabels(tx)
    if ((await listLabelRows(tx)).length > 0)
      throw new AppError('conflict', 'There are labels already: the starter set is for a beginning without any.')
    const labels: LabelView[] = []
    for (const fields of starterLabels) labels.push(await insertLabel(tx, actor, fields))
    await recordAudit(tx, actor, {
      action: 'label.adopt-starters',
      subject: 'label',
      after: labels.map(({ name }) => name),
    })
    return labels
  })
}
