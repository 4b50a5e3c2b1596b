import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { TrajectoryFilter } from './filter'
import type { Sight } from './store-blind'
import { outcomeBits, type VerifierName, verifierNames } from './verifiers'

/** Above so many thoughts that hold the words they are common: the trajectories with them are not read first. */
const mostHeld = 4000
/** Up to so many, the database collects the trajectories with them sooner than it asks each whether it has them. */
const mostCollected = 100_000

export type Words = {
  /** The trajectories that hold the words; when those are common, some of them. */
  held: string[]
  /** How it is told whether a trajectory holds them: it is among `held`, among those that the query collects, or asked. */
  by: 'held' | 'collected' | 'asked'
  /** Whether the database may collect those with them; common words are too many for it. */
  isCollectable: boolean
}

async function findWords(db: Db, { text }: TrajectoryFilter): Promise<Words | undefined> {
  if (!text) return undefined
  const Held = z.object({ held: z.array(z.string()), thoughts: z.int() })
  const query = sql`select coalesce(array_agg(distinct id), '{}') as held, count(*)::int as thoughts
    from (select trajectory_id::text as id from thought_in_use where ${matches(text)} limit ${mostHeld + 1}) found`
  const [{ held, thoughts } = { held: [], thoughts: 0 }] = await rows(db, Held, query)
  if (thoughts <= mostHeld) return { held, by: 'held', isCollectable: true }
  return { held, by: 'asked', isCollectable: (await estimateThoughts(db, text)) <= mostCollected }
}

/** About how many thoughts hold the words, as the planner sees it: to count them takes as long as to read them. */
async function estimateThoughts(db: Db, text: string): Promise<number> {
  const Plan = z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })]) })
  const query = sql`explain (format json) select from thought_in_use where ${matches(text)}`
  const [plan] = await rows(db, Plan, query)
  return plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0
}

function matches(text: string): Prisma.Sql {
  return sql`words @@ websearch_to_tsquery('english', ${text})`
}

/** What is read about a filter before the list is: once for all that is asked under it. */
export type Known = {
  /** What its words are found in. */
  words?: Words
  /** What its search finds: an index serves it then. */
  found?: Found
}

export async function findKnown(db: Db, filter: TrajectoryFilter): Promise<Known> {
  const [words, found] = await Promise.all([findWords(db, filter), findNamed(db, filter)])
  return { words, found }
}

/** Of common words, some of the trajectories that hold them stand for all. */
export function ofPart(known: Known): Known {
  return { ...known, words: known.words && { ...known.words, by: 'held' } }
}

/** For a query that looks at all that the other fields let pass. */
export function ofAll(known: Known): Known {
  const { words } = known
  return words?.by === 'asked' && words.isCollectable ? { ...known, words: { ...words, by: 'collected' } } : known
}

type Conditions = Known & {
  /** Fields that do not limit. */
  left?: readonly (keyof TrajectoryFilter)[]
  /** For whom the list is: it does not tell them by what it finds what they must not know. */
  sight?: Sight
}

/** The filter as conditions on the entries `e`. */
export function conditionsOf(
  filter: TrajectoryFilter,
  { left = [], words, found, sight }: Conditions = {},
): Prisma.Sql {
  const { search, text, label, ...rest } = omit(filter, left)
  const conditions = [
    rest.ids?.length && sql`e.trajectory_id = any(${rest.ids}::uuid[])`,
    rest.state?.length && isInState(rest.state, sight),
    rest.repositoryId && sql`e.repository_id = ${rest.repositoryId}::uuid`,
    rest.snapshotId && sql`e.snapshot_id = ${rest.snapshotId}::uuid`,
    isAny(sql`e.author`, rest.author),
    isAny(sql`e.mode`, rest.mode),
    isAny(sql`e.language`, rest.language),
    isAny(sql`e.model`, rest.model),
    isJudgedBy(rest.judgedBy, sight),
    rest.failing?.length && sql`e.failing = any(${outcomesWithOne(rest.failing)}::smallint[])`,
    rest.holding?.length && sql`e.failing = any(${outcomesWithout(rest.holding)}::smallint[])`,
    ...withinWhole(sql`e.steps`, rest.steps),
    ...withinWhole(sql`e.tokens`, rest.tokens),
    ...within(sql`e.gain`, rest.gain),
    ...within(sql`e.copy`, rest.copy),
    ...during(sql`e.updated_at`, rest.updated),
    ...during(sql`e.created_at`, rest.created),
    search && (found ? isFound(found) : named(search)),
    label?.length && isLabelled(label, sight),
    text && holdsWords(text, words),
  ]
  return conditions.reduce<Prisma.Sql>((all, one) => (one ? sql`${all} and ${one}` : all), sql`true`)
}

function omit(filter: TrajectoryFilter, left: readonly (keyof TrajectoryFilter)[]): TrajectoryFilter {
  return left.length === 0 ? filter : { ...filter, ...Object.fromEntries(left.map((field) => [field, undefined])) }
}

/** A gold sample that looks as if it were in review is found as that, and as nothing else. */
function isInState(states: readonly string[], sight: Sight | undefined): Prisma.Sql {
  const isIn = sql`e.state = any(${[...states]}::trajectory_state[])`
  if (!sight?.secret.length) return isIn
  const secret = [...sight.secret]
  const others = sql`(${isIn} and e.trajectory_id <> all(${secret}::uuid[]))`
  return states.includes('in_review') ? sql`(${others} or e.trajectory_id = any(${secret}::uuid[]))` : others
}

/** Whose verdict is hidden is found as what nobody has judged. */
function isJudgedBy(names: readonly string[] | undefined, sight: Sight | undefined): Prisma.Sql | undefined {
  const isBy = isAny(sql`e.judged_by`, names)
  if (!isBy || !sight?.masked.length) return isBy
  const masked = [...sight.masked]
  return names?.includes('')
    ? sql`(${isBy} or e.trajectory_id = any(${masked}::uuid[]))`
    : sql`(${isBy} and e.trajectory_id <> all(${masked}::uuid[]))`
}

/** Of what is hidden, one's own labels count alone. */
function isLabelled(labels: readonly string[], sight: Sight | undefined): Prisma.Sql {
  const carries = sql`exists (select from trajectory_label where trajectory_id = e.trajectory_id and label_id = any(${[...labels]}::uuid[]))`
  if (!sight) return carries
  return sql`(${carries} and (e.trajectory_id <> all(${[...sight.hidden]}::uuid[]) or exists (select from annotation a
    where a.trajectory_id = e.trajectory_id and a.label_id = any(${[...labels]}::uuid[]) and a.user_id = ${sight.userId}::uuid
      and a.deleted_at is null)))`
}

/** The empty value stands for none. */
export function isAny(column: Prisma.Sql, values: readonly string[] | undefined): Prisma.Sql | undefined {
  if (!values?.length) return undefined
  const named = values.filter((value) => value !== '')
  const among = sql`${column} = any(${named})`
  if (named.length === values.length) return among
  return named.length === 0 ? sql`${column} is null` : sql`(${column} is null or ${among})`
}

/** All that `failing` can say: every verifier holds, fails, or does not apply. As a list, so that an index serves it. */
const outcomes = verifierNames.reduce(
  (all, name) => all.flatMap((bits) => [bits, bits | outcomeBits.failing(name), bits | outcomeBits.unapplied(name)]),
  [0],
)

/** Of which one of the verifiers at least fails. */
function outcomesWithOne(names: readonly VerifierName[]): number[] {
  return outcomes.filter((bits) => names.some((name) => bits & outcomeBits.failing(name)))
}

/** Of which all of the verifiers hold: what does not apply does not. */
function outcomesWithout(names: readonly VerifierName[]): number[] {
  const isOther = (bits: number, name: VerifierName) => bits & (outcomeBits.failing(name) | outcomeBits.unapplied(name))
  return outcomes.filter((bits) => !names.some((name) => isOther(bits, name)))
}

export function pickFields(filter: TrajectoryFilter, fields: readonly (keyof TrajectoryFilter)[]): TrajectoryFilter {
  return Object.fromEntries(fields.map((field) => [field, filter[field]]))
}

type Range<Bound> = { from?: Bound; to?: Bound } | undefined

function within(column: Prisma.Sql, range: Range<number>): (Prisma.Sql | undefined)[] {
  return [
    range?.from === undefined ? undefined : sql`${column} >= ${range.from}::float8`,
    range?.to === undefined ? undefined : sql`${column} <= ${range.to}::float8`,
  ]
}

const mostWhole = 2 ** 31 - 1

/** As whole numbers: an index on them is of no use to a comparison with a fraction. */
function withinWhole(column: Prisma.Sql, range: Range<number>): (Prisma.Sql | undefined)[] {
  const whole = (bound: number) => Math.max(-mostWhole, Math.min(mostWhole, bound))
  return [
    range?.from === undefined ? undefined : sql`${column} >= ${whole(Math.ceil(range.from))}::int`,
    range?.to === undefined ? undefined : sql`${column} <= ${whole(Math.floor(range.to))}::int`,
  ]
}

function during(column: Prisma.Sql, range: Range<string>): (Prisma.Sql | undefined)[] {
  const isDay = range?.to?.length === 'YYYY-MM-DD'.length
  return [
    range?.from === undefined ? undefined : sql`${column} >= ${range.from}::timestamptz`,
    range?.to === undefined
      ? undefined
      : isDay
        ? sql`${column} < ${range.to}::timestamptz + interval '1 day'`
        : sql`${column} <= ${range.to}::timestamptz`,
  ]
}

/** What a search finds by name: a short list of each, so that an index finds the trajectories. */
export type Found = { repositories: readonly { id: string; name: string }[]; authors: string[]; snapshots: string[] }

const mostFound = 10_000

/** Undefined without a search, and when it finds so much that a walk will meet it soon. */
async function findNamed(db: Db, { search }: TrajectoryFilter): Promise<Found | undefined> {
  if (!search) return undefined
  const part = `%${escapeLike(search)}%`
  const Named = z.object({ id: z.string(), name: z.string() })
  const named = sql`select id, name from repository where ${isNamed(part)} limit ${mostFound + 1}`
  const repositories = await rows(db, Named, named)
  if (repositories.length > mostFound) return undefined
  const authors = await rows(db, z.object({ author: z.string() }), authorsNamed(part))
  const snapshots = isCommit(search) ? await rows(db, z.object({ id: z.string() }), snapshotsAt(search)) : []
  return { repositories, authors: authors.map(({ author }) => author), snapshots: snapshots.map(({ id }) => id) }
}

const isNamed = (part: string) => sql`(name ilike ${part} or url ilike ${part})`
const authorsNamed = (part: string) =>
  sql`select distinct author from trajectory_tally where author ilike ${part} limit ${mostFound}`
const snapshotsAt = (commit: string) =>
  sql`select id from snapshot where commit like ${`${commit.toLowerCase()}%`} limit ${mostFound}`

function isCommit(search: string): boolean {
  return /^[0-9a-f]{4,40}$/i.test(search)
}

function isFound({ repositories, authors, snapshots }: Found): Prisma.Sql {
  const conditions = [
    repositories.length > 0 && isAmong(repositories.map(({ id }) => id)),
    authors.length > 0 && sql`e.author = any(${authors})`,
    snapshots.length > 0 && sql`e.snapshot_id = any(${snapshots}::uuid[])`,
  ].filter((condition) => condition !== false)
  return conditions.length === 0 ? sql`false` : sql`(${conditions.reduce((all, one) => sql`${all} or ${one}`)})`
}

/** The planner weighs every item of an array: of a long one it need not. */
const fewWeighed = 200

function isAmong(ids: readonly string[]): Prisma.Sql {
  return ids.length <= fewWeighed
    ? sql`e.repository_id = any(${[...ids]}::uuid[])`
    : sql`e.repository_id in (select unnest(${[...ids]}::uuid[]))`
}

function named(search: string): Prisma.Sql {
  const part = `%${escapeLike(search)}%`
  const commits = isCommit(search) ? sql`or e.snapshot_id in (${snapshotsAt(search)})` : sql``
  return sql`(e.repository_id in (select id from repository where ${isNamed(part)}) or e.author in (${authorsNamed(part)}) ${commits})`
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

function holdsWords(text: string, words: Words | undefined): Prisma.Sql {
  const collected = sql`select trajectory_id from thought_in_use where ${matches(text)}`
  switch (words?.by) {
    case undefined:
      return sql`e.trajectory_id in (${collected})`
    case 'held':
      // The planner knows how many they are only when it is told them.
      return sql`e.trajectory_id in (select unnest(${words.held}::uuid[]))`
    case 'collected':
      // As an array it is read once, and the planner does not come to ask each.
      return sql`e.trajectory_id = any(array(${collected}))`
    case 'asked':
      return sql`exists (select from thought_in_use where trajectory_id = e.trajectory_id and ${matches(text)})`
  }
}

/** The fields that trajectories are counted by. */
export const tallied = ['state', 'language', 'author', 'mode', 'model', 'judgedBy', 'failing', 'holding'] as const

/** How many trajectories (`n`) share all of the tallied columns. */
export const fromTally = sql`select state, language, author, mode, model, judged_by, failing, sum(amount)::int as n
  from trajectory_tally group by state, language, author, mode, model, judged_by, failing having sum(amount) <> 0`
