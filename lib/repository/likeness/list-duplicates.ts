import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { type GetSnapshot, requireSnapshot } from '@/lib/repository/get-snapshot'
import type { Duplicates } from '@/lib/repository/repository'
import { findDuplicates } from './find-duplicates'

/** What a snapshot has in common with other repositories, as of now. */
export async function listDuplicates(actor: Actor, { id }: z.infer<typeof GetSnapshot>): Promise<Duplicates> {
  requireRole(actor, 'viewer', 'see duplicates')
  return findDuplicates(db, await requireSnapshot(db, id))
}
