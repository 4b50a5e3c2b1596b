import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { listVerdictRows } from './store'
import type { ListVerdicts, VerdictPage } from './verdict'

/** The verdicts on all revisions of a trajectory, newest first. */
export async function listVerdicts(actor: Actor, filter: z.infer<typeof ListVerdicts>): Promise<VerdictPage> {
  requireRole(actor, 'viewer', 'see verdicts')
  const rows = await listVerdictRows(db, filter)
  return { rows, next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null }
}
