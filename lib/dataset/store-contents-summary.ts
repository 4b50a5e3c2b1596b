import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { histogramEdges } from '@/lib/trajectory/facets'
import { type RangeName, rangeNames } from '@/lib/trajectory/filter'
import { outcomeBits, verifierNames } from '@/lib/trajectory/verifiers'
import { type Contents, LeftOutReason, type Ranges } from './contents'
import type { Dataset } from './dataset'
import { candidatesOf, rangesOf, releasedIn } from './store-contents'

const mostValues = 30

const Line = z.object({ field: z.string(), value: z.string(), count: z.coerce.number(), amount: z.coerce.number() })

type Summary = Omit<Contents, 'tokens' | 'splits' | 'leaks'>

/** Everything that is counted about a dataset, in one pass over what it selects. */
export async function summarizeContents(
  db: Db,
  dataset: Dataset,
  ranges: Ranges,
  releaseId: string | undefined,
): Promise<Summary> {
  const all: Prisma.Sql[] = [
    totals('total', sql`held e`),
    totals('shown', sql`shown e`),
    sql`select 'trained', '', 0, coalesce(sum(trained_tokens), 0) from shown`,
    valuesOf('language', sql`coalesce(e.language, '')`),
    valuesOf('licence', sql`coalesce(s.license, '')`),
    valuesOf('repository', sql`e.repository`),
    ...verifierNames.flatMap((name) => [
      sql`select ${`failing.${name}`}, '', count(*), 0 from held where failing & ${outcomeBits.failing(name)}::int <> 0`,
      sql`select ${`unapplied.${name}`}, '', count(*), 0 from held where failing & ${outcomeBits.unapplied(name)}::int <> 0`,
    ]),
    ...rangeNames.map((name) => barsOf(name, ranges)),
    sql`select 'out', reason || '/' || coalesce(detail, ''), count(*), 0 from candidate where reason is not null group by 2`,
    sql`select 'delta', case when before.revision is null then 'added' when e.revision is null then 'removed'
        else 'changed' end, count(*), 0
      from held e full join (${releasedIn(releaseId)}) before using (trajectory_id, variant)
      where e.revision is distinct from before.revision and ${releaseId ?? null}::uuid is not null group by 2`,
  ]
  const lines = await rows(
    db,
    Line,
    sql`with candidate as materialized (${await candidatesOf(db, dataset)}),
      held as materialized (select * from candidate where reason is null),
      shown as (select * from held e where ${rangesOf(ranges)})
      select field, value, count::text, amount::text from (${all.reduce((one, other) => sql`${one} union all ${other}`)})
        as line(field, value, count, amount)`,
  )
  const of = (field: string) => lines.filter((line) => line.field === field)
  const countOf = (field: string, value = '') => of(field).find((line) => line.value === value)?.count ?? 0
  const sums = (field: string) => ({
    documents: countOf(field, 'documents'),
    trajectories: countOf(field, 'trajectories'),
    repositories: countOf(field, 'repositories'),
    tokens: of(field).find(({ value }) => value === 'documents')?.amount ?? 0,
  })
  const counted = (field: string) => of(field).map(({ value, count, amount }) => ({ value, count, tokens: amount }))
  return {
    total: sums('total'),
    shown: { ...sums('shown'), trainedTokens: of('trained')[0]?.amount ?? 0 },
    languages: counted('language'),
    licences: counted('licence'),
    repositories: counted('repository'),
    failing: verifierNames.map((verifier) => ({
      verifier,
      count: countOf(`failing.${verifier}`),
      isRequired: dataset.required.includes(verifier),
    })),
    unapplied: verifierNames
      .map((verifier) => ({ verifier, count: countOf(`unapplied.${verifier}`) }))
      .filter(({ count }) => count > 0),
    ranges: Object.fromEntries(
      rangeNames.map((name) => [name, histogramOf(name, of(`bar.${name}`))]),
    ) as Contents['ranges'],
    leftOut: of('out')
      .map(({ value, count }) => ({
        reason: LeftOutReason.parse(value.split('/')[0]),
        detail: value.split('/')[1] ?? '',
        count,
      }))
      .sort((a, b) => b.count - a.count),
    delta: releaseId
      ? {
          releaseId,
          added: countOf('delta', 'added'),
          changed: countOf('delta', 'changed'),
          removed: countOf('delta', 'removed'),
        }
      : null,
  }
}

function totals(field: string, from: Prisma.Sql): Prisma.Sql {
  return sql`select ${field}, 'documents', count(*), coalesce(sum(e.tokens), 0) from ${from}
    union all select ${field}, 'trajectories', count(distinct e.trajectory_id), 0 from ${from}
    union all select ${field}, 'repositories', count(distinct e.repository_id), 0 from ${from}`
}

function valuesOf(field: string, value: Prisma.Sql): Prisma.Sql {
  return sql`(select ${field}, ${value}, count(*), coalesce(sum(e.tokens), 0) from shown e
    join snapshot s on s.id = e.snapshot_id group by 2 order by 3 desc, 2 limit ${mostValues})`
}

const ranged: Record<RangeName, Prisma.Sql> = {
  steps: sql`e.steps`,
  tokens: sql`e.tokens`,
  gain: sql`e.gain`,
  copy: sql`e.copy`,
}

/** A brush limits all the other charts, not its own: what it leaves out stays in sight. */
function barsOf(name: RangeName, ranges: Ranges): Prisma.Sql {
  const others = { ...ranges, [name]: undefined }
  return sql`(select ${`bar.${name}`}, width_bucket(${ranged[name]}::float8, ${[...histogramEdges[name]]}::float8[])::text,
      count(*), 0 from held e where ${ranged[name]} is not null and ${rangesOf(others)} group by 2)`
}

function histogramOf(name: RangeName, bars: readonly { value: string; count: number }[]) {
  const counts = new Array<number>(histogramEdges[name].length + 1).fill(0)
  for (const { value, count } of bars) counts[Number(value)] = count
  return { edges: [...histogramEdges[name]], counts }
}
