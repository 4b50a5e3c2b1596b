import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Dataset } from '@/lib/dataset/dataset'
import { preflightJob } from '@/lib/dataset/job'
import { candidatesOf } from '@/lib/dataset/store-contents'
import { Item, itemColumns, itemJoins, noMasks } from '@/lib/dataset/write/store-items'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { utc } from '@/lib/trajectory/store-rows'
import { scannerVersion } from './finding'

/** SHA-256 over what a look goes by, apart from what is looked at: another one of these needs another look. */
export async function hashPlan(db: Db, { checks, required, settings, format }: Dataset): Promise<string> {
  const benchmarks = await db.benchmark.findMany({
    orderBy: { id: 'asc' },
    select: { id: true, _count: { select: { problems: true } } },
  })
  const { splits, tokenizer } = settings
  const plan = [
    scannerVersion,
    checks,
    required,
    splits,
    tokenizer,
    format === 'dpo',
    benchmarks.map(({ id, _count }) => [id, _count.problems]),
  ]
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex')
}

/** Whether all that the dataset holds now was looked at; that something has gone since does no harm. */
export async function isCovered(db: Db, dataset: Dataset, preflightId: string): Promise<boolean> {
  const query = sql`select exists (select from (${await candidatesOf(db, dataset)}) held where reason is null and not exists (
      select from preflight_item i where i.preflight_id = ${preflightId}::uuid and i.trajectory_id = held.trajectory_id
        and i.variant = held.variant and i.revision = held.revision)) as "isOpen"`
  return !(await rows(db, z.object({ isOpen: z.boolean() }), query))[0]?.isOpen
}

export async function createPreflight(tx: Db, datasetId: string, by: string): Promise<string> {
  return (await tx.preflight.create({ data: { datasetId, by }, select: { id: true } })).id
}

type Begun = { datasetId: string; endedAt: Date | null; documents: number | null }

export async function getPreflightRow(db: Db, id: string): Promise<Begun> {
  return db.preflight.findUniqueOrThrow({ where: { id }, select: { datasetId: true, endedAt: true, documents: true } })
}

/** Writes down what the dataset holds, for the look and for the release after it; returns how many documents. */
export async function freezeContents(tx: Db, preflightId: string, dataset: Dataset): Promise<number> {
  await tx.$executeRaw`delete from preflight_item i using preflight p
    where p.id = i.preflight_id and p.dataset_id = ${dataset.id}::uuid`
  return tx.$executeRaw`insert into preflight_item (preflight_id, position, trajectory_id, variant, revision)
    select ${preflightId}::uuid, row_number() over (order by trajectory_id, variant) - 1, trajectory_id, variant, revision
    from (${await candidatesOf(tx, dataset)}) held where reason is null`
}

const pageSize = 200

/** What was frozen, so many documents, page by page; those that were deleted since are not among them. */
export async function* streamPreflightItems(db: Db, preflightId: string, documents: number): AsyncGenerator<Item[]> {
  for (let first = 0; first < documents; first += pageSize)
    yield await rows(
      db,
      Item,
      sql`select ${itemColumns} from (select position, 'train' as split, trajectory_id, revision, variant, null::jsonb as masks,
          null as masked_hash, null::int as masked_tokens, null::int as masked_trained_tokens from preflight_item
        where preflight_id = ${preflightId}::uuid and position between ${first} and ${first + pageSize - 1}) item
        ${itemJoins} order by item.position`,
    )
}

/** A few of the documents of a dataset, chosen by hash, up to so many tokens. */
export async function listSampleItems(
  db: Db,
  dataset: Dataset,
  { limit, mostTokens }: { limit: number; mostTokens: number },
): Promise<Item[]> {
  const found = await rows(
    db,
    Item,
    sql`select ${itemColumns} from (select 0 as position, 'train' as split, trajectory_id, revision, ${noMasks}
        from (${await candidatesOf(db, dataset)}) held where reason is null and tokens <= ${mostTokens}
        order by md5(trajectory_id::text) limit ${limit}) item ${itemJoins}`,
  )
  let tokens = 0
  return found.filter((item) => {
    tokens += item.tokens
    return tokens <= mostTokens
  })
}

export async function completePreflight(
  db: Db,
  id: string,
  found: { planHash: string; documents: number; tokens: number },
): Promise<void> {
  await db.preflight.update({
    where: { id },
    data: {
      planHash: Buffer.from(found.planHash, 'hex'),
      documents: found.documents,
      tokens: found.tokens,
      endedAt: new Date(),
    },
    select: { id: true },
  })
}

const PreflightRow = z.object({
  id: z.string(),
  by: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  jobId: z.string().nullable(),
  documents: z.int().nullable(),
  tokens: z.coerce.number().nullable(),
  planHash: z.string().nullable(),
})

/** The newest look through a dataset. */
export async function findPreflight(db: Db, datasetId: string): Promise<z.infer<typeof PreflightRow> | undefined> {
  const query = sql`select p.id::text, p.by, ${utc(sql`p.created_at`)} as "createdAt", ${utc(sql`p.ended_at`)} as "endedAt",
      (select id::text from job_run where kind = ${preflightJob.kind} and subject_id = p.dataset_id order by id desc limit 1) as "jobId",
      p.documents, p.tokens::text as tokens, encode(p.plan_hash, 'hex') as "planHash"
    from preflight p where p.dataset_id = ${datasetId}::uuid order by p.id desc limit 1`
  return (await rows(db, PreflightRow, query))[0]
}

/** The repository of each of these trajectories. */
export async function listRepositoriesOf(db: Db, trajectoryIds: readonly string[]): Promise<Map<string, string>> {
  const found = await db.trajectoryEntry.findMany({
    where: { trajectoryId: { in: [...trajectoryIds] } },
    select: { trajectoryId: true, repositoryId: true },
  })
  return new Map(found.map(({ trajectoryId, repositoryId }) => [trajectoryId, repositoryId]))
}

export async function hasRunningPreflight(db: Db, datasetId: string): Promise<boolean> {
  const found = await db.jobRun.findFirst({
    where: { kind: preflightJob.kind, subjectId: datasetId, state: { in: ['queued', 'running', 'paused'] } },
    select: { id: true },
  })
  return found !== null
}

/** How many of the documents each verifier does not apply to. */
export function countUnapplied(db: Db, preflightId: string): Promise<{ verifier: string; count: number }[]> {
  return rows(
    db,
    z.object({ verifier: z.string(), count: z.int() }),
    sql`select v.key as verifier, count(*)::int as count from preflight_item i
        join revision r on r.trajectory_id = i.trajectory_id and r.number = i.revision, jsonb_each(r.verifiers) v
      where i.preflight_id = ${preflightId}::uuid and v.value->'holds' = 'null' group by 1 order by 1`,
  )
}
