import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Snapshot } from './repository'
import { findSnapshot } from './store'

export const GetSnapshot = z.object({ id: z.uuid() })

export async function getSnapshot(actor: Actor, { id }: z.infer<typeof GetSnapshot>): Promise<Snapshot> {
  requireRole(actor, 'viewer', 'see snapshots')
  return requireSnapshot(db, id)
}

/** Refuses the id of a snapshot that is not there. */
export async function requireSnapshot(db: Db, id: string): Promise<Snapshot> {
  const snapshot = await findSnapshot(db, id)
  if (!snapshot) throw new AppError('not_found', 'There is no such snapshot.')
  return snapshot
}
