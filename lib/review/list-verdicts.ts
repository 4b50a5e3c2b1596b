import type { z } from 'zod'
import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { isHidden } from '@/lib/trajectory/store-blind'
import { listVerdictRows } from './store'
import type { ListVerdicts, VerdictPage } from './verdict'

/** The verdicts on all revisions of a trajectory, newest first; whoever reviews it blind gets only their own. */
export async function listVerdicts(actor: Actor, filter: z.infer<typeof ListVerdicts>): Promise<VerdictPage> {
  requireRole(actor, 'viewer', 'see verdicts')
  const onlyBy = (await isHidden(db, actor, filter.id)) ? userIdOf(actor) : undefined
  const rows = await listVerdictRows(db, { ...filter, onlyBy })
  return { rows, next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null }
}
