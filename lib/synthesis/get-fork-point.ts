import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { requireSnapshot } from '@/lib/repository/get-snapshot'
import { isForeign } from '@/lib/trajectory/foreign'
import { getTrajectoryHead } from '@/lib/trajectory/store'
import { findForkPoint } from '@/lib/trajectory/store-fork'
import { ForkView } from './fork-view'
import { SynthesisSettings } from './settings'

export const GetForkPoint = z.object({ id: z.uuid(), position: z.coerce.number().int().min(0) })

/** From which step on another author can take over who is asked to at this one; refuses in words where nobody can. */
export async function getForkPoint(actor: Actor, { id, position }: z.infer<typeof GetForkPoint>): Promise<ForkView> {
  requireRole(actor, 'viewer', 'see trajectories')
  const { head, snapshotId, settings, stepCount } = await getTrajectoryHead(db, id)
  if (head === 0) throw new AppError('conflict', 'The trajectory is still being synthesized.')
  if (isForeign(settings))
    throw new AppError('invalid', 'Another agent made this trajectory: no author of ours can go on with it.')
  if (position >= stepCount) throw new AppError('not_found', `The trajectory has no step ${position + 1}.`)
  const point = await findForkPoint(db, id, position)
  if (!point)
    throw new AppError('invalid', 'Nothing comes before the plan: synthesize the repository with that author instead.')
  const { depth } = await requireSnapshot(db, snapshotId)
  return ForkView.parse({ ...point, settings: SynthesisSettings.parse(settings), depth })
}
