import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { RepositoryView } from './repository'
import { listRepositoryRows, listSnapshots } from './store'

export const GetRepository = z.object({ id: z.uuid() })

/** A repository with all its snapshots. */
export async function getRepository(actor: Actor, { id }: z.infer<typeof GetRepository>): Promise<RepositoryView> {
  requireRole(actor, 'viewer', 'see repositories')
  const [row] = await listRepositoryRows(db, { id, limit: 1 })
  if (!row) throw new AppError('not_found', 'There is no such repository.')
  return { ...row, snapshots: await listSnapshots(db, id) }
}
