import { z } from 'zod'
import type { Db } from '@/lib/db/client'
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
 * the other, as far as the history that was imported goes. A renamed file is followed to its last name only.
 */
export async function loadEarlierVersions(db: Db, snapshotId: string): Promise<Map<string, EarlierVersion>> {
  const found = new Map<string, EarlierVersion>()
  for (let after = ''; ; ) {
    const next = await rows(
      db,
      Row,
      sql`
        with file_after as (
          select path, sha256 from file where snapshot_id = ${snapshotId}::uuid and is_included and path > ${after}
        ), last_change as (
          select distinct on (c.path) c.path, c.position, coalesce(c.from_path, c.path) as from_path, f.sha256
          from file_after f join commit_change c on c.snapshot_id = ${snapshotId}::uuid and c.path = f.path
          order by c.path, c.position
        ), earlier as (
          select l.path, l.position, (
            select c.sha256 from commit_change c
            where c.snapshot_id = ${snapshotId}::uuid and c.path = l.from_path and c.position > l.position
            order by c.position limit 1) as sha256, l.sha256 as final
          from last_change l
        )
        select e.path, h.commit, h.message, b.bytes from earlier e
        join snapshot_commit h on h.snapshot_id = ${snapshotId}::uuid and h.position = e.position
        join blob b on b.sha256 = e.sha256 where e.sha256 <> e.final order by e.path limit ${mostPaths}`,
    )
    for (const { path, commit, message, bytes } of next) {
      found.set(path, { content: Buffer.from(bytes).toString('utf8'), commit, message })
      after = path
    }
    if (next.length < mostPaths) return found
  }
}
