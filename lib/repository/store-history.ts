import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { jsonChunksOf } from './chunks'
import { ChangeKind, Commit, type History } from './history'
import type { Snapshot } from './repository'
import { snapshotFields, toSnapshot } from './store'
import { insertBlobs } from './store-blobs'

/** Stores the commits of a history whose contents are there already, in place of those that were known before. */
export async function replaceHistory(tx: Db, snapshotId: string, history: History): Promise<void> {
  await tx.snapshotCommit.deleteMany({ where: { snapshotId } })
  const commits = history.commits.map(({ changes: _, authoredAt, ...commit }, position) => ({
    ...commit,
    position,
    authored_at: authoredAt,
  }))
  for (const chunk of jsonChunksOf(commits)) {
    await tx.$executeRaw`
      insert into snapshot_commit (snapshot_id, position, commit, author, authored_at, message)
      select ${snapshotId}::uuid, position, commit, author, authored_at, message
      from jsonb_to_recordset(${chunk}::jsonb)
           as t(position int, commit text, author text, authored_at timestamptz, message text)`
  }
  const changes = history.commits.flatMap((commit, position) =>
    commit.changes.map(({ sha256, fromSha256, fromPath, ...change }) => ({
      ...change,
      position,
      from_path: fromPath,
      sha256: sha256?.toString('hex'),
      from_sha256: fromSha256?.toString('hex'),
    })),
  )
  for (const chunk of jsonChunksOf(changes)) {
    await tx.$executeRaw`
      insert into commit_change (snapshot_id, position, path, kind, from_path, sha256, from_sha256)
      select ${snapshotId}::uuid, position, path, kind, from_path, decode(sha256, 'hex'), decode(from_sha256, 'hex')
      from jsonb_to_recordset(${chunk}::jsonb)
           as t(position int, path text, kind text, from_path text, sha256 text, from_sha256 text)
      on conflict do nothing`
  }
}

/** Gives a snapshot that is there already more of its history. */
export async function completeHistory(tx: Db, snapshot: Snapshot, history: History): Promise<Snapshot> {
  await insertBlobs(tx, history.contents)
  await replaceHistory(tx, snapshot.id, history)
  const notes = [...snapshot.notes.filter(({ kind }) => kind !== 'history'), ...history.notes]
  const data = { depth: history.depth, notes }
  return toSnapshot(await tx.snapshot.update({ where: { id: snapshot.id }, data, select: snapshotFields }))
}

const CommitRow = Commit.omit({ changes: true }).extend({ authoredAt: z.date() })
const ChangeRow = z.object({
  position: z.int(),
  path: z.string(),
  kind: ChangeKind,
  fromPath: z.string().nullable(),
  hasContent: z.boolean(),
})

/** Newest first, from `after` on. */
export async function listCommitRows(
  db: Db,
  snapshotId: string,
  { after, limit }: { after: number; limit: number },
): Promise<Commit[]> {
  const commits = await rows(
    db,
    CommitRow,
    sql`
      select position, commit, author, authored_at as "authoredAt", message from snapshot_commit
      where snapshot_id = ${snapshotId}::uuid and position > ${after}::int order by position limit ${limit}::int`,
  )
  const changes = await rows(
    db,
    ChangeRow,
    sql`
      select position, path, kind, from_path as "fromPath", sha256 is not null as "hasContent" from commit_change
      where snapshot_id = ${snapshotId}::uuid and position > ${after}::int and position <= ${after + limit}::int
      order by position, path`,
  )
  const byCommit = Map.groupBy(changes, ({ position }) => position)
  return commits.map(({ authoredAt, ...commit }) => ({
    ...commit,
    authoredAt: authoredAt.toISOString(),
    changes: (byCommit.get(commit.position) ?? []).map(({ position: _, ...change }) => change),
  }))
}
