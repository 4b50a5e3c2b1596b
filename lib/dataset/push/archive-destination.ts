import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import type { GetDestination } from './destination'
import { archiveDestinationRow, getDestinationRow } from './store-destinations'

/** Nothing is pushed there any more, and its secret is forgotten; what was pushed can still be told. */
export function archiveDestination(actor: Actor, { id }: z.infer<typeof GetDestination>): Promise<void> {
  requireRole(actor, 'admin', 'change destinations')
  return db.$transaction(async (tx) => {
    const { name, place } = await getDestinationRow(tx, id)
    await archiveDestinationRow(tx, id)
    const before = { name, place }
    await recordAudit(tx, actor, { action: 'destination.archive', subject: 'destination', subjectId: id, before })
  })
}
