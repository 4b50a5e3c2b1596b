import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { Verifiers } from '@/lib/trajectory/verifiers'
import { TrajectoryState } from '@/lib/trajectory/view'
import { releaseJob } from './job'
import { type Release, ReleaseFile, ReleaseFormat } from './release'

const view = {
  id: true,
  format: true,
  by: true,
  createdAt: true,
  documents: true,
  tokens: true,
  files: true,
  _count: { select: { items: true } },
} satisfies Prisma.ReleaseSelect

type Row = Prisma.ReleaseGetPayload<{ select: typeof view }>

const Files = z.array(ReleaseFile).nullable()

function toRelease(row: Row, jobId: string | undefined): Release {
  const { _count, tokens, createdAt, ...rest } = row
  return {
    ...rest,
    format: ReleaseFormat.parse(row.format),
    createdAt: createdAt.toISOString(),
    trajectories: _count.items,
    tokens: tokens === null ? null : Number(tokens),
    files: Files.parse(row.files),
    jobId: jobId ?? null,
  }
}

/** The job of each release, by release. */
async function listJobIds(db: Db, releaseIds: string[]): Promise<Map<string, string>> {
  const found = await db.jobRun.findMany({
    where: { kind: releaseJob.kind, subjectId: { in: releaseIds } },
    orderBy: { id: 'asc' },
    select: { id: true, subjectId: true },
  })
  return new Map(found.flatMap(({ id, subjectId }) => (subjectId ? [[subjectId, id] as const] : [])))
}

export async function getReleaseView(db: Db, id: string): Promise<Release> {
  const row = await db.release.findUnique({ where: { id }, select: view })
  if (!row) throw new AppError('not_found', 'There is no such export.')
  return toRelease(row, (await listJobIds(db, [id])).get(id))
}

/** Newest first; `before` is the id of the last release of the page before. */
export async function listReleaseViews(db: Db, filter: { before?: string; limit: number }): Promise<Release[]> {
  const found = await db.release.findMany({
    where: { id: filter.before ? { lt: filter.before } : undefined },
    orderBy: { id: 'desc' },
    take: filter.limit,
    select: view,
  })
  const jobIds = await listJobIds(
    db,
    found.map(({ id }) => id),
  )
  return found.map((row) => toRelease(row, jobIds.get(row.id)))
}

export async function createRelease(db: Db, by: string, format: ReleaseFormat): Promise<string> {
  const { id } = await db.release.create({ data: { format, by, settings: {} }, select: { id: true } })
  return id
}

/** How the files are to be written; none yet. */
const Settings = z.object({})

export async function getReleaseSettings(db: Db, id: string): Promise<z.infer<typeof Settings>> {
  return Settings.parse((await db.release.findUniqueOrThrow({ where: { id }, select: { settings: true } })).settings)
}

/** The trajectories that were chosen, or all that are approved, released before or not. */
function chosen(ids: string[] | undefined): Prisma.Sql {
  return ids ? sql`t.id = any(${ids}::uuid[])` : sql`t.state in ('approved', 'released')`
}

/** Holds the chosen trajectories as they are until the transaction ends; returns how many there are. */
export async function lockReleasable(db: Db, ids: string[] | undefined): Promise<number> {
  const query = sql`with t as (select id from trajectory t where ${chosen(ids)} order by id for share)
    select count(*)::int as count from t`
  const [found] = await rows(db, z.object({ count: z.int() }), query)
  return found?.count ?? 0
}

const Unreleasable = z.object({
  id: z.string(),
  repositoryName: z.string(),
  state: TrajectoryState,
  revision: z.int(),
  failing: z.string().nullable(),
})
export type Unreleasable = z.infer<typeof Unreleasable>

/** The first of the chosen trajectories that is not approved, or whose head revision fails a verifier. */
export async function findUnreleasable(db: Db, ids: string[] | undefined): Promise<Unreleasable | undefined> {
  const query = sql`
    select t.id, repository.name as "repositoryName", t.state::text, t.head as revision, verifier.name as failing
    from trajectory t
    join snapshot on snapshot.id = t.snapshot_id
    join repository on repository.id = snapshot.repository_id
    left join revision on revision.trajectory_id = t.id and revision.number = t.head
    left join lateral (
      select name from jsonb_each(revision.verifiers) as verifier(name, result)
      where not (result->>'holds')::boolean order by name limit 1
    ) as verifier on true
    where ${chosen(ids)} and (t.state not in ('approved', 'released') or verifier.name is not null)
    order by t.id limit 1`
  return (await rows(db, Unreleasable, query))[0]
}

/** Writes down which trajectories at which revisions the release holds; returns how many. */
export function freezeItems(db: Db, releaseId: string, ids: string[] | undefined): Promise<number> {
  return db.$executeRaw`insert into release_item (release_id, position, trajectory_id, revision)
    select ${releaseId}::uuid, row_number() over (order by t.id) - 1, t.id, t.head from trajectory t where ${chosen(ids)}`
}

const Item = z.object({
  position: z.int(),
  trajectoryId: z.string(),
  revision: z.int(),
  contentHash: z.string(),
  repositoryName: z.string(),
  repositoryUrl: z.string(),
  commit: z.string(),
  license: z.string().nullable(),
  /** Of a trajectory that is about a part of the repository. */
  window: z.string().nullable(),
  author: z.string(),
  tokens: z.int(),
  trainedTokens: z.int(),
  maxCopyRatio: z.number(),
  verifiers: Verifiers,
})
/** One document of a release with what its metadata and the manifest say about it; without content. */
export type Item = z.infer<typeof Item>

const pageSize = 200

/** The documents of a release in order, read page by page. */
export async function* streamItems(db: Db, releaseId: string): AsyncGenerator<Item> {
  let after = -1
  for (;;) {
    const page = await rows(
      db,
      Item,
      sql`select item.position, item.trajectory_id as "trajectoryId", item.revision, revision.content_hash as "contentHash",
          repository.name as "repositoryName", repository.url as "repositoryUrl", snapshot.commit, snapshot.license,
          trajectory.scope->>'name' as "window", trajectory.author, revision.tokens, revision.trained_tokens as "trainedTokens",
          revision.max_copy_ratio as "maxCopyRatio", revision.verifiers
        from release_item item
        join trajectory on trajectory.id = item.trajectory_id
        join revision on revision.trajectory_id = item.trajectory_id and revision.number = item.revision
        join snapshot on snapshot.id = trajectory.snapshot_id
        join repository on repository.id = snapshot.repository_id
        where item.release_id = ${releaseId}::uuid and item.position > ${after}
        order by item.position limit ${pageSize}`,
    )
    yield* page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = last.position
  }
}

export type Frozen = { documents: number; tokens: number; files: ReleaseFile[]; manifest: Prisma.InputJsonValue }

/** Completes the release, once: a release that has its files keeps them. */
export async function completeRelease(db: Db, id: string, { tokens, ...frozen }: Frozen): Promise<void> {
  await db.$executeRaw`update release set documents = ${frozen.documents}, tokens = ${tokens}::bigint,
    files = ${JSON.stringify(frozen.files)}::jsonb, manifest = ${JSON.stringify(frozen.manifest)}::jsonb
    where id = ${id}::uuid and files is null`
}
