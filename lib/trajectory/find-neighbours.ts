import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { newestFirst, TrajectoryFilter, TrajectorySort } from './filter'
import type { Neighbours } from './neighbours'
import { findSight } from './store-blind'
import { findKnown } from './store-filter'
import { countBefore, countEntries, findPlace, listPlaces } from './store-list'

export const FindNeighbours = TrajectoryFilter.extend({ id: z.uuid(), sort: TrajectorySort.default(newestFirst) })

/** Above this the position in the list, and its length, are not counted. */
const mostCounted = 1000

/** What comes before and after a trajectory in a list, also when it is itself not under the filter any more. */
export async function findNeighbours(actor: Actor, input: z.output<typeof FindNeighbours>): Promise<Neighbours> {
  requireRole(actor, 'viewer', 'see trajectories')
  const { id, sort, ...filter } = input
  const sight = await findSight(db, actor)
  const from = await findPlace(db, id, sort, sight)
  if (!from) throw new AppError('not_found', 'There is no such trajectory.')
  const query = { filter, known: await findKnown(db, filter), sight, sort, from, limit: 1 }
  const [[next], [previous], before, count] = await Promise.all([
    listPlaces(db, query),
    listPlaces(db, { ...query, isBack: true }),
    countBefore(db, query, mostCounted),
    countEntries(db, query, mostCounted),
  ])
  return {
    previous: previous?.id ?? null,
    next: next?.id ?? null,
    position: before < mostCounted ? before + 1 : null,
    count: count < mostCounted ? count : null,
  }
}
