import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { getTrajectoryRow } from './store-rows'

export const GetTrajectoryOrigin = z.object({ id: z.uuid() })

/** The repository that a trajectory reconstructs. */
export async function getTrajectoryOrigin(
  actor: Actor,
  { id }: z.infer<typeof GetTrajectoryOrigin>,
): Promise<{ id: string; name: string }> {
  requireRole(actor, 'viewer', 'see trajectories')
  const { repositoryId, repositoryName } = await getTrajectoryRow(db, id)
  return { id: repositoryId, name: repositoryName }
}
