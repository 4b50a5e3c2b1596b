import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { ExportSettings } from './formats/settings'
import { assignSplits, findAnchors, onlySplit, type SplitRepository } from './splits'

const Repository = z.object({ id: z.string(), name: z.string(), url: z.string() })
const Bucket = z.object({ members: z.array(z.string()) })
const Sketch = z.object({ id: z.string(), repositoryId: z.string(), sketch: z.instanceof(Uint8Array) })

/** From this Jaccard index over all of their text on, repositories are taken for nearly the same. */
const leastSimilarity = 0.5
const Elder = z.object({ repositoryId: z.string(), first: z.string(), older: z.string() })

/** In a bucket that half of the world shares, each is compared with the oldest few: they stand for the rest. */
const mostCompared = 8
const sketchesPerQuery = 500
const repositoriesPerQuery = 200

/** The repositories of the chosen trajectories. */
export function listSplitRepositories(db: Db, chosen: Prisma.Sql): Promise<z.infer<typeof Repository>[]> {
  return rows(
    db,
    Repository,
    sql`select distinct r.id, r.name, r.url from trajectory t join snapshot s on s.id = t.snapshot_id
      join repository r on r.id = s.repository_id where ${chosen} order by r.id`,
  )
}

/** The same, each with its anchor among all that were ever imported: with them it is known which split it goes to. */
async function listAnchoredRepositories(db: Db, chosen: Prisma.Sql): Promise<SplitRepository[]> {
  const repositories = await listSplitRepositories(db, chosen)
  const ids = repositories.map(({ id }) => id)
  const anchors = await findAnchors(ids, (wanted) => listElders(db, wanted))
  const found = await db.repository.findMany({
    where: { id: { in: [...new Set(anchors.values())] } },
    select: { id: true, name: true, url: true },
  })
  const byId = new Map(found.map((repository) => [repository.id, repository]))
  return repositories.map((repository) => ({
    ...repository,
    similar: [],
    anchor: byId.get(anchors.get(repository.id) ?? ''),
  }))
}

/** The split of each of them, by its id; of what others they were like has to be known only where there are several. */
export async function loadSplits(
  db: Db,
  chosen: Prisma.Sql,
  settings: ExportSettings['splits'],
): Promise<Map<string, string>> {
  const only = onlySplit(settings)
  if (only === undefined) return assignSplits(await listAnchoredRepositories(db, chosen), settings)
  const repositories = await listSplitRepositories(db, chosen)
  return new Map(repositories.map(({ id }) => [id, only]))
}

/** The same repositories, each with those among them that are nearly the same. */
export async function listSimilarRepositories(db: Db, chosen: Prisma.Sql): Promise<SplitRepository[]> {
  const repositories = await listAnchoredRepositories(db, chosen)
  const similar = await findSimilar(db, chosen)
  return repositories.map((repository) => ({ ...repository, similar: [...(similar.get(repository.id) ?? [])] }))
}

/**
 * Of each repository the one whose snapshot is the oldest that its own first snapshot is nearly the same as. Only what was
 * there before that snapshot counts: it does not change any more, whatever is imported later.
 */
async function listElders(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const elders = new Map<string, string>()
  for (let start = 0; start < ids.length; start += repositoriesPerQuery) {
    const wanted = ids.slice(start, start + repositoriesPerQuery)
    const pairs = await rows(
      db,
      Elder,
      sql`with own as (select distinct on (repository_id) repository_id, id from snapshot
          where repository_id = any(${wanted}::uuid[]) order by repository_id, id)
        select distinct own.repository_id as "repositoryId", own.id as first, older.snapshot_id as older
        from own join snapshot_band mine on mine.snapshot_id = own.id
        cross join lateral (select snapshot_id from snapshot_band
          where band = mine.band and key = mine.key and snapshot_id < own.id order by snapshot_id limit ${mostCompared}) older
        order by 1, 3`,
    )
    const sketches = await loadSketches(db, [...new Set(pairs.flatMap(({ first, older }) => [first, older]))])
    for (const { repositoryId, first, older } of pairs) {
      const [own, other] = [sketches.get(first), sketches.get(older)]
      if (!own || !other || elders.has(repositoryId)) continue
      if (similarityOf(own.sketch, other.sketch) >= leastSimilarity) elders.set(repositoryId, other.repositoryId)
    }
  }
  return elders
}

/** Which repositories of the chosen trajectories are nearly the same: MinHash bands find pairs, sketches judge them. */
async function findSimilar(db: Db, chosen: Prisma.Sql): Promise<Map<string, Set<string>>> {
  const buckets = await rows(
    db,
    Bucket,
    sql`with chosen as (select distinct t.snapshot_id as id from trajectory t where ${chosen})
      select array_agg(band.snapshot_id::text order by s.repository_id, s.id) as members
      from snapshot_band band join chosen on chosen.id = band.snapshot_id join snapshot s on s.id = band.snapshot_id
      group by band.band, band.key having count(distinct s.repository_id) > 1`,
  )
  const pairs = pairsOf(buckets.map(({ members }) => members))
  const sketches = await loadSketches(db, [...new Set([...pairs.values()].flat())])
  const similar = new Map<string, Set<string>>()
  const note = (one: string, other: string) => similar.set(one, (similar.get(one) ?? new Set()).add(other))
  for (const [a, b] of pairs.values()) {
    const [one, other] = [sketches.get(a), sketches.get(b)]
    if (!one || !other || one.repositoryId === other.repositoryId) continue
    if (similarityOf(one.sketch, other.sketch) < leastSimilarity) continue
    note(one.repositoryId, other.repositoryId)
    note(other.repositoryId, one.repositoryId)
  }
  return similar
}

function pairsOf(buckets: readonly string[][]): Map<string, [string, string]> {
  const pairs = new Map<string, [string, string]>()
  for (const members of buckets)
    for (const [place, member] of members.entries())
      for (const older of members.slice(0, Math.min(place, mostCompared)))
        pairs.set(`${older} ${member}`, [older, member])
  return pairs
}

async function loadSketches(db: Db, ids: readonly string[]): Promise<Map<string, z.infer<typeof Sketch>>> {
  const found = new Map<string, z.infer<typeof Sketch>>()
  for (let start = 0; start < ids.length; start += sketchesPerQuery) {
    const query = sql`select id, repository_id as "repositoryId", sketch from snapshot
      where id = any(${ids.slice(start, start + sketchesPerQuery)}::uuid[]) and sketch is not null`
    for (const sketch of await rows(db, Sketch, query)) found.set(sketch.id, sketch)
  }
  return found
}

/** The share of equal bins, 16 bits each, estimates the Jaccard index (one-permutation MinHash). */
function similarityOf(a: Uint8Array, b: Uint8Array): number {
  let same = 0
  for (let at = 0; at + 1 < a.length; at += 2) if (a[at] === b[at] && a[at + 1] === b[at + 1]) same += 1
  return a.length === 0 ? 0 : same / (a.length / 2)
}
