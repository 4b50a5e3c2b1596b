import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { Totals } from './manifest'
import { itemColumns, itemJoins } from './store-items'

const Counts = z.record(z.string(), z.int()).transform((counts) => new Map(Object.entries(counts)))
const Row = z.object({
  documents: z.int(),
  tokens: z.coerce.number(),
  trainedTokens: z.coerce.number(),
  licenses: Counts,
  authors: Counts,
  repositories: z.int(),
  foreign: z.int(),
  scorers: z.array(z.string()).transform((names) => new Set(names)),
})

/** What the card and the manifest say about all documents of a release together. */
export async function countTotals(db: Db, releaseId: string): Promise<Totals> {
  const [found] = await rows(
    db,
    Row,
    sql`with held as materialized (select ${itemColumns} from release_item item ${itemJoins} where item.release_id = ${releaseId}::uuid)
      select count(*)::int as documents, coalesce(sum(tokens), 0)::text as tokens,
        coalesce(sum("trainedTokens"), 0)::text as "trainedTokens", count(distinct "repositoryUrl")::int as repositories,
        count(harness)::int as "foreign",
        (select coalesce(jsonb_object_agg(name, count), '{}')
          from (select coalesce(license, 'unknown') as name, count(*) from held group by 1) counted) as licenses,
        (select coalesce(jsonb_object_agg(author, count), '{}')
          from (select author, count(*) from held group by author) counted) as authors,
        (select coalesce(jsonb_agg(distinct search.scorer_fingerprint), '[]')
          from held join revision on revision.trajectory_id = held."trajectoryId" and revision.number <= held.revision
          join optimization search on search.id = revision.optimization_id) as scorers
      from held`,
  )
  if (!found) throw new Error('A count gave no row.')
  return found
}
