import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { findDuplicates } from './find-duplicates'
import { type GetSnapshot, requireSnapshot } from './get-snapshot'
import type { Duplicates } from './repository'

/** What a snapshot has in common with other repositories, as of now. */
export async function listDuplicates(actor: Actor, { id }: z.infer<typeof GetSnapshot>): Promise<Duplicates> {
  requireRole(actor, 'viewer', 'see duplicates')
  return findDuplicates(db, await requireSnapshot(db, id))
}
