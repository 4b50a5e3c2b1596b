import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { listTrajectoryRows } from './store'
import { verifierNames } from './verifiers'
import { type TrajectoryPage, TrajectoryState } from './view'

export const ListTrajectories = z.object({
  repositoryId: z.uuid().optional(),
  snapshotId: z.uuid().optional(),
  state: TrajectoryState.optional(),
  /** Only those whose newest revision fails this verifier. */
  failing: z.enum(verifierNames).optional(),
  /** Part of the name or address of the repository or of the author's name, or the beginning of the commit. */
  search: z.string().trim().max(200).optional(),
  /** `next` of the page before. */
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** Newest first. */
export async function listTrajectories(
  actor: Actor,
  filter: z.input<typeof ListTrajectories>,
): Promise<TrajectoryPage> {
  requireRole(actor, 'viewer', 'see trajectories')
  const { limit, ...rest } = ListTrajectories.parse(filter)
  const found = await listTrajectoryRows(db, { ...rest, limit: limit + 1 })
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}
