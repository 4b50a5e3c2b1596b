import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { ListWaitingExports, WaitingExport } from './export'
import { listWaitingRows } from './store-exports'

/** What was to be exported and is not yet, newest first. */
export function listWaitingExports(
  actor: Actor,
  { limit }: z.infer<typeof ListWaitingExports>,
): Promise<WaitingExport[]> {
  requireRole(actor, 'viewer', 'see exports')
  return listWaitingRows(db, limit)
}
