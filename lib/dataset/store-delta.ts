import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { DeltaCounts, DeltaRow } from './delta'

const pageSize = 1000

/** What one release holds and another does not, or at another revision, by the id of the trajectory. */
export async function* streamDelta(db: Db, releaseId: string, againstId: string): AsyncGenerator<DeltaRow> {
  for (let after: Place = { trajectory: '00000000-0000-0000-0000-000000000000' }; ; ) {
    const page = await rows(db, DeltaRow, deltaPage(releaseId, againstId, after, pageSize))
    yield* page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = last
  }
}

type Place = { trajectory: string; variant?: string }

/** After a trajectory, with all of its variants. */
export function listDelta(db: Db, releaseId: string, againstId: string, after: string, limit: number) {
  return rows(db, DeltaRow, deltaPage(releaseId, againstId, { trajectory: after, variant: '~' }, limit))
}

function itemsAfter(releaseId: string, { trajectory, variant = '' }: Place) {
  return sql`select trajectory_id, variant, revision, masked_hash from release_item where release_id = ${releaseId}::uuid
    and (trajectory_id, variant) > (${trajectory}::uuid, ${variant})`
}

function deltaPage(releaseId: string, againstId: string, after: Place, limit: number) {
  return sql`with now as (${itemsAfter(releaseId, after)}), before as (${itemsAfter(againstId, after)})
    select case when before.revision is null then 'added' when now.revision is null then 'removed' else 'changed' end as change,
      trajectory_id::text as trajectory, repository.name as repository, now.revision, before.revision as before,
      nullif(variant, '') as variant
    from now full join before using (trajectory_id, variant)
    join trajectory on trajectory.id = trajectory_id join snapshot on snapshot.id = trajectory.snapshot_id
    join repository on repository.id = snapshot.repository_id
    where now.revision is distinct from before.revision or now.masked_hash is distinct from before.masked_hash
    order by trajectory_id, variant limit ${limit}`
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
