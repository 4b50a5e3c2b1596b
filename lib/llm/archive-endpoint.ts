import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { describeChange } from './describe-change'
import { archiveEndpointRow, lockEndpointRow } from './store'

export const EndpointRemoval = z.object({ id: z.uuid() })

/** Takes an endpoint out of use and deletes its key; what its calls came to stays in the ledger. */
export async function archiveEndpoint(actor: Actor, { id }: z.infer<typeof EndpointRemoval>): Promise<void> {
  requireRole(actor, 'admin', 'delete model endpoints')
  await db.$transaction(async (tx) => {
    const { view } = await lockEndpointRow(tx, id)
    await archiveEndpointRow(tx, id, new Date())
    await recordAudit(tx, actor, {
      action: 'endpoint.archive',
      subject: view.name,
      subjectId: id,
      before: describeChange(view),
    })
  })
}
