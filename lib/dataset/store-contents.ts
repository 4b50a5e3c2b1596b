import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { TrajectoryFilter } from '@/lib/trajectory/filter'
import type { Sight } from '@/lib/trajectory/store-blind'
import { conditionsOf, findKnown } from '@/lib/trajectory/store-filter'
import { seenState } from '@/lib/trajectory/store-sight'
import { verifierNames } from '@/lib/trajectory/verifiers'
import { ContentsItem, type Ranges } from './contents'
import type { Dataset } from './dataset'

type Selection = Pick<Dataset, 'id' | 'filter' | 'revisions' | 'granularity' | 'required'> & {
  /** For whom it is looked at: it does not tell them what they must not know. A release holds what is there. */
  sight?: Sight
}

/** The newest revision that a search made. */
const searched = sql`(select max(number) from revision where trajectory_id = e.trajectory_id
  and optimization_id is not null and number <= e.head)`

const variants: Record<Dataset['revisions'], Prisma.Sql> = {
  approved: sql`(values ('', e.head))`,
  synthesized: sql`(values ('', 1))`,
  searched: sql`(values ('', ${searched}))`,
  both: sql`(values ('synthesized', 1), ('searched', ${searched}))`,
}

const granularity: Record<Dataset['granularity'], Prisma.Sql> = {
  any: sql`true`,
  whole: sql`e.windows = 1`,
  parts: sql`e.windows > 1`,
}

/**
 * All that the dataset selects, as the rows of a query: `trajectory_id, variant, revision, reason, detail` and what there
 * is to count by. `reason` is null for what can be released. The entries are `e`.
 */
export async function candidatesOf(db: Db, dataset: Selection): Promise<Prisma.Sql> {
  const { id, required, sight } = dataset
  const state = seenState(sight)
  const mask = required.reduce((bits, name) => bits | (1 << verifierNames.indexOf(name)), 0)
  const failing = verifierNames.reduce<Prisma.Sql>(
    (names, name, bit) => sql`${names} when e.failing & ${(1 << bit) & mask}::int <> 0 then ${name}`,
    sql`case`,
  )
  return sql`select e.trajectory_id, v.variant, v.revision, e.repository_id, e.repository, e.snapshot_id, e.steps,
      case when v.revision = e.head then e.tokens else r.tokens end as tokens,
      case when v.revision = e.head then e.trained_tokens else r.trained_tokens end as trained_tokens,
      e.gain, case when v.revision = e.head then e.copy else r.max_copy_ratio end as copy, e.language, ${state} as state, e.failing,
      exists (select from dataset_entry where dataset_id = ${id}::uuid and trajectory_id = e.trajectory_id) as is_picked,
      case when ${state} not in ('approved', 'released') then ${state}::text
        when not (${granularity[dataset.granularity]}) then 'granularity'
        when e.trajectory_id in (select trajectory_id from dataset_finding where dataset_id = ${id}::uuid and decision = 'drop')
          then 'dropped'
        when e.repository_id in (select repository_id from dataset_finding where dataset_id = ${id}::uuid
          and decision = 'drop_repository') then 'dropped_repository'
        when v.revision is null then 'no_search'
        when w.failing is not null then 'verifier' end as reason,
      w.failing as detail
    from trajectory_entry e cross join lateral ${variants[dataset.revisions]} as v(variant, revision)
    left join revision r on v.revision <> e.head and r.trajectory_id = e.trajectory_id and r.number = v.revision
    cross join lateral (select case when v.revision = e.head then ${failing} end
      else (select name from unnest(${required}::text[]) as name
        where not (r.verifiers #>> array[name, 'holds'])::boolean order by name limit 1) end as failing) w
    where ${await selectionOf(db, dataset)}`
}

async function selectionOf(db: Db, { id, filter, sight }: Selection): Promise<Prisma.Sql> {
  const picked = sql`e.trajectory_id in (select trajectory_id from dataset_entry where dataset_id = ${id}::uuid)`
  if (!filter) return picked
  return sql`((${conditionsOf(filter, { ...(await findKnown(db, filter)), sight })}) or ${picked})`
}

/** Ranges as conditions on candidates `e`. */
export function rangesOf(ranges: Ranges): Prisma.Sql {
  const { steps, tokens, gain, copy } = ranges
  return conditionsOf({ steps, tokens, gain, copy } satisfies TrajectoryFilter)
}

/** What the last release of a dataset holds, by trajectory and variant. */
export function releasedIn(releaseId: string | undefined): Prisma.Sql {
  return sql`select trajectory_id, variant, revision from release_item where release_id = ${releaseId ?? null}::uuid`
}

const ListedItem = ContentsItem.extend({ key: z.string() })

export type ContentsQuery = {
  part: 'in' | 'out' | 'changed' | 'removed'
  reason?: string
  ranges: Ranges
  releaseId: string | undefined
  after?: string
  limit: number
}

/** In the order in which the trajectories were made; `key` is where the next page begins. */
export async function listContentsRows(
  db: Db,
  dataset: Selection,
  { part, reason, ranges, releaseId, after = '', limit }: ContentsQuery,
): Promise<z.infer<typeof ListedItem>[]> {
  const parts = {
    in: sql`e.reason is null and ${rangesOf(ranges)}`,
    out: sql`e.reason is not null and ${reason ? sql`e.reason = ${reason}` : sql`true`}`,
    changed: sql`e.reason is null and before.revision is distinct from e.revision`,
    removed: sql`before.revision is not null and (e.trajectory_id is null or e.reason is not null)`,
  }
  const [, id = '00000000-0000-0000-0000-000000000000', variant = ''] = /^([0-9a-f-]{36})(.*)$/.exec(after) ?? []
  return rows(
    db,
    ListedItem,
    sql`with candidate as (${await candidatesOf(db, dataset)}), before as (${releasedIn(releaseId)}),
      listed as (select coalesce(e.trajectory_id, before.trajectory_id) as trajectory_id,
          coalesce(e.variant, before.variant) as variant, coalesce(e.revision, before.revision) as revision, e.reason,
          coalesce(e.detail, '') as detail, coalesce(e.is_picked, false) as is_picked,
          case when ${releaseId ?? null}::uuid is null then null when before.revision is null then 'added'
            when e.trajectory_id is null or e.reason is not null then 'removed'
            when before.revision <> e.revision then 'changed' else 'same' end as change
        from candidate e ${part === 'removed' ? sql`right` : sql`left`} join before
          on before.trajectory_id = e.trajectory_id and before.variant = e.variant
        where ${parts[part]}
          and (coalesce(e.trajectory_id, before.trajectory_id), coalesce(e.variant, before.variant)) > (${id}::uuid, ${variant})
        order by 1, 2 limit ${limit})
      select l.trajectory_id::text || l.variant as key, l.trajectory_id::text as "trajectoryId", l.variant, l.revision,
        e.repository, ${seenState(dataset.sight)}::text as state, l.reason, l.detail, r.tokens, e.gain,
        case when r.verifiers #> '{original,holds}' is distinct from 'null' then r.max_copy_ratio end as copy, e.language,
        s.license as licence, l.is_picked as "isPicked", l.change
      from listed l join trajectory_entry e on e.trajectory_id = l.trajectory_id join snapshot s on s.id = e.snapshot_id
      left join revision r on r.trajectory_id = l.trajectory_id and r.number = l.revision
      order by l.trajectory_id, l.variant`,
  )
}
