import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { signatureFrom } from '@/lib/structure/minhash'

/** How many snapshots that share one band are looked at, and how many of the most promising are told of each one. */
const mostPerBand = 32
const mostPerSnapshot = 4

const Signature = z.instanceof(Uint8Array).transform(signatureFrom)

const LikeSnapshot = z.object({
  snapshotId: z.string(),
  repositoryId: z.string(),
  name: z.string(),
  /** Whether the included files are the same, at the same paths. */
  isEqual: z.boolean(),
  own: Signature,
  other: Signature,
})

/**
 * For each of the snapshots those of other repositories that share the most bands with it, those that seem equal first;
 * the newer ones of the rest. Files are compared for one pair of each, and only when all sums agree.
 */
export function listLikeSnapshots(db: Db, snapshotIds: readonly string[]): Promise<z.infer<typeof LikeSnapshot>[]> {
  return rows(
    db,
    LikeSnapshot,
    sql`
      with own as materialized (
        select id, repository_id, sketch, included_count, included_bytes from snapshot
        where id = any(${snapshotIds}::uuid[]) and sketch is not null),
      shared as (
        select own.id, near.snapshot_id as other_id, count(*) as bands
        from own join snapshot_band b on b.snapshot_id = own.id
        cross join lateral (
          select n.snapshot_id from snapshot_band n join snapshot s on s.id = n.snapshot_id
          where n.band = b.band and n.key = b.key and s.repository_id <> own.repository_id
          limit ${mostPerBand}::int) near
        group by 1, 2),
      rated as (
        select own.id, s.id as other_id, s.repository_id, own.sketch as own_sketch, s.sketch, own.included_count, same.sums,
          row_number() over (partition by own.id order by same.sums desc, shared.bands desc, s.id desc) as place
        from shared join own on own.id = shared.id join snapshot s on s.id = shared.other_id
        cross join lateral (select s.sketch = own.sketch and s.included_count = own.included_count
          and s.included_bytes = own.included_bytes as sums) same
        where s.sketch is not null)
      select rated.id::text as "snapshotId", rated.repository_id::text as "repositoryId", r.name,
        rated.own_sketch as own, rated.sketch as other,
        case when sums and place = 1 then included_count = (
          select count(*) from file a join file b on b.snapshot_id = rated.other_id and b.path = a.path
          where a.snapshot_id = rated.id and a.is_included and b.is_included and a.sha256 = b.sha256)
        else false end as "isEqual"
      from rated join repository r on r.id = rated.repository_id
      where place <= ${mostPerSnapshot}::int
      order by rated.id, place`,
  )
}
