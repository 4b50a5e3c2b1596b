import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { utc } from '@/lib/trajectory/store-rows'
import { TrajectoryState } from '@/lib/trajectory/view'
import { ExportSettings, ReleaseFormat } from './formats/settings'
import { releaseJob } from './job'
import { FrozenDataset, FrozenPreflight, type Release, ReleaseFile, ReleaseRow } from './release'
import { holdItems } from './store-held'

const view = {
  id: true,
  format: true,
  by: true,
  createdAt: true,
  documents: true,
  tokens: true,
  files: true,
  settings: true,
  againstId: true,
  dataset: true,
  preflight: true,
  _count: { select: { items: true } },
} satisfies Prisma.ReleaseSelect

type Row = Prisma.ReleaseGetPayload<{ select: typeof view }>

const Files = z.array(ReleaseFile).nullable()

function toRelease(row: Row, jobId: string | undefined, masked: number): Release {
  const { _count, tokens, createdAt, ...rest } = row
  return {
    ...rest,
    format: ReleaseFormat.parse(row.format),
    createdAt: createdAt.toISOString(),
    trajectories: _count.items,
    tokens: tokens === null ? null : Number(tokens),
    files: Files.parse(row.files),
    settings: ExportSettings.parse(row.settings),
    jobId: jobId ?? null,
    dataset: FrozenDataset.nullable().parse(row.dataset),
    preflight: FrozenPreflight.nullable().parse(row.preflight),
    masked,
  }
}

export async function getReleaseView(db: Db, id: string): Promise<Release> {
  const row = await db.release.findUnique({ where: { id }, select: view })
  if (!row) throw new AppError('not_found', 'There is no such export.')
  const job = await db.jobRun.findFirst({
    where: { kind: releaseJob.kind, subjectId: id },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  const query = sql`select count(*)::int as count from release_item where release_id = ${id}::uuid and masks is not null`
  const [masked] = await rows(db, z.object({ count: z.int() }), query)
  return toRelease(row, job?.id, masked?.count ?? 0)
}

/** The release that this one tells its difference from, if any. */
export async function getAgainst(db: Db, id: string): Promise<string | null> {
  const row = await db.release.findUnique({ where: { id }, select: { againstId: true } })
  if (!row) throw new AppError('not_found', 'There is no such export.')
  return row.againstId
}

/** Newest first; `before` is the id of the last release of the page before. */
export function listReleaseRows(
  db: Db,
  { before, limit, datasetId }: { before?: string; limit: number; datasetId?: string },
): Promise<ReleaseRow[]> {
  return rows(
    db,
    ReleaseRow,
    sql`select r.id::text, r.format, r.by, ${utc(sql`r.created_at`)} as "createdAt", r.documents, r.tokens::float8 as tokens,
        coalesce(r.documents, (select count(*)::int from release_item where release_id = r.id)) as trajectories,
        r.dataset->>'name' as dataset, r.preflight is not null as "isChecked", jsonb_array_length(r.files) as files,
        (select sum((file->>'bytes')::float8) from jsonb_array_elements(r.files) file) as bytes,
        job.id::text as "jobId", job.state as "jobState"
      from release r left join lateral (select id, state from job_run
        where kind = ${releaseJob.kind} and subject_id = r.id order by id desc limit 1) job on true
      where ${before ? sql`r.id < ${before}::uuid` : sql`true`} and ${datasetId ? sql`r.dataset_id = ${datasetId}::uuid` : sql`true`}
      order by r.id desc limit ${limit}`,
  )
}

export type NewRelease = {
  by: string
  format: ReleaseFormat
  settings: ExportSettings
  againstId: string | null
  datasetId?: string
  dataset?: FrozenDataset
  preflight?: FrozenPreflight
}

export async function createRelease(db: Db, data: NewRelease): Promise<string> {
  const { dataset, ...rest } = data
  const frozen = dataset ? { dataset: JSON.parse(JSON.stringify(dataset)) } : {}
  return (await db.release.create({ data: { ...rest, ...frozen }, select: { id: true } })).id
}

const Plan = z.object({ settings: ExportSettings, againstId: z.string().nullable() })

/** How the files are to be written. */
export async function getReleasePlan(db: Db, id: string): Promise<z.infer<typeof Plan>> {
  return Plan.parse(await db.release.findUniqueOrThrow({ where: { id }, select: { settings: true, againstId: true } }))
}

/** The trajectories that were chosen, or all that are approved, released before or not. */
export function chosen(ids: string[] | undefined): Prisma.Sql {
  return ids ? sql`t.id = any(${ids}::uuid[])` : sql`t.state in ('approved', 'released')`
}

/** Holds the chosen trajectories as they are until the transaction ends; returns how many there are. */
export async function lockReleasable(db: Db, ids: string[] | undefined): Promise<number> {
  const query = sql`with t as (select id from trajectory t where ${chosen(ids)} order by id for no key update)
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

/**
 * Writes down which trajectories at which revisions the release holds, split by split; returns how many. `splits` is by
 * repository.
 */
export async function freezeItems(
  db: Db,
  releaseId: string,
  ids: string[] | undefined,
  splits: ReadonlyMap<string, string>,
): Promise<number> {
  const documents = await db.$executeRaw`
    insert into release_item (release_id, position, trajectory_id, revision, split)
    select ${releaseId}::uuid, row_number() over (order by x.split collate "C", t.id) - 1, t.id, t.head, x.split
    from trajectory t join snapshot s on s.id = t.snapshot_id
    join unnest(${[...splits.keys()]}::uuid[], ${[...splits.values()]}::text[]) as x(repository_id, split)
      on x.repository_id = s.repository_id
    where ${chosen(ids)}`
  await holdItems(db, releaseId, documents)
  return documents
}

export type Frozen = { documents: number; tokens: number; files: ReleaseFile[]; manifest: Prisma.InputJsonValue }

/** Completes the release, once: a release that has its files keeps them. */
export async function completeRelease(db: Db, id: string, { tokens, ...frozen }: Frozen): Promise<void> {
  await db.$executeRaw`update release set documents = ${frozen.documents}, tokens = ${tokens}::bigint,
    files = ${JSON.stringify(frozen.files)}::jsonb, manifest = ${JSON.stringify(frozen.manifest)}::jsonb
    where id = ${id}::uuid and files is null`
}
