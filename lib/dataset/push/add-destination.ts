import { v7 as uuid } from 'uuid'
import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { seal } from '@/lib/llm/seal'
import { getSecretKey } from '@/lib/llm/secret-key'
import { type Destination, NewDestination } from './destination'
import { getDestinationRow, insertDestination } from './store-destinations'

/** Keeps a place that releases may be pushed to. Its secret is sealed, as the keys of endpoints are. */
export async function addDestination(actor: Actor, request: z.input<typeof NewDestination>): Promise<Destination> {
  requireRole(actor, 'admin', 'change destinations')
  const { name, place, secret } = NewDestination.parse(request)
  const id = uuid()
  const sealed = Uint8Array.from(seal(secret, await getSecretKey(), id))
  return db.$transaction(async (tx) => {
    await insertDestination(tx, { id, name, place, secret: sealed, by: actor.name })
    const after = { name, place }
    await recordAudit(tx, actor, { action: 'destination.add', subject: 'destination', subjectId: id, after })
    return getDestinationRow(tx, id)
  })
}
