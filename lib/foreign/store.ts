import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { ForeignImport, ForeignOutcome, ForeignRow } from './foreign-import'
import { ForeignFormatName } from './formats/catalog'

export type NewForeignImport = Omit<Prisma.ForeignImportUncheckedCreateInput, 'id'>

export async function createForeignImport(tx: Db, data: NewForeignImport): Promise<string> {
  return (await tx.foreignImport.create({ data: { id: uuid(), ...data }, select: { id: true } })).id
}

export async function setForeignJob(tx: Db, id: string, jobRunId: string): Promise<void> {
  await tx.foreignImport.update({ where: { id }, data: { jobRunId }, select: { id: true } })
}

export async function setForeignFormat(db: Db, id: string, format: ForeignFormatName): Promise<void> {
  await db.foreignImport.updateMany({ where: { id, format: null }, data: { format } })
}

export async function endForeignImport(db: Db, id: string): Promise<void> {
  await db.foreignImport.update({ where: { id }, data: { endedAt: new Date() }, select: { id: true } })
}

const Reading = z.object({
  name: z.string(),
  asked: ForeignFormatName.nullable(),
  licence: z.string().nullable(),
  hash: z.string(),
  isEnded: z.boolean(),
})
/** What reading a file goes by. */
export type Reading = z.infer<typeof Reading>

export async function getReading(db: Db, id: string): Promise<Reading> {
  const [found] = await rows(
    db,
    Reading,
    sql`select name, asked, licence, coalesce(encode(sha256, 'hex'), id::text) as hash, ended_at is not null as "isEnded"
      from foreign_import where id = ${id}::uuid`,
  )
  if (!found) throw new AppError('not_found', 'There is no such import.')
  return found
}

/** The places of a file that have been dealt with. */
export async function listDoneNumbers(db: Db, importId: string): Promise<Set<number>> {
  const query = sql`select number from foreign_row where import_id = ${importId}::uuid`
  return new Set((await rows(db, z.object({ number: z.int() }), query)).map(({ number }) => number))
}

export type NewForeignRow = { number: number; outcome: ForeignOutcome; trajectoryId?: string; message?: string }

/** Another worker, taken for dead, may have written the same. */
export async function saveForeignRow(db: Db, importId: string, row: NewForeignRow): Promise<void> {
  await db.foreignRow.createMany({ data: [{ importId, ...row }], skipDuplicates: true })
}

export async function countOutcomes(db: Db, importId: string): Promise<Record<ForeignOutcome, number>> {
  const Count = z.object({ outcome: ForeignOutcome, count: z.int() })
  const query = sql`select outcome, count(*)::int as count from foreign_row where import_id = ${importId}::uuid group by 1`
  const found = await rows(db, Count, query)
  const counts = Object.fromEntries(found.map(({ outcome, count }) => [outcome, count]))
  return { imported: 0, known: 0, failed: 0, ...counts }
}

/**
 * The snapshot that foreign trajectories of a commit hang on. It has no files, and its repository is one of its own, apart
 * from what is imported from git: that one's snapshots have to be reproduced.
 */
export async function findOrCreateForeignSnapshot(
  tx: Db,
  repositoryId: string,
  { commit, licence }: { commit: string; licence: string | null },
): Promise<string> {
  const where = { repositoryId_commit: { repositoryId, commit } }
  const known = await tx.snapshot.findUnique({ where, select: { id: true } })
  if (known) return known.id
  const empty = { languages: {}, fileCount: 0, includedCount: 0, includedBytes: 0, dependencyCount: 0, cycles: [] }
  const data = { id: uuid(), repositoryId, commit, license: licence, ...empty }
  return (await tx.snapshot.create({ data, select: { id: true } })).id
}

const ImportRow = ForeignImport.omit({ createdAt: true, endedAt: true, counts: true }).extend({
  createdAt: z.date(),
  endedAt: z.date().nullable(),
  counts: z.partialRecord(ForeignOutcome, z.int()),
})

/** Newest first; `id` finds one, `after` is the id of the last one of the page before. */
export async function listForeignImportRows(
  db: Db,
  { id, after, limit }: { id?: string; after?: string; limit: number },
): Promise<ForeignImport[]> {
  const found = await rows(
    db,
    ImportRow,
    sql`select i.id::text, i.name, i.bytes::float8 as bytes, i.asked, i.format, i.licence, i.by, i.job_run_id::text as "jobId",
        i.created_at as "createdAt", i.ended_at as "endedAt", coalesce(row.counts, '{}') as counts, row.remarks
      from foreign_import i cross join lateral (
        select jsonb_object_agg(outcome, count) as counts, coalesce(sum(remarks) filter (where outcome <> 'failed'), 0)::int as remarks
        from (select outcome, count(*)::int as count, count(message) as remarks from foreign_row
          where import_id = i.id group by outcome) by_outcome) row
      where (${id ?? null}::uuid is null or i.id = ${id ?? null}::uuid)
        and (${after ?? null}::uuid is null or i.id < ${after ?? null}::uuid)
      order by i.id desc limit ${limit}::int`,
  )
  return found.map(({ counts, createdAt, endedAt, ...rest }) => ({
    ...rest,
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    counts: { imported: 0, known: 0, failed: 0, ...counts },
  }))
}

/** In the order of the file; `after` is the place of the last one of the page before. */
export function listForeignRowRows(
  db: Db,
  importId: string,
  { outcome, after, limit }: { outcome?: ForeignOutcome; after?: number; limit: number },
): Promise<ForeignRow[]> {
  return rows(
    db,
    ForeignRow,
    sql`select f.number, f.outcome, f.message, f.trajectory_id::text as "trajectoryId", r.name as "repositoryName",
        t.settings->>'instance' as instance, t.author, t.step_count as steps
      from foreign_row f left join trajectory t on t.id = f.trajectory_id left join snapshot s on s.id = t.snapshot_id
      left join repository r on r.id = s.repository_id
      where f.import_id = ${importId}::uuid and f.number > ${after ?? 0}::int
        and ${outcome ? sql`f.outcome = ${outcome}` : sql`true`}
      order by f.number limit ${limit}::int`,
  )
}
