import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { LabelArchival } from './label'
import { listLabelRows, lockLabel, setLabelArchived } from './store-labels'

/** Puts a label into the archive, where it is offered no more and stays on what carries it, or takes it out again. */
export function archiveLabel(actor: Actor, { id, isArchived }: z.infer<typeof LabelArchival>): Promise<void> {
  requireRole(actor, 'admin', 'change the labels')
  return db.$transaction(async (tx) => {
    const label = await lockLabel(tx, id)
    if (label.isArchived === isArchived) return
    const inUse = (await listLabelRows(tx)).filter((other) => !other.isArchived)
    const rival = inUse.find(
      ({ name, key }) => name.toLowerCase() === label.name.toLowerCase() || (key !== null && key === label.key),
    )
    if (!isArchived && rival)
      throw new AppError('conflict', `“${rival.name}” has its name or key by now: change that label first.`)
    await setLabelArchived(tx, id, isArchived ? new Date() : null)
    const action = isArchived ? 'label.archive' : 'label.restore'
    await recordAudit(tx, actor, { action, subject: 'label', subjectId: id, after: { name: label.name } })
  })
}
