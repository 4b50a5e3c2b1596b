import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { type Facets, type Histogram, histogramEdges, mostCounted } from './facets'
import { type FacetName, facetNames, isLimited, type RangeName, rangeNames, type TrajectoryFilter } from './filter'
import type { Sight } from './store-blind'
import { conditionsOf, type Known, ofPart, pickFields, tallied } from './store-filter'
import { countEntries, countWithin } from './store-list'
import { seenShares, seenTally } from './store-sight'
import { verifierNames } from './verifiers'

/** So many entries are grouped at once; of a longer list, the counts are of a part. */
const mostGrouped = 15_000
const sampled = 10_000
/** Of a list that is not sampled, at most so many are looked at. */
const mostRead = 40_000
const mostValues = 100

const columns: Record<FacetName, Prisma.Sql> = {
  state: sql`e.state::text`,
  language: sql`e.language`,
  author: sql`e.author`,
  mode: sql`e.mode`,
  model: sql`e.model`,
  judgedBy: sql`e.judged_by`,
}
const shares = sql`state, language, author, mode, model, judged_by, failing`

const Row = z.object({ field: z.string(), value: z.string(), count: z.coerce.number() })

export type Counted = Omit<Facets, 'ranges' | 'labels' | 'repositories'>

/** The filter, what is known of it, and what must not be told. */
export type FacetQuery = { filter: TrajectoryFilter; known: Known; sight?: Sight }

/**
 * Counts of each field under all the others. What only limits tallied fields is counted from the tally, exactly; anything
 * else groups the entries that it lets pass, up to a limit.
 */
export async function readFacets(db: Db, { filter, known, sight }: FacetQuery): Promise<Counted> {
  const untallied = { ...filter, ...Object.fromEntries(tallied.map((field) => [field, undefined])) }
  const isTallied = !isLimited(untallied)
  const isCommon = known.words?.by === 'asked'
  const base = isTallied ? seenTally(sight) : fromEntries(untallied, { ...ofPart(known), sight })
  const counted = await rows(
    db,
    Row,
    sql`with base as materialized (${base})
      ${facetNames.map((name) => countsOf(filter, name)).reduce((all, one) => sql`${all} union all ${one}`)}
      ${verifierNames.map((_, index) => failuresOf(filter, index)).reduce((all, one) => sql`${all} union all ${one}`, sql``)}
      union all select 'total', '', coalesce(sum(e.n), 0) from base e where ${conditionsOf(pick(filter))}
      union all select 'base', '', coalesce(sum(e.n), 0) from base e`,
  )
  const sumOf = (field: string) => counted.find((row) => row.field === field)?.count ?? 0
  const isPartial = !isTallied && (isCommon || sumOf('base') >= mostGrouped)
  const { total, isMore } = isPartial
    ? await countPart(db, { filter, known, sight }, sumOf('total'))
    : { total: sumOf('total'), isMore: false }
  return {
    total,
    isMore,
    isPartial,
    values: Object.fromEntries(
      facetNames.map((name) => [
        name,
        counted.filter(({ field }) => field === name).map(({ value, count }) => ({ value, count })),
      ]),
    ) as Facets['values'],
    failing: verifierNames.map((verifier) => ({ verifier, count: sumOf(`failing.${verifier}`) })),
  }
}

/** How many there are at least, where so many were seen in a part. */
async function countPart(
  db: Db,
  { filter, known, sight }: FacetQuery,
  seen: number,
): Promise<Pick<Facets, 'total' | 'isMore'>> {
  const most = mostCounted + 1
  const isCommon = known.words?.by === 'asked'
  const { count, isAll } = isCommon
    ? await countWithin(db, { filter, known, sight }, mostAskedForWords)
    : { count: await countEntries(db, { filter, known, sight }, most), isAll: true }
  if (isAll && count < most) return { total: count, isMore: false }
  return { total: Math.min(Math.max(count, seen), mostCounted), isMore: true }
}

/** Of so many trajectories at most it is asked whether they hold common words. */
const mostAskedForWords = 1500

function fromEntries(untallied: TrajectoryFilter, { sight, ...known }: Known & { sight?: Sight }): Prisma.Sql {
  const where = conditionsOf(untallied, { ...known, sight })
  return sql`select ${shares}, count(*)::int as n
    from (select ${seenShares(sight)} from trajectory_entry e where ${where} limit ${mostGrouped}) e group by ${shares}`
}

/** The tallied fields of a filter: what the base was grouped by. */
function pick(filter: TrajectoryFilter): TrajectoryFilter {
  return pickFields(filter, tallied)
}

function countsOf(filter: TrajectoryFilter, name: FacetName): Prisma.Sql {
  return sql`(select ${name} as field, coalesce(${columns[name]}, '') as value, sum(e.n) as count from base e
    where ${conditionsOf(pick(filter), { left: [name] })} group by 2 having sum(e.n) > 0 order by 3 desc, 2 limit ${mostValues})`
}

function failuresOf(filter: TrajectoryFilter, index: number): Prisma.Sql {
  return sql`select ${`failing.${verifierNames[index]}`}, '', coalesce(sum(e.n), 0) from base e
    where e.failing & ${1 << index}::int <> 0 and ${conditionsOf(pick(filter), { left: ['failing', 'holding'] })}`
}

type Bar = { name: RangeName; bar: number; count: number }

/** Without bars, what stands beside a list that nothing is in. */
export function toHistograms(bars: readonly Bar[] = []): Facets['ranges'] {
  const histogramOf = (name: RangeName): Histogram => {
    const counts = new Array<number>(histogramEdges[name].length + 1).fill(0)
    for (const bar of bars) if (bar.name === name) counts[bar.bar] = bar.count
    return { edges: [...histogramEdges[name]], counts }
  }
  return Object.fromEntries(rangeNames.map((name) => [name, histogramOf(name)])) as Facets['ranges']
}

/** How a range spreads over the list; of a long list, over a sample of its pages. */
export async function readHistograms(
  db: Db,
  { filter, known, sight }: FacetQuery,
  { total, isMore }: Pick<Facets, 'total' | 'isMore'>,
): Promise<Facets['ranges']> {
  const where = conditionsOf(filter, { left: rangeNames, ...ofPart(known), sight })
  const sample = await sampleOf(db, { total, isMore })
  const Bars = z.object({ name: z.enum(rangeNames), bar: z.int(), count: z.coerce.number() })
  const bars = await rows(
    db,
    Bars,
    sql`with e as materialized (select steps, tokens, gain, copy from trajectory_entry e ${sample} where ${where} limit ${mostRead})
      ${rangeNames.map(barsOf).reduce((all, one) => sql`${all} union all ${one}`)}`,
  )
  return toHistograms(bars)
}

/** What of the pages of a long list stands for all of it; nothing for a short one. */
export async function sampleOf(
  db: Db,
  { total, isMore }: Pick<Facets, 'total' | 'isMore'>,
  wanted = sampled,
): Promise<Prisma.Sql> {
  const share = (100 * wanted) / Math.max(1, isMore ? (await countAll(db)) / 2 : total)
  return share < mostSampledPercent ? sql`tablesample system (${share}::float8)` : sql``
}
/** Above, it is cheaper to read the list by an index. */
const mostSampledPercent = 30

const ranged: Record<RangeName, Prisma.Sql> = {
  steps: sql`e.steps`,
  tokens: sql`e.tokens`,
  gain: sql`e.gain`,
  copy: sql`e.copy`,
}

function barsOf(name: RangeName): Prisma.Sql {
  return sql`(select ${name} as name, width_bucket(${ranged[name]}::float8, ${[...histogramEdges[name]]}::float8[]) as bar,
    count(*) as count from e where ${ranged[name]} is not null group by 2)`
}

async function countAll(db: Db): Promise<number> {
  const query = sql`select coalesce(sum(amount), 0) as count from trajectory_tally`
  return (await rows(db, z.object({ count: z.coerce.number() }), query))[0]?.count ?? 0
}

/** The labels in use with how many trajectories carry each; of hidden ones, those that one gave oneself. */
export function listLabelCounts(db: Db, sight?: Sight): Promise<Facets['labels']> {
  const isSeen = sight
    ? sql`(c.trajectory_id <> all(${[...sight.hidden]}::uuid[]) or exists (select from annotation a
        where a.trajectory_id = c.trajectory_id and a.label_id = l.id and a.user_id = ${sight.userId}::uuid and a.deleted_at is null))`
    : sql`true`
  return rows(
    db,
    z.object({ id: z.string(), name: z.string(), count: z.int() }),
    sql`select l.id, v.name, counted.count::int from label l join label_version v on v.label_id = l.id and v.version = l.version
      cross join lateral (select count(*) from (select from trajectory_label c where c.label_id = l.id and ${isSeen}
        limit ${mostCounted}) carrying) counted
      where l.archived_at is null order by l.position`,
  )
}
