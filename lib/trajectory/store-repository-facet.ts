import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { type Facets, mostCounted } from './facets'
import { type FacetQuery, sampleOf } from './store-facets'
import { conditionsOf, ofPart } from './store-filter'

const mostShown = 12
const sampled = 5000

/**
 * The repositories with the most trajectories under the other filters, and the chosen one: which they are is seen in a
 * sample of a long list, how many each has is counted.
 */
export async function listRepositoryCounts(
  db: Db,
  { filter, known, sight }: FacetQuery,
  counted: Pick<Facets, 'total' | 'isMore'>,
): Promise<Facets['repositories']> {
  const where = conditionsOf(filter, { left: ['repositoryId'], ...ofPart(known), sight })
  const sample = filter.repositoryId ? sql`` : await sampleOf(db, counted, sampled)
  const chosen = filter.repositoryId ? sql`union select ${filter.repositoryId}::uuid` : sql``
  return rows(
    db,
    z.object({ id: z.string(), name: z.string(), count: z.int() }),
    sql`with e as materialized (select repository_id from trajectory_entry e ${sample} where ${where} limit ${sampled}),
      shown as ((select repository_id from e group by 1 order by count(*) desc, 1 limit ${mostShown}) ${chosen})
      select r.id, r.name, counted.count::int from shown join repository r on r.id = shown.repository_id
      cross join lateral (select count(*) from (select from trajectory_entry e
        where e.repository_id = r.id and ${where} limit ${mostCounted}) found) counted
      order by 3 desc, 2, 1`,
  )
}
