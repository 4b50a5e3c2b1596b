import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'

/** What a file held before its last commit, and that commit. */
export type EarlierVersion = { content: string; commit: string; message: string }

const Row = z.object({
  path: z.string(),
  commit: z.string(),
  message: z.string(),
  bytes: z.instanceof(Uint8Array),
})

const mostPaths = 200

/**
 * For each included file the newest of its versions that differs from the file, with the commit that turned the one into
 * the other, as far as the history that was imported goes. A file that was only renamed is followed to its names before.
 * Where the content before a change was not kept (old imports), what an older change left stands for it.
 */
export async function loadEarlierVersions(db: Db, snapshotId: string): Promise<Map<string, EarlierVersion>> {
  const found = new Map<string, EarlierVersion>()
  for (let after = ''; ; ) {
    const next = await rows(
      db,
      Row,
      sql`
        with recursive trail as (
          select f.path, f.sha256 as final, c.position, c.name, c.before
          from file f cross join lateral (${newestChange(snapshotId, sql`f.path`, sql`-1`)}) c
          where f.snapshot_id = ${snapshotId}::uuid and f.is_included and f.path > ${after}
          union all
          select t.path, t.final, c.position, c.name, c.before
          from trail t cross join lateral (${newestChange(snapshotId, sql`t.name`, sql`t.position`)}) c
          where t.before = t.final
        )
        select t.path, h.commit, h.message, b.bytes from trail t
        join snapshot_commit h on h.snapshot_id = ${snapshotId}::uuid and h.position = t.position
        join blob b on b.sha256 = t.before where t.before <> t.final order by t.path limit ${mostPaths}`,
    )
    for (const { path, commit, message, bytes } of next) {
      found.set(path, { content: Buffer.from(bytes).toString('utf8'), commit, message })
      after = path
    }
    if (next.length < mostPaths) return found
  }
}

/** The newest change of what has a name, older than a position: how it was called, and what it held, before. */
function newestChange(snapshotId: string, name: Prisma.Sql, position: Prisma.Sql): Prisma.Sql {
  return sql`
    select c.position, coalesce(c.from_path, c.path) as name, coalesce(c.from_sha256, (
      select older.sha256 from commit_change older
      where older.snapshot_id = ${snapshotId}::uuid and older.path = coalesce(c.from_path, c.path)
        and older.position > c.position and c.kind <> 'added'
      order by older.position limit 1)) as before
    from commit_change c
    where c.snapshot_id = ${snapshotId}::uuid and c.path = ${name} and c.position > ${position}
    order by c.position limit 1`
}
