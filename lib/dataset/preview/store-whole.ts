import { z } from 'zod'
import type { Dataset } from '@/lib/dataset/dataset'
import { masksIn } from '@/lib/dataset/preflight/store-findings'
import { candidatesOf } from '@/lib/dataset/store-contents'
import { Item, itemColumns, itemJoins } from '@/lib/dataset/write/store-items'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { Sight } from '@/lib/trajectory/store-blind'
import { seenState } from '@/lib/trajectory/store-sight'
import type { DocumentPlace } from './preview'

/** What a release would hold: a dataset, or the trajectories of an export, to which the one that is previewed belongs. */
export type Whole =
  | { kind: 'dataset'; dataset: Dataset & { sight?: Sight } }
  | { kind: 'export'; trajectoryId: string; ids?: readonly string[]; sight?: Sight }

export const PackDocument = z.object({
  trajectoryId: z.string(),
  variant: z.string(),
  revision: z.int(),
  /** Of the document without its masks, as the tokens are. */
  sourceHash: z.string(),
  sourceTokens: z.int(),
  isMasked: z.boolean(),
})
export type PackDocument = z.infer<typeof PackDocument>

/** The documents: `trajectory_id, variant, revision, repository_id`. */
async function membersOf(db: Db, whole: Whole): Promise<Prisma.Sql> {
  if (whole.kind === 'dataset')
    return sql`select trajectory_id, variant, revision, repository_id from (${await candidatesOf(db, whole.dataset)}) held
      where reason is null`
  const { trajectoryId, ids, sight } = whole
  return sql`select e.trajectory_id, '' as variant, e.head as revision, e.repository_id from trajectory_entry e
    where e.trajectory_id = ${trajectoryId}::uuid or (${seenState(sight)} in ('approved', 'released')
      and ${ids ? sql`e.trajectory_id = any(${[...ids]}::uuid[])` : sql`true`})`
}

/** Whose trajectories they are, as a condition on `t`. */
export async function chosenIn(db: Db, whole: Whole): Promise<Prisma.Sql> {
  return sql`t.id in (select trajectory_id from (${await membersOf(db, whole)}) m)`
}

/** The masks of a release of it: `trajectory_id, masks`. */
function masksOf(whole: Whole): Prisma.Sql {
  if (whole.kind === 'dataset') return masksIn(whole.dataset.id)
  return sql`select null::uuid as trajectory_id, null::jsonb as masks where false`
}

/** Some or all repositories. */
export type Repositories = readonly string[] | 'all'

/** The documents of these repositories in the order in which a release holds those of a split; the first so many. */
export async function listPackDocuments(
  db: Db,
  whole: Whole,
  { repositories, limit }: { repositories: Repositories; limit: number },
): Promise<PackDocument[]> {
  return rows(
    db,
    PackDocument,
    sql`${await documentsOf(db, whole)} where ${isOf(repositories)} order by m.trajectory_id, m.variant limit ${limit}`,
  )
}

export async function findPackDocument(
  db: Db,
  whole: Whole,
  { trajectoryId, variant }: DocumentPlace,
): Promise<PackDocument | undefined> {
  const query = sql`${await documentsOf(db, whole)} where m.trajectory_id = ${trajectoryId}::uuid and m.variant = ${variant}`
  return (await rows(db, PackDocument, query))[0]
}

export async function countPackDocuments(db: Db, whole: Whole, repositories: Repositories): Promise<number> {
  const query = sql`select count(*)::int as count from (${await membersOf(db, whole)}) m where ${isOf(repositories)}`
  return (await rows(db, z.object({ count: z.int() }), query))[0]?.count ?? 0
}

async function documentsOf(db: Db, whole: Whole): Promise<Prisma.Sql> {
  return sql`select m.trajectory_id::text as "trajectoryId", m.variant, m.revision, revision.content_hash as "sourceHash",
      revision.tokens as "sourceTokens", masked.masks is not null as "isMasked"
    from (${await membersOf(db, whole)}) m
    join revision on revision.trajectory_id = m.trajectory_id and revision.number = m.revision
    left join (${masksOf(whole)}) masked on masked.trajectory_id = m.trajectory_id`
}

function isOf(repositories: Repositories): Prisma.Sql {
  return repositories === 'all' ? sql`true` : sql`m.repository_id = any(${[...repositories]}::uuid[])`
}

/** The documents as a release would hold them, in the order in which they are asked for; fewer when some have gone since. */
export async function listItemsOf(
  db: Db,
  whole: Whole,
  split: string,
  documents: readonly PackDocument[],
): Promise<Item[]> {
  const ids = documents.map(({ trajectoryId }) => trajectoryId)
  const revisions = documents.map(({ revision }) => revision)
  const variants = documents.map(({ variant }) => variant)
  return rows(
    db,
    Item,
    sql`select ${itemColumns} from (select (x.place - 1)::int as position, ${split} as split, x.trajectory_id, x.revision,
        x.variant, masked.masks, null as masked_hash, null::int as masked_tokens, null::int as masked_trained_tokens
      from unnest(${ids}::uuid[], ${revisions}::int[], ${variants}::text[]) with ordinality
        as x(trajectory_id, revision, variant, place)
      left join (${masksOf(whole)}) masked on masked.trajectory_id = x.trajectory_id) item ${itemJoins} order by item.position`,
  )
}
