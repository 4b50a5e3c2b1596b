import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { chunksOf } from '@/lib/repository/chunks'
import {
  bandKeys,
  fileBanding,
  type Signature,
  signatureBytes,
  signatureFrom,
  snapshotBanding,
} from '@/lib/structure/minhash'
import type { Sketch, Sketches } from './sketch-contents'

/** Stores what near-duplicates are found by; contents that are sketched already are not sent. */
export async function insertSketches(
  tx: Db,
  snapshotId: string,
  { contents, snapshot }: Sketches,
  signal?: AbortSignal,
): Promise<void> {
  const known = new Set(await listSketched(tx, contents))
  const missing = contents.filter(({ sha256 }) => !known.has(sha256.toString('hex')))
  // In the order of hashes, so that two imports that share contents wait for, and never deadlock, each other.
  missing.sort((a, b) => Buffer.compare(a.sha256, b.sha256))
  for (const chunk of chunksOf(missing, () => 1)) {
    signal?.throwIfAborted()
    await insertContentSketches(tx, chunk)
  }
  if (snapshot) await insertSnapshotSketch(tx, snapshotId, snapshot)
}

async function listSketched(tx: Db, contents: readonly Sketch[]): Promise<string[]> {
  if (contents.length === 0) return []
  const hashes = contents.map(({ sha256 }) => sha256.toString('hex'))
  const found = await rows(
    tx,
    z.object({ hash: z.string() }),
    sql`select hash from unnest(${hashes}::text[]) as wanted(hash) join sketch on sha256 = decode(hash, 'hex')`,
  )
  return found.map(({ hash }) => hash)
}

async function insertContentSketches(tx: Db, sketches: readonly Sketch[]): Promise<void> {
  const hashes = Buffer.concat(sketches.map(({ sha256 }) => sha256))
  const signatures = Buffer.concat(sketches.map(({ signature }) => signatureBytes(signature)))
  const bytes = signatures.length / sketches.length
  const keys = sketches.flatMap(({ signature }) => bandKeys(signature, fileBanding)).map(String)
  await tx.$executeRaw`
    with given as (
      select n, substring(${hashes}::bytea from 32 * (n - 1) + 1 for 32) as sha256,
             substring(${signatures}::bytea from ${bytes}::int * (n - 1) + 1 for ${bytes}::int) as minhash
      from generate_series(1, ${sketches.length}::int) as n),
    made as (
      insert into sketch (sha256, minhash) select sha256, minhash from given order by n
      on conflict (sha256) do nothing returning sha256)
    insert into sketch_band (band, key, sha256)
    select (at - 1) % ${fileBanding.bands}::int, key::bigint, sha256
    from unnest(${keys}::text[]) with ordinality as keys(key, at)
    join given on n = (at - 1) / ${fileBanding.bands}::int + 1 join made using (sha256)`
}

async function insertSnapshotSketch(tx: Db, snapshotId: string, signature: Signature): Promise<void> {
  const keys = bandKeys(signature, snapshotBanding).map(String)
  await tx.$executeRaw`
    with signed as (
      update snapshot set sketch = ${signatureBytes(signature)} where id = ${snapshotId}::uuid returning id)
    insert into snapshot_band (band, key, snapshot_id)
    select at - 1, key::bigint, id from unnest(${keys}::text[]) with ordinality as keys(key, at), signed`
}

const Content = z.object({ path: z.string(), hash: z.string(), bytes: z.coerce.number() })

/** An included file of a snapshot; `hash` is in hexadecimal. */
export type SnapshotContent = z.infer<typeof Content>

export function listContents(db: Db, snapshotId: string): Promise<SnapshotContent[]> {
  return rows(
    db,
    Content,
    sql`select path, encode(sha256, 'hex') as hash, size as bytes from file
      where snapshot_id = ${snapshotId}::uuid and is_included order by path`,
  )
}

/** How many contents that share one band are looked at: what everyone has is found all the same. */
const mostPerBand = 32

const Pair = z.object({ hash: z.string(), other: z.string() })

/** Pairs of a given content and one that shares a band with it and is not given itself, each pair once. */
export function listCandidates(db: Db, hashes: readonly string[]): Promise<z.infer<typeof Pair>[]> {
  return rows(
    db,
    Pair,
    sql`
      with wanted as materialized (
        select hash, decode(hash, 'hex') as sha256 from unnest(${hashes}::text[]) as given(hash))
      select distinct wanted.hash, encode(other.sha256, 'hex') as other
      from wanted join sketch_band own using (sha256)
      cross join lateral (
        select sha256 from sketch_band
        where band = own.band and key = own.key and sha256 not in (select sha256 from wanted)
        limit ${mostPerBand}::int) other`,
  )
}

export async function loadSignatures(db: Db, hashes: readonly string[]): Promise<Map<string, Signature>> {
  const found = await rows(
    db,
    z.object({ hash: z.string(), minhash: z.instanceof(Uint8Array) }),
    sql`select wanted.hash, minhash from unnest(${hashes}::text[]) as wanted(hash)
      join sketch on sha256 = decode(wanted.hash, 'hex')`,
  )
  return new Map(found.map(({ hash, minhash }) => [hash, signatureFrom(minhash)]))
}

const Occurrence = z.object({
  hash: z.string(),
  path: z.string(),
  snapshotId: z.string(),
  repositoryId: z.string(),
  name: z.string(),
})

/** Where a content lies. */
export type Occurrence = z.infer<typeof Occurrence>

/** Of each content at most so many places are told. */
export const mostOccurrences = 20

/** Where the contents lie as included files of other repositories, the newest snapshots first. */
export function listOccurrences(db: Db, repositoryId: string, hashes: readonly string[]): Promise<Occurrence[]> {
  return rows(
    db,
    Occurrence,
    sql`
      select wanted.hash, place.path, place.id::text as "snapshotId", place.repository_id::text as "repositoryId", r.name
      from unnest(${hashes}::text[]) as wanted(hash)
      cross join lateral (
        select f.path, s.id, s.repository_id from file f join snapshot s on s.id = f.snapshot_id
        where f.sha256 = decode(wanted.hash, 'hex') and f.is_included and s.repository_id <> ${repositoryId}::uuid
        order by s.id desc, f.path limit ${mostOccurrences}::int) place
      join repository r on r.id = place.repository_id`,
  )
}

/** Which of the contents the repositories hold, in any of their snapshots. */
export function listShared(
  db: Db,
  repositoryIds: readonly string[],
  hashes: readonly string[],
): Promise<Array<{ repositoryId: string; hash: string }>> {
  return rows(
    db,
    Occurrence.pick({ repositoryId: true, hash: true }),
    sql`
      select wanted.hash, r.id::text as "repositoryId"
      from unnest(${hashes}::text[]) as wanted(hash) cross join unnest(${repositoryIds}::uuid[]) as r(id)
      where exists (select from snapshot s join file f on f.snapshot_id = s.id
        where s.repository_id = r.id and f.sha256 = decode(wanted.hash, 'hex') and f.is_included)`,
  )
}

const SketchedSnapshot = z.object({
  snapshotId: z.string(),
  repositoryId: z.string(),
  name: z.string(),
  sketch: z.instanceof(Uint8Array),
})

/** Snapshots of other repositories that share a band with the given one; with itself first, when it has a sketch. */
export async function listSimilarSnapshots(db: Db, snapshotId: string) {
  const found = await rows(
    db,
    SketchedSnapshot,
    sql`
      with own as (select id, repository_id, sketch from snapshot where id = ${snapshotId}::uuid),
      near as (
        select distinct other.snapshot_id as id from snapshot_band b
        cross join lateral (
          select snapshot_id from snapshot_band where band = b.band and key = b.key and snapshot_id <> b.snapshot_id
          limit ${mostPerBand}::int) other
        where b.snapshot_id = ${snapshotId}::uuid)
      select s.id::text as "snapshotId", s.repository_id::text as "repositoryId", r.name, s.sketch
      from snapshot s join repository r on r.id = s.repository_id
      where s.sketch is not null and (s.id = ${snapshotId}::uuid
        or (s.id in (select id from near) and s.repository_id <> (select repository_id from own)))
      order by s.id <> ${snapshotId}::uuid, s.id desc`,
  )
  return found.map(({ sketch, ...snapshot }) => ({ ...snapshot, signature: signatureFrom(sketch) }))
}
