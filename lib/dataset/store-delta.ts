import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { DeltaCounts, DeltaRow } from './delta'

/** So many items of each release are compared at once. */
const windowItems = 5000
const first = { trajectory: '00000000-0000-0000-0000-000000000000', variant: '' }

const Place = z.object({ trajectory: z.string(), variant: z.string() })
type Place = z.infer<typeof Place>

/**
 * What one release holds and another does not, or at another revision, by the id of the trajectory. It goes along the
 * index of the items of both, stretch by stretch, however few of them differ.
 */
export async function* streamDelta(
  db: Db,
  releaseId: string,
  againstId: string,
  { after = first, window = windowItems }: { after?: Place; window?: number } = {},
): AsyncGenerator<DeltaRow> {
  for (let from = after; ; ) {
    const [until] = await rows(db, Place, windowEnd(releaseId, againstId, from, window))
    yield* await rows(db, DeltaRow, deltaWithin(releaseId, againstId, from, until))
    if (!until) return
    from = until
  }
}

/** After a trajectory, with all of its variants. */
export async function listDelta(
  db: Db,
  releaseId: string,
  againstId: string,
  after: string,
  limit: number,
): Promise<DeltaRow[]> {
  const found: DeltaRow[] = []
  for await (const row of streamDelta(db, releaseId, againstId, { after: { trajectory: after, variant: '~' } })) {
    found.push(row)
    if (found.length === limit) break
  }
  return found
}

/** Where the items of the release that gets there first have filled a stretch; nothing where neither does. */
function windowEnd(releaseId: string, againstId: string, from: Place, window: number) {
  const endOf = (id: string) => sql`(select trajectory_id, variant from release_item where release_id = ${id}::uuid
    and (trajectory_id, variant) > (${from.trajectory}::uuid, ${from.variant})
    order by trajectory_id, variant offset ${window - 1} limit 1)`
  return sql`select trajectory_id::text as trajectory, variant from (${endOf(releaseId)} union all ${endOf(againstId)}) ends
    order by trajectory_id, variant limit 1`
}

function deltaWithin(releaseId: string, againstId: string, from: Place, until: Place | undefined) {
  const end = until ? sql`and (trajectory_id, variant) <= (${until.trajectory}::uuid, ${until.variant})` : sql``
  const itemsOf = (id: string) => sql`select trajectory_id, variant, revision, masked_hash from release_item
    where release_id = ${id}::uuid and (trajectory_id, variant) > (${from.trajectory}::uuid, ${from.variant}) ${end}`
  return sql`with now as (${itemsOf(releaseId)}), before as (${itemsOf(againstId)})
    select case when before.revision is null then 'added' when now.revision is null then 'removed' else 'changed' end as change,
      trajectory_id::text as trajectory, repository.name as repository, now.revision, before.revision as before,
      nullif(variant, '') as variant
    from now full join before using (trajectory_id, variant)
    join trajectory on trajectory.id = trajectory_id join snapshot on snapshot.id = trajectory.snapshot_id
    join repository on repository.id = snapshot.repository_id
    where now.revision is distinct from before.revision or now.masked_hash is distinct from before.masked_hash
    order by trajectory_id, variant`
}

export async function countDelta(db: Db, releaseId: string, againstId: string): Promise<DeltaCounts> {
  const [found] = await rows(
    db,
    DeltaCounts,
    sql`select count(*) filter (where before.revision is null)::int as added,
        count(*) filter (where now.revision is null)::int as removed,
        count(*) filter (where now.revision <> before.revision or (now.revision = before.revision
          and now.masked_hash is distinct from before.masked_hash))::int as changed
      from (select trajectory_id, variant, revision, masked_hash from release_item where release_id = ${releaseId}::uuid) now
      full join (select trajectory_id, variant, revision, masked_hash from release_item where release_id = ${againstId}::uuid) before
        using (trajectory_id, variant)`,
  )
  return found ?? { added: 0, changed: 0, removed: 0 }
}
