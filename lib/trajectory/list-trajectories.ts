import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { newestFirst, TrajectoryFilter, TrajectorySort } from './filter'
import { hideVerdict } from './hide-verdicts'
import { PlaceAddress, readPlace, writePlace } from './place'
import { findSight, listHidden } from './store-blind'
import { isPlaceIn, listPlaces, listRows } from './store-list'
import type { TrajectoryPage } from './view'

export const ListTrajectories = TrajectoryFilter.extend({
  /** `updated`, or `-updated` from the greatest on; newest first when it is left out. */
  sort: TrajectorySort.default(newestFirst),
  /** `next` of the page before. */
  after: PlaceAddress.optional(),
  /** `previous` of the page after. */
  before: PlaceAddress.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListTrajectories = z.output<typeof ListTrajectories>

/** A page of the trajectories under a filter, in the order asked for, also when it is the page before another. */
export async function listTrajectories(actor: Actor, list: Partial<ListTrajectories>): Promise<TrajectoryPage> {
  requireRole(actor, 'viewer', 'see trajectories')
  const { sort = newestFirst, after, before, limit = 50, ...filter } = list
  const isBack = before !== undefined && after === undefined
  const sight = await findSight(db, actor)
  const from = readPlace(after ?? before)
  if (from && !(await isPlaceIn(db, sort, from))) throw new AppError('invalid', 'This is no place in a list.')
  const found = await listPlaces(db, { filter, sight, sort, from, isBack, limit: limit + 1 })
  const hasMore = found.length > limit
  const places = isBack ? found.slice(-limit) : found.slice(0, limit)
  const [first, last] = [places[0], places.at(-1)]
  const ids = places.map(({ id }) => id)
  const [rows, hidden] = await Promise.all([listRows(db, ids, sight), listHidden(db, actor, ids)])
  return {
    rows: rows.map((row) => (hidden.has(row.id) ? hideVerdict(row, hidden.get(row.id)?.isGold ?? false) : row)),
    next: last && (isBack || hasMore) ? writePlace(last) : null,
    previous: first && (isBack ? hasMore : after !== undefined) ? writePlace(first) : null,
  }
}
