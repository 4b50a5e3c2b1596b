import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { TrajectorySort } from './filter'
import type { Place } from './place'
import type { Sight } from './store-blind'
import { fromTally } from './store-filter'
import type { TrajectoryState } from './view'

/** The state of the entry `e` as whoever the list is for sees it. */
export function seenState(sight: Sight | undefined): Prisma.Sql {
  if (!sight?.secret.length) return sql`e.state`
  return sql`(case when e.trajectory_id = any(${[...sight.secret]}::uuid[]) then 'in_review' else e.state end)`
}

/** Who has judged the entry `e`, as whoever the list is for sees it. */
export function seenJudge(sight: Sight | undefined): Prisma.Sql {
  if (!sight?.masked.length) return sql`e.judged_by`
  return sql`(case when e.trajectory_id <> all(${[...sight.masked]}::uuid[]) then e.judged_by end)`
}

/** The tallied columns of the entries `e`, as whoever the list is for sees them. */
export function seenShares(sight: Sight | undefined): Prisma.Sql {
  return sql`${seenState(sight)} as state, e.language, e.author, e.mode, e.model, ${seenJudge(sight)} as judged_by, e.failing`
}

const shares = sql`state, language, author, mode, model, judged_by, failing`

/** The tally, with what is masked counted as what it looks like. */
export function seenTally(sight: Sight | undefined): Prisma.Sql {
  if (!sight?.masked.length) return fromTally
  const among = sql`from trajectory_entry e where e.trajectory_id = any(${[...sight.masked]}::uuid[])`
  return sql`select ${shares}, sum(n)::int as n from (${fromTally}
      union all select ${shares}, -1 ${among} union all select ${seenShares(sight)}, 1 ${among}) e
    group by ${shares} having sum(n) <> 0`
}

/** Those whose place in an order would tell what must not be known. */
export function maskedIn({ column }: TrajectorySort, sight: Sight | undefined): readonly string[] {
  if (column === 'state') return sight?.secret ?? []
  return column === 'judgedBy' ? (sight?.masked ?? []) : []
}

/** What all that is masked in an order seems to have there. */
export function maskOf({ column }: TrajectorySort): string | null {
  return column === 'state' ? 'in_review' : null
}

/** The places that the masked ones under the filter seem to have, in the order of the list. */
export async function listMaskedPlaces(
  db: Db,
  { sort, ids, where }: { sort: TrajectorySort; ids: readonly string[]; where: Prisma.Sql },
): Promise<Place[]> {
  const query = sql`select e.trajectory_id as id from trajectory_entry e where e.trajectory_id = any(${[...ids]}::uuid[]) and ${where}`
  const found = await rows(db, z.object({ id: z.string() }), query)
  return found.map(({ id }) => ({ id, value: maskOf(sort) })).sort(comparePlaces(sort))
}

/** The order of the states in the database. */
const stateOrder: readonly (string | null)[] = [
  'synthesizing',
  'draft',
  'in_review',
  'approved',
  'rejected',
  'returned',
  'released',
] satisfies TrajectoryState[]

/** Where two places stand to each other in an order, as long as one of them is masked. */
export function comparePlaces({ column, isDescending }: TrajectorySort): (one: Place, other: Place) => number {
  const direction = isDescending ? -1 : 1
  return (one, other) => {
    if ((one.value === null) !== (other.value === null)) return one.value === null ? 1 : -1
    if (column === 'state' && one.value !== other.value) return direction * (rankOf(one) - rankOf(other))
    return one.id === other.id ? 0 : direction * (one.id < other.id ? -1 : 1)
  }
}

function rankOf({ value }: Place): number {
  return stateOrder.indexOf(value)
}
