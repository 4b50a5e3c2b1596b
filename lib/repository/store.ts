import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { Dependency, type ExternalImport, type UnresolvedImport } from '@/lib/structure/graph'
import { type Outline, OutlineSymbol } from '@/lib/structure/outline'
import {
  FileRole,
  FileRow,
  Languages,
  LicenceCount,
  type RepositoryRow,
  type Snapshot,
  SnapshotNote,
  SnapshotStructure,
} from './repository'
import { loadOutlines, outlineKey, toOutlineKey } from './store-outlines'

export type RepositoryKey = { url: string; name: string; isSample: boolean }

/** The row of a repository, made when it is new, and locked: imports of one repository are stored one after another. */
export async function lockOrCreateRepository(tx: Db, key: RepositoryKey): Promise<string> {
  await tx.$executeRaw`insert into repository (id, url, name, is_sample)
    values (${uuid()}::uuid, ${key.url}, ${key.name}, ${key.isSample}) on conflict (url) do nothing`
  const Row = z.object({ id: z.string() })
  const [found] = await rows(tx, Row, sql`select id::text from repository where url = ${key.url} for update`)
  if (!found) throw new AppError('conflict', 'The repository was deleted while it was being imported. Import it again.')
  return found.id
}

export async function findRepositoryId(db: Db, url: string): Promise<string | undefined> {
  return (await db.repository.findUnique({ where: { url }, select: { id: true } }))?.id
}

export async function lockRepository(tx: Db, id: string): Promise<{ name: string; url: string }> {
  const Row = z.object({ name: z.string(), url: z.string() })
  const [found] = await rows(tx, Row, sql`select name, url from repository where id = ${id}::uuid for update`)
  if (!found) throw new AppError('not_found', 'There is no such repository.')
  return found
}

export async function getRepositoryName(db: Db, id: string): Promise<string> {
  return (await db.repository.findUniqueOrThrow({ where: { id }, select: { name: true } })).name
}

export const snapshotFields = {
  id: true,
  repositoryId: true,
  commit: true,
  ref: true,
  license: true,
  languages: true,
  fileCount: true,
  includedCount: true,
  includedBytes: true,
  dependencyCount: true,
  cycles: true,
  depth: true,
  notes: true,
  createdAt: true,
} satisfies Prisma.SnapshotSelect

export type SnapshotFields = Prisma.SnapshotGetPayload<{ select: typeof snapshotFields }>

const Cycles = z.array(z.array(z.string()))

export function toSnapshot(row: SnapshotFields): Snapshot {
  return {
    ...row,
    languages: largestFirst(Languages.parse(row.languages)),
    includedBytes: Number(row.includedBytes),
    cycles: Cycles.parse(row.cycles),
    notes: SnapshotNote.array().parse(row.notes),
    createdAt: row.createdAt.toISOString(),
  }
}

/** JSON columns forget the order of their keys. */
export function largestFirst(languages: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(languages).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
}

export async function findSnapshotOfCommit(db: Db, url: string, commit: string): Promise<Snapshot | undefined> {
  const row = await db.snapshot.findFirst({ where: { commit, repository: { url } }, select: snapshotFields })
  return row ? toSnapshot(row) : undefined
}

export async function findSnapshot(db: Db, id: string): Promise<Snapshot | undefined> {
  const row = await db.snapshot.findUnique({ where: { id }, select: snapshotFields })
  return row ? toSnapshot(row) : undefined
}

/** Newest first. */
export async function listSnapshots(db: Db, repositoryId: string): Promise<Snapshot[]> {
  const found = await db.snapshot.findMany({
    where: { repositoryId },
    orderBy: { id: 'desc' },
    select: snapshotFields,
    take: 100,
  })
  return found.map(toSnapshot)
}

const RepositoryRecord = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  isSample: z.boolean(),
  createdAt: z.date(),
  snapshotId: z.string().nullable(),
  trajectoryCount: z.int(),
  approvedCount: z.int(),
  updatedAt: z.date(),
})

export type RepositoryFilter = { id?: string; search?: string; after?: string; limit: number }

/**
 * Repositories with their newest snapshots, newest repository first; `after` is the id of the last one of the page
 * before. Counts are taken for the rows of the page only.
 */
export async function listRepositoryRows(db: Db, filter: RepositoryFilter): Promise<RepositoryRow[]> {
  const pattern = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const found = await rows(
    db,
    RepositoryRecord,
    sql`
      with page as (
        select id, url, name, is_sample, created_at from repository
        where (${filter.id ?? null}::uuid is null or id = ${filter.id ?? null}::uuid)
          and (${filter.after ?? null}::uuid is null or id < ${filter.after ?? null}::uuid)
          and (${pattern}::text is null or name ilike ${pattern} or url ilike ${pattern})
        order by id desc limit ${filter.limit}::int)
      select page.id::text, url, name, is_sample as "isSample", page.created_at as "createdAt", newest.id::text as "snapshotId",
             work.count as "trajectoryCount", work.approved as "approvedCount",
             greatest(page.created_at, newest.created_at, work.updated_at) as "updatedAt"
      from page
      left join lateral (select id, created_at from snapshot where repository_id = page.id order by id desc limit 1) newest on true
      cross join lateral (
        select count(*)::int as count, (count(*) filter (where t.state in ('approved', 'released')))::int as approved,
               max(t.updated_at) as updated_at
        from snapshot s join trajectory t on t.snapshot_id = s.id where s.repository_id = page.id) work
      order by page.id desc`,
  )
  const snapshots = await db.snapshot.findMany({
    where: { id: { in: found.flatMap((row) => row.snapshotId ?? []) } },
    select: snapshotFields,
  })
  const byId = new Map(snapshots.map((row) => [row.id, toSnapshot(row)]))
  return found.map(({ snapshotId, createdAt: _, updatedAt, ...row }) => {
    const snapshot = snapshotId ? byId.get(snapshotId) : undefined
    return { ...row, updatedAt: updatedAt.toISOString(), snapshot: snapshot ? withoutCycles(snapshot) : null }
  })
}

function withoutCycles({ cycles, ...snapshot }: Snapshot): NonNullable<RepositoryRow['snapshot']> {
  return { ...snapshot, cycleCount: cycles.length }
}

/** By path. Outlines stay in the database: only their sizes are counted. */
export function listFileRows(db: Db, snapshotId: string): Promise<FileRow[]> {
  return rows(
    db,
    FileRow.extend({ bytes: z.coerce.number() }),
    sql`
      select path, language, size as bytes, lines, is_test as "isTest", is_included as "isIncluded", why_not as "whyNot",
             "order", role, encoding, license, parse_errors as "parseErrors", symbols
      from file where snapshot_id = ${snapshotId}::uuid order by path`,
  )
}

/** How many included files state which licence themselves, the commonest first. */
export function countLicences(db: Db, snapshotId: string): Promise<LicenceCount[]> {
  return rows(
    db,
    LicenceCount,
    sql`select license, count(*)::int as files from file
      where snapshot_id = ${snapshotId}::uuid and is_included and license is not null
      group by license order by files desc, license`,
  )
}

const symbolFields = OutlineSymbol.pick({ name: true, kind: true, startLine: true, endLine: true })

/** The files of the structure, by path, with what of their outlines it shows. */
export function listStructureFiles(db: Db, snapshotId: string): Promise<SnapshotStructure['files']> {
  return rows(
    db,
    SnapshotStructure.shape.files.element.extend({ bytes: z.coerce.number(), symbols: z.array(symbolFields) }),
    sql`
      select path, language, size as bytes, lines, is_included as included, why_not as "whyNot", "order", role,
             parse_errors as "parseErrors", coalesce(outline.content->'symbols', '[]') as symbols
      from file left join outline using (sha256, parser) where snapshot_id = ${snapshotId}::uuid order by path`,
  )
}

/** In the order of files and lines. */
export function listDependencies(db: Db, snapshotId: string): Promise<Dependency[]> {
  return rows(
    db,
    Dependency,
    sql`select from_path as from, to_path as to, kind, line, names from dependency
      where snapshot_id = ${snapshotId}::uuid order by from_path, line, to_path, id`,
  )
}

export type OtherImports = { external: ExternalImport[]; unresolved: UnresolvedImport[] }

const otherImportFields = { fromPath: true, specifier: true, line: true, isExternal: true } as const

/** The imports that lead to no file of the snapshot. */
export async function listOtherImports(db: Db, snapshotId: string): Promise<OtherImports> {
  const found = await db.unresolvedImport.findMany({
    where: { snapshotId },
    orderBy: [{ fromPath: 'asc' }, { line: 'asc' }, { id: 'asc' }],
    select: otherImportFields,
  })
  return toOtherImports(found)
}

type OtherImportRow = { fromPath: string; specifier: string; line: number; isExternal: boolean }

function toOtherImports(found: OtherImportRow[]): OtherImports {
  return {
    external: found
      .filter((row) => row.isExternal)
      .map((row) => ({ from: row.fromPath, name: row.specifier, line: row.line })),
    unresolved: found
      .filter((row) => !row.isExternal)
      .map(({ fromPath: from, specifier, line }) => ({ from, specifier, line })),
  }
}

/** The imports of one file that lead to no file of the snapshot. */
export async function listOtherImportsOf(db: Db, snapshotId: string, path: string): Promise<OtherImports> {
  const found = await db.unresolvedImport.findMany({
    where: { snapshotId, fromPath: path },
    orderBy: [{ line: 'asc' }, { id: 'asc' }],
    select: otherImportFields,
  })
  return toOtherImports(found)
}

/** An included file as the rooms that work on it need it; its content is loaded apart, by hash. */
export type SnapshotFile = {
  path: string
  language: string | undefined
  order: number
  bytes: number
  lines: number
  isTest: boolean
  sha256: string
  outline: Outline | undefined
}

export type SnapshotFileRow = Omit<SnapshotFile, 'outline'> & { parser: string }

/** Included files in writing order, without their outlines. */
export async function listSnapshotFileRows(db: Db, snapshotId: string): Promise<SnapshotFileRow[]> {
  const found = await db.file.findMany({
    where: { snapshotId, isIncluded: true },
    orderBy: { order: 'asc' },
    select: {
      path: true,
      language: true,
      order: true,
      size: true,
      lines: true,
      isTest: true,
      sha256: true,
      parser: true,
    },
  })
  return found.map(({ size, ...row }) => ({
    ...row,
    ...toOutlineKey(row),
    language: row.language ?? undefined,
    order: row.order ?? 0,
    bytes: Number(size),
    lines: row.lines ?? 0,
  }))
}

/** Included files in writing order, with their outlines. */
export async function listSnapshotFiles(db: Db, snapshotId: string): Promise<SnapshotFile[]> {
  const found = await listSnapshotFileRows(db, snapshotId)
  const outlines = await loadOutlines(db, found)
  return found.map(({ parser, ...file }) => ({ ...file, outline: outlines.get(outlineKey({ ...file, parser })) }))
}

/** Contents by the hexadecimal form of their hash. */
export async function loadBlobs(db: Db, hashes: readonly string[]): Promise<Map<string, Buffer>> {
  const found = await db.blob.findMany({
    where: { sha256: { in: [...new Set(hashes)].map((hash) => Buffer.from(hash, 'hex')) } },
    select: { sha256: true, bytes: true },
  })
  return new Map(found.map((row) => [Buffer.from(row.sha256).toString('hex'), Buffer.from(row.bytes)]))
}

export type StoredFile = {
  path: string
  language: string | null
  isIncluded: boolean
  whyNot: string | null
  encoding: string | null
  role: FileRole
  license: string | null
  outline: Outline | null
  content: Buffer | null
}

export async function findFile(db: Db, snapshotId: string, path: string): Promise<StoredFile | undefined> {
  const row = await db.file.findUnique({
    where: { snapshotId_path: { snapshotId, path } },
    select: {
      path: true,
      language: true,
      isIncluded: true,
      whyNot: true,
      encoding: true,
      role: true,
      license: true,
      sha256: true,
      parser: true,
      blob: { select: { bytes: true } },
    },
  })
  if (!row) return undefined
  const { blob, sha256, parser, role, ...rest } = row
  const key = toOutlineKey({ sha256, parser })
  return {
    ...rest,
    role: FileRole.parse(role),
    outline: (await loadOutlines(db, [key])).get(outlineKey(key)) ?? null,
    content: blob ? Buffer.from(blob.bytes) : null,
  }
}

/** How many documents of releases stand on the repository: as long as there are any it cannot be deleted. */
export function countReleaseItems(db: Db, repositoryId: string): Promise<number> {
  return db.releaseItem.count({ where: { trajectory: { snapshot: { repositoryId } } } })
}

/** Removes the repository with its snapshots and trajectories, and the contents that nothing else uses. */
export async function deleteRepositoryRows(tx: Db, id: string): Promise<void> {
  const Row = z.object({ sha256: z.instanceof(Uint8Array) })
  const used = await rows(
    tx,
    Row,
    sql`
      select f.sha256 from file f join snapshot s on s.id = f.snapshot_id
      where s.repository_id = ${id}::uuid and f.sha256 is not null
      union
      select st.sha256 from step st join trajectory t on t.id = st.trajectory_id join snapshot s on s.id = t.snapshot_id
      where s.repository_id = ${id}::uuid and st.sha256 is not null
      union
      select kept.sha256 from commit_change c join snapshot s on s.id = c.snapshot_id
      cross join lateral (values (c.sha256), (c.from_sha256)) as kept(sha256)
      where s.repository_id = ${id}::uuid and kept.sha256 is not null`,
  )
  // The entries go with their trajectories; what counts them has to be told.
  await tx.$executeRaw`insert into trajectory_tally (bucket, state, language, author, mode, model, judged_by, failing, amount)
    select 0, state, language, author, mode, model, judged_by, failing, -count(*) from trajectory_entry
    where repository_id = ${id}::uuid group by state, language, author, mode, model, judged_by, failing`
  await tx.repository.delete({ where: { id }, select: { id: true } })
  const hashes = used.map((row) => row.sha256)
  await tx.$executeRaw`
    delete from blob b where sha256 = any(${hashes}::bytea[])
      and not exists (select from file where sha256 = b.sha256) and not exists (select from step where sha256 = b.sha256)
      and not exists (select from commit_change where sha256 = b.sha256)
      and not exists (select from commit_change where from_sha256 = b.sha256)`
}
