import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { operator } from '@/lib/auth/actor'
import { type Db, db, type Prisma } from '@/lib/db/client'
import { sql } from '@/lib/db/rows'
import { countFacets } from '@/lib/trajectory/count-facets'
import { newestFirst, sortColumns, type TrajectoryFilter, TrajectorySort } from '@/lib/trajectory/filter'
import { findNeighbours } from '@/lib/trajectory/find-neighbours'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { readFacets } from '@/lib/trajectory/store-facets'
import { findKnown } from '@/lib/trajectory/store-filter'
import { listPlaces } from '@/lib/trajectory/store-list'
import { filters } from './lists/cases'
import { seededWords, seedLists } from './lists/seed'
import { withDatabase } from './setup/database'
import { processorTime } from './setup/processor-time'

/**
 * `npm run bench -- lists`: a million trajectories, every filter in every order, a page of 50 each; what is counted beside
 * the list; and the neighbours of a trajectory. Each has 300 ms at the server. The plans go to docs/plans/lists.md. With a
 * folder as its argument the database is kept there, and is not seeded again.
 */
const limitMs = 300
const runs = 3
const sorts = sortColumns.flatMap((column) => [column, `-${column}`]).map((text) => TrajectorySort.decode(text))

type Timing = { name: string; medianMs: number; worst: string; worstMs: number }

async function measure(name: string, cases: readonly [string, () => Promise<unknown>][]): Promise<Timing> {
  const times: [string, number][] = []
  for (const [label, work] of cases) times.push([label, await processorTime(work, runs)])
  const sorted = times.toSorted(([, a], [, b]) => a - b)
  const [worst, worstMs] = sorted.at(-1) ?? ['', 0]
  const timing = { name, medianMs: sorted[Math.floor(sorted.length / 2)]?.[1] ?? 0, worst, worstMs }
  console.log(rowOf(timing))
  return timing
}

function rowOf({ name, medianMs, worst, worstMs }: Timing): string {
  const mark = worstMs > limitMs ? ' ✗' : ''
  return `| ${name} | ${medianMs.toFixed(0)} | ${worstMs.toFixed(0)}${mark} | ${worst} |`
}

function heading(title: string): string[] {
  return [`| ${title} | median ms | worst ms | worst case |`, '| --- | ---: | ---: | --- |']
}

function section(title: string, timings: readonly Timing[]): string {
  return [...heading(title), ...timings.map(rowOf)].join('\n')
}

async function measureLists(): Promise<Timing[]> {
  const timings: Timing[] = []
  for (const [name, filter] of filters)
    timings.push(
      await measure(
        name,
        sorts.map((sort) => [TrajectorySort.encode(sort), () => listTrajectories(operator, { ...filter, sort })]),
      ),
    )
  return timings
}

/** From the middle of the whole list on, forwards and back. */
async function measureDepth(): Promise<Timing> {
  const cases: [string, () => Promise<unknown>][] = []
  for (const sort of sorts) {
    const [middle] = await db.$queryRaw<
      { id: string }[]
    >`select trajectory_id as id from trajectory_entry offset 500000 limit 1`
    const { rows } = await listTrajectories(operator, { sort, limit: 1 })
    const id = middle?.id ?? rows[0]?.id ?? ''
    cases.push([TrajectorySort.encode(sort), () => findNeighbours(operator, { id, sort, ...middleFilter })])
  }
  return measure('a trajectory in the middle, all drafts', cases)
}
const middleFilter: TrajectoryFilter = { state: ['draft'] }

async function measureFacets(): Promise<Timing[]> {
  const timings: Timing[] = []
  for (const [name, filter] of filters)
    timings.push(await measure(name, [['facets', () => countFacets(operator, filter)]]))
  return timings
}

/** A client that also notes the plan of every query. */
function explaining(plans: string[]): Db {
  return {
    async $queryRaw(query: Prisma.Sql) {
      if (query.sql.startsWith('explain')) return db.$queryRaw(query)
      const lines = await db.$queryRaw<{ 'QUERY PLAN': string }[]>(sql`explain (analyze, buffers) ${query}`)
      plans.push(lines.map((line) => shorten(line['QUERY PLAN'])).join('\n'))
      return db.$queryRaw(query)
    },
  } as unknown as Db
}

/** Conditions name every trajectory of a list. */
function shorten(line: string): string {
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters)} …` : line
}
const mostCharacters = 200

async function explain(): Promise<string> {
  const sections: string[] = []
  for (const [name, filter] of filters) {
    const plans: string[] = []
    const client = explaining(plans)
    await listPlaces(client, { filter, sort: newestFirst, limit: 51 })
    await listPlaces(client, { filter, sort: { column: 'gain', isDescending: true }, limit: 51 })
    if (name === 'nothing' || filter.text || filter.steps)
      await readFacets(client, { filter, known: await findKnown(db, filter) })
    sections.push(`## ${name}\n\n${plans.map((plan) => `\`\`\`\n${plan}\n\`\`\``).join('\n\n')}`)
  }
  return sections.join('\n\n')
}

await withDatabase(async () => {
  console.log('Seeding …')
  const isSeeded = (await db.trajectoryEntry.findFirst({ select: { head: true } })) !== null
  if (!isSeeded) await seedLists(process.env.DATABASE_URL ?? '')
  const size = await db.$queryRaw<{ table: string; size: string }[]>`select relname as table,
    pg_size_pretty(pg_table_size(oid)) || ' + ' || pg_size_pretty(pg_indexes_size(oid)) || ' indexes' as size from pg_class
    where relname in ('trajectory_entry', 'thought_in_use', 'trajectory_tally')`
  const sizes = size.map((row) => `${row.table} ${row.size}`).join(', ')
  console.log(`${seededWords}\n${sizes}\n`)
  // Each filter once, so that what is measured is not the disk.
  await db.$queryRaw`select count(*)::int from trajectory_entry where steps < 0`
  console.log(heading('page of 50').join('\n'))
  const lists = await measureLists()
  const depth = await measureDepth()
  console.log(`\n${heading('facets').join('\n')}`)
  const facets = await measureFacets()
  const folder = path.join(import.meta.dirname, '..', 'docs', 'plans')
  await mkdir(folder, { recursive: true })
  const page = [
    '# Lists at a million trajectories',
    '`npm run bench -- lists` writes this page: every filter in each of 32 orders, a page of 50 rows at the server, median of three runs each, in milliseconds of processor time of the database and of the server: what the wall says when the machine has nothing else to do; then the plans.',
    `Seeded: ${seededWords}. Sizes: ${sizes}.`,
    section('page of 50, all orders', [...lists, depth]),
    section('what is counted beside the list', facets),
    '# Plans',
    'Newest first, and by gain from the greatest on: `explain (analyze, buffers)`. Where there are two queries for one order, the walk along the index did not fill the page.',
    await explain(),
  ]
  await writeFile(path.join(folder, 'lists.md'), `${page.join('\n\n')}\n`)
  const slow = [...lists, depth, ...facets].filter(({ worstMs }) => worstMs > limitMs)
  console.log(
    slow.length === 0
      ? `\nAll under ${limitMs} ms.`
      : `\nOver ${limitMs} ms: ${slow.map(({ name }) => name).join('; ')}`,
  )
  process.exitCode = slow.length === 0 ? 0 : 1
}, process.argv[2])
