import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { Batch } from './batch'
import { getBatchRow } from './store-batch'

export const GetBatch = z.object({ id: z.uuid() })

export async function getBatch(actor: Actor, { id }: z.infer<typeof GetBatch>): Promise<Batch> {
  requireRole(actor, 'viewer', 'see lists of imports')
  return getBatchRow(db, id)
}
