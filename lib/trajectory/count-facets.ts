import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { Facets } from './facets'
import { TrajectoryFilter } from './filter'
import { findSight } from './store-blind'
import { listLabelCounts, readFacets, readHistograms, toHistograms } from './store-facets'
import { findKnown } from './store-filter'
import { isTalliedEmpty } from './store-list'
import { listRepositoryCounts } from './store-repository-facet'

export const CountFacets = TrajectoryFilter

/** What stands beside a list: how many there are under it, and how many there would be under each other value. */
export async function countFacets(actor: Actor, filter: TrajectoryFilter): Promise<Facets> {
  requireRole(actor, 'viewer', 'see trajectories')
  const sight = await findSight(db, actor)
  const query = { filter, known: await findKnown(db, filter), sight }
  const counted = await readFacets(db, query)
  const isEmpty = counted.total === 0 && (await isTalliedEmpty(db, query))
  const [ranges, labels, repositories] = await Promise.all([
    isEmpty ? toHistograms() : readHistograms(db, query, counted),
    listLabelCounts(db, sight),
    isEmpty ? [] : listRepositoryCounts(db, query, counted),
  ])
  return { ...counted, ranges, labels, repositories }
}
