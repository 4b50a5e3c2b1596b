import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { type GetSnapshot, requireSnapshot } from './get-snapshot'
import type { FileRow } from './repository'
import { listFileRows } from './store'

/** Every file of a snapshot by path, the ones that were left out too. */
export async function listFiles(actor: Actor, { id }: z.infer<typeof GetSnapshot>): Promise<FileRow[]> {
  requireRole(actor, 'viewer', 'see files')
  await requireSnapshot(db, id)
  return listFileRows(db, id)
}
