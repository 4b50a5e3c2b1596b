import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { isLimited, rangeNames, type SortColumn, type TrajectoryFilter, type TrajectorySort } from './filter'
import type { Place } from './place'
import type { Sight } from './store-blind'
import { conditionsOf, findKnown, type Known, type Found as Named, ofAll, pickFields, tallied } from './store-filter'
import { trajectoryRow, utc } from './store-rows'
import { comparePlaces, listMaskedPlaces, maskedIn, maskOf, seenTally } from './store-sight'
import { ListRow } from './view'

/** The column of `e` behind an order, its type, and an expression of the same value that no index is in the order of. */
const columns: Record<SortColumn, { column: Prisma.Sql; type: Prisma.Sql; unindexed: Prisma.Sql }> = {
  created: moment(sql`e.created_at`),
  updated: moment(sql`e.updated_at`),
  repository: word(sql`e.repository`),
  revision: number(sql`e.head`),
  state: { column: sql`e.state`, type: sql`trajectory_state`, unindexed: sql`coalesce(e.state)` },
  author: word(sql`e.author`),
  mode: word(sql`e.mode`),
  model: word(sql`e.model`),
  language: word(sql`e.language`),
  steps: number(sql`e.steps`),
  tokens: number(sql`e.tokens`),
  gain: number(sql`e.gain`, sql`float8`),
  copy: number(sql`e.copy`, sql`float8`),
  verifiers: number(sql`e.failing`),
  judgedBy: word(sql`e.judged_by`),
  windows: number(sql`e.windows`),
}
const nullable: ReadonlySet<SortColumn> = new Set([
  'model',
  'language',
  'tokens',
  'gain',
  'copy',
  'verifiers',
  'judgedBy',
])

function moment(column: Prisma.Sql) {
  return { column, type: sql`timestamptz`, unindexed: sql`(${column} + interval '0')` }
}
function word(column: Prisma.Sql) {
  return { column, type: sql`text`, unindexed: sql`(${column} || '')` }
}
function number(column: Prisma.Sql, type = sql`int`) {
  return { column, type, unindexed: sql`(${column} + 0)` }
}

/** The fields of a filter that limit the column of an order. */
const fieldsOf: Partial<Record<SortColumn, readonly (keyof TrajectoryFilter)[]>> = {
  created: ['created'],
  updated: ['updated'],
  state: ['state'],
  author: ['author'],
  mode: ['mode'],
  model: ['model'],
  language: ['language'],
  steps: ['steps'],
  tokens: ['tokens'],
  gain: ['gain'],
  copy: ['copy'],
  verifiers: ['failing', 'holding'],
  judgedBy: ['judgedBy'],
}

export type ListQuery = {
  filter: TrajectoryFilter
  known?: Known
  /** Of whom the list is for. */
  sight?: Sight
  sort: TrajectorySort
  /** From where on; from the beginning, or the end when it goes back, if there is none. */
  from?: Place
  /** Against the order, to what comes before. */
  isBack?: boolean
  limit: number
}

/**
 * So many entries are looked at along the index of the order before the whole list is read instead: where a filter lets
 * one in a hundred pass, a page is full by then.
 */
const entriesAlongIndex = 6000
const entriesWithWords = 8000
/** Where the trajectories with the words can be collected, that is soon cheaper than to ask one after the other. */
const entriesWithCollectable = 4000
/** Where one index has all that is asked for, it is read sooner. */
const entriesOfNumbers = 500

/** Whether order and filter are about nothing but numbers that the indexes of numbers carry. */
function isOfNumbers({ filter, sort }: ListQuery): boolean {
  const others = { ...filter, ...Object.fromEntries(rangeNames.map((name) => [name, undefined])) }
  return isLimited(filter) && !isLimited(others) && rangeNames.some((name) => name === sort.column)
}

const Found = z.object({ id: z.string(), value: z.string().nullable() })

/** Whether a list in this order can go on from there: a place of another order may have a value of another type. */
export async function isPlaceIn(db: Db, { column }: TrajectorySort, { value }: Place): Promise<boolean> {
  if (value === null) return true
  const [found] = await rows(
    db,
    z.object({ isValid: z.boolean() }),
    sql`select pg_input_is_valid(${value}, ${columns[column].type.sql}) as "isValid"`,
  )
  return found?.isValid ?? false
}

/**
 * The places of the next trajectories, in the order of the list also when it goes back. What would tell by its place what
 * must not be known stands where it seems to belong.
 */
export async function listPlaces(db: Db, query: ListQuery): Promise<Place[]> {
  const known = query.known ?? (await findKnown(db, query.filter))
  const whereOf = (found: Known) => conditionsOf(query.filter, { ...found, sight: query.sight })
  const masked = maskedIn(query.sort, query.sight)
  if (masked.length === 0) return listInOrder(db, query, known, whereOf)
  const [open, seeming] = await Promise.all([
    listInOrder(db, query, known, (found) => sql`${whereOf(found)} and ${isNone(masked)}`),
    listMaskedPlaces(db, { sort: query.sort, ids: masked, where: whereOf(known) }),
  ])
  const { from, isBack, limit } = query
  const compare = comparePlaces(query.sort)
  const beside = seeming.filter((place) => !from || (isBack ? compare(place, from) < 0 : compare(place, from) > 0))
  const merged = merge(open, beside, compare)
  return isBack ? merged.slice(-limit) : merged.slice(0, limit)
}

function isNone(ids: readonly string[]): Prisma.Sql {
  return ids.length === 0 ? sql`true` : sql`e.trajectory_id <> all(${[...ids]}::uuid[])`
}

/** Two lists that are in order each. */
function merge(open: Place[], seeming: Place[], compare: (one: Place, other: Place) => number): Place[] {
  const merged: Place[] = []
  let next = 0
  for (const place of open) {
    for (let one = seeming[next]; one && compare(one, place) < 0; one = seeming[next]) {
      merged.push(one)
      next += 1
    }
    merged.push(place)
  }
  return [...merged, ...seeming.slice(next)]
}

type Where = (known: Known) => Prisma.Sql

async function listInOrder(db: Db, query: ListQuery, known: Known, whereOf: Where): Promise<Place[]> {
  const { words, found: named } = known
  const isCommon = words?.by === 'asked'
  const isDirect = (query.filter.text && !isCommon) || query.filter.snapshotId || query.filter.ids || isRare(named)
  const asked = words?.isCollectable ? entriesWithCollectable : entriesWithWords
  const along = isCommon ? asked : isOfNumbers(query) ? entriesOfNumbers : entriesAlongIndex
  const found: Place[] = []
  const among = namesAmong(query, named) ?? (await findValues(db, query))
  for (const part of partsOf(query)) {
    if (among && !among.some((value) => (value !== null) === part.hasValue)) continue
    const limit = query.limit - found.length
    const wanted = { ...query, limit }
    const walked = isDirect ? undefined : await walk(db, wanted, part, whereOf(known), { most: along, among })
    if (!walked && (await isTalliedEmpty(db, query))) break
    found.push(...(walked ?? (await readAll(db, wanted, part, whereOf(ofAll(known))))))
    if (found.length === query.limit) break
  }
  return query.isBack ? found.reverse() : found
}

const fewRepositories = 200

/** Whether all that a search finds is read at once. */
function isRare(named: Named | undefined): boolean {
  return named !== undefined && named.authors.length === 0 && named.repositories.length <= fewRepositories
}

/** The names that an order by repository goes through when nothing but repositories was found. */
function namesAmong({ sort }: ListQuery, named: Named | undefined): string[] | undefined {
  if (sort.column !== 'repository' || !named || named.authors.length > 0 || named.snapshots.length > 0) return undefined
  return [...new Set(named.repositories.map(({ name }) => name))]
}

type Part = { hasValue: boolean; from?: Place }

/** What has a value comes before what has none; going back it is the other way around. */
function partsOf({ sort, from, isBack }: ListQuery): Part[] {
  const parts = nullable.has(sort.column) ? [true, false] : [true]
  if (isBack) parts.reverse()
  const first = from ? parts.indexOf(from.value !== null) : 0
  return parts.slice(first).map((hasValue, index) => ({ hasValue, from: index === 0 ? from : undefined }))
}

const talliedOrders: ReadonlySet<SortColumn> = new Set([
  'state',
  'author',
  'mode',
  'model',
  'language',
  'judgedBy',
  'verifiers',
])

/**
 * The values that the column of the order has under what the filter says of tallied fields, so that the walk goes
 * from one to the next of them. Undefined when the order or the filter has nothing to do with the tally.
 */
async function findValues(db: Db, { filter, sort, sight }: ListQuery): Promise<(string | null)[] | undefined> {
  const limits = pickFields(filter, tallied)
  if (!talliedOrders.has(sort.column) || !isLimited(limits)) return undefined
  const Value = z.object({ value: z.string().nullable() })
  const query = sql`select distinct ${columns[sort.column].column}::text as value from (${seenTally(sight)}) e where ${conditionsOf(limits)}`
  return (await rows(db, Value, query)).map(({ value }) => value)
}

/** Whether what the filter says of tallied fields alone lets nothing pass: of values that are common each, an index does not tell. */
export async function isTalliedEmpty(db: Db, { filter, sight }: Pick<ListQuery, 'filter' | 'sight'>): Promise<boolean> {
  const limits = pickFields(filter, tallied)
  if (!isLimited(limits)) return false
  return (await countRows(db, sql`select from (${seenTally(sight)}) e where ${conditionsOf(limits)} limit 1`)) === 0
}

/** Along the index; undefined when the page is not full after `most` entries and there are more. */
async function walk(
  db: Db,
  query: ListQuery,
  part: Part,
  where: Prisma.Sql,
  { most, among }: { most: number; among?: (string | null)[] },
): Promise<Place[] | undefined> {
  const { column, type, direction, value } = orderOf(query)
  // What limits the column of the order itself says where along the index to begin and to end.
  const limits = conditionsOf(pickFields(query.filter, fieldsOf[query.sort.column] ?? []))
  const values = among?.filter((one) => one !== null)
  const ordered = part.hasValue && values ? sql`${column} = any(${values}::${type}[])` : limits
  const order = part.hasValue
    ? sql`${column} ${direction}, e.trajectory_id ${direction}`
    : sql`e.trajectory_id ${direction}`
  const [found] = await rows(
    db,
    z.object({ places: z.array(Found), seen: z.int() }),
    sql`with e as materialized (select * from trajectory_entry e where ${beyond(query, part)} and ${ordered} order by ${order} limit ${most}),
      page as (select e.trajectory_id as id, ${value} as value from e where ${where} limit ${query.limit})
      select coalesce((select jsonb_agg(page) from page), '[]') as places,
        case when (select count(*) from page) = ${query.limit} then ${most}::int else (select count(*)::int from e) end as seen`,
  )
  if (!found) return undefined
  return found.places.length === query.limit || found.seen < most ? found.places : undefined
}

/** All that the filter lets pass, by whatever index finds it, ordered afterwards. */
function readAll(db: Db, query: ListQuery, part: Part, where: Prisma.Sql): Promise<Place[]> {
  const { column, unindexed, direction, value } = orderOf(query)
  const order = part.hasValue
    ? sql`${unindexed} ${direction}, e.trajectory_id ${direction}`
    : sql`(e.trajectory_id::text) ${direction}`
  // The value is put into words for those that are left, not for all.
  return rows(
    db,
    Found,
    sql`select e.trajectory_id as id, ${value} as value from (select e.trajectory_id, ${column} from trajectory_entry e
      where ${beyond(query, part)} and ${where} order by ${order} limit ${query.limit}) e order by ${order}`,
  )
}

function orderOf({ sort, isBack = false }: ListQuery) {
  const found = columns[sort.column]
  const value =
    sort.column === 'created' || sort.column === 'updated'
      ? sql`to_char(${found.column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : sql`${found.column}::text`
  return { ...found, value, direction: sort.isDescending === isBack ? sql`asc` : sql`desc` }
}

function beyond(query: ListQuery, { hasValue, from }: Part): Prisma.Sql {
  const { column, type } = columns[query.sort.column]
  const has = !nullable.has(query.sort.column)
    ? sql`true`
    : hasValue
      ? sql`${column} is not null`
      : sql`${column} is null`
  if (!from) return has
  const comparison = query.sort.isDescending === (query.isBack ?? false) ? sql`>` : sql`<`
  if (from.value === null) return sql`${has} and e.trajectory_id ${comparison} ${from.id}::uuid`
  return sql`${has} and (${column}, e.trajectory_id) ${comparison} (${from.value}::${type}, ${from.id}::uuid)`
}

/** Where a trajectory stands in an order, or seems to; undefined when there is none. */
export async function findPlace(db: Db, id: string, sort: TrajectorySort, sight?: Sight): Promise<Place | undefined> {
  const { value } = orderOf({ filter: {}, sort, limit: 1 })
  const query = sql`select e.trajectory_id as id, ${value} as value from trajectory_entry e where e.trajectory_id = ${id}::uuid`
  const [found] = await rows(db, Found, query)
  return found && maskedIn(sort, sight).includes(id) ? { id, value: maskOf(sort) } : found
}

/** How many there are, or `most` when there are more. */
export async function countEntries(
  db: Db,
  { filter, known, sight }: Pick<ListQuery, 'filter' | 'known' | 'sight'>,
  most: number,
): Promise<number> {
  const where = conditionsOf(filter, { ...(known ?? (await findKnown(db, filter))), sight })
  return countRows(db, sql`select from trajectory_entry e where ${where} limit ${most}`)
}

/** How many of the first `most` entries under the filter's other fields hold its words, and whether those are all. */
export async function countWithin(
  db: Db,
  { filter, known, sight }: Pick<ListQuery, 'filter' | 'known' | 'sight'>,
  most: number,
): Promise<{ count: number; isAll: boolean }> {
  const { text, ...others } = filter
  const Counted = z.object({ count: z.int(), asked: z.int() })
  const [counted] = await rows(
    db,
    Counted,
    sql`with e as materialized (select e.trajectory_id from trajectory_entry e
        where ${conditionsOf(others, { ...known, sight })} limit ${most})
      select (select count(*)::int from e where ${conditionsOf({ text }, known)}) as count, count(*)::int as asked from e`,
  )
  return { count: counted?.count ?? 0, isAll: (counted?.asked ?? 0) < most }
}

/** How many of the list come before a place, or `most` when there are more. */
export async function countBefore(db: Db, query: ListQuery, most: number): Promise<number> {
  const { filter, sight, sort, from } = query
  const seen = conditionsOf(filter, { ...(query.known ?? (await findKnown(db, filter))), sight })
  const masked = maskedIn(sort, sight)
  const where = sql`${seen} and ${isNone(masked)}`
  const seeming = masked.length > 0 && from ? await listMaskedPlaces(db, { sort, ids: masked, where: seen }) : []
  let count = from ? seeming.filter((place) => comparePlaces(sort)(place, from) < 0).length : 0
  for (const part of partsOf({ ...query, isBack: true })) {
    const before = beyond({ ...query, isBack: true }, part)
    count += await countRows(
      db,
      sql`select from trajectory_entry e where ${before} and ${where} limit ${Math.max(0, most - count)}`,
    )
    if (count >= most) break
  }
  return count
}

async function countRows(db: Db, query: Prisma.Sql): Promise<number> {
  const counted = sql`select count(*)::int as count from (${query}) found`
  return (await rows(db, z.object({ count: z.int() }), counted))[0]?.count ?? 0
}

/** The rows of trajectories, in the order of their ids; one that is gone is left out. Of hidden ones, one's own labels. */
export async function listRows(db: Db, ids: readonly string[], sight?: Sight): Promise<ListRow[]> {
  if (ids.length === 0) return []
  const isOpen = sight ? sql`found.id <> all(${[...sight.hidden]}::uuid[])` : sql`true`
  const own = sql`(select count(*)::int from annotation a where a.trajectory_id = found.id and a.label_id = l.id
    and a.user_id = ${sight?.userId ?? null}::uuid and a.deleted_at is null)`
  const found = await rows(
    db,
    ListRow,
    sql`select found.*, ${utc(sql`e.created_at`)} as "createdAt", e.language, e.mode, e.model, e.windows,
        coalesce((select jsonb_agg(jsonb_build_object('name', v.name, 'count', seen.count) order by l.position)
          from trajectory_label carried join label l on l.id = carried.label_id
          join label_version v on v.label_id = l.id and v.version = l.version
          cross join lateral (select case when ${isOpen} then carried.count else ${own} end as count) seen
          where carried.trajectory_id = found.id and seen.count > 0), '[]') as labels
      from (${trajectoryRow} where tr.id = any(${ids}::uuid[])) found join trajectory_entry e on e.trajectory_id = found.id`,
  )
  const byId = new Map(found.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export async function isInRelease(db: Db, id: string): Promise<boolean> {
  return (await db.releaseItem.findFirst({ where: { trajectoryId: id }, select: { releaseId: true } })) !== null
}

/** Their entries have to be removed before. */
export async function deleteTrajectoryRows(tx: Db, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`delete from trajectory where id = any(${ids}::uuid[])`
}
