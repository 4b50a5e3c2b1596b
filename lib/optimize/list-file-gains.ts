import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { FileGain } from './file-gain'
import { listFileGainRows } from './store-shown'

export const ListFileGains = z.object({ id: z.uuid() })

/** How much searches have gained on the files of a snapshot, by path; files that none has settled are absent. */
export async function listFileGains(actor: Actor, { id }: z.infer<typeof ListFileGains>): Promise<FileGain[]> {
  requireRole(actor, 'viewer', 'see searches')
  return listFileGainRows(db, id)
}
