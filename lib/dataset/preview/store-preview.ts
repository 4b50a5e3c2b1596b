import { z } from 'zod'
import { masksIn } from '@/lib/dataset/preflight/store-findings'
import { candidatesOf } from '@/lib/dataset/store-contents'
import { Item, itemColumns, itemJoins, noMasks } from '@/lib/dataset/write/store-items'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { type DocumentPlace, PreviewedDocument } from './preview'

type Selection = Parameters<typeof candidatesOf>[1]

const HeldItem = Item.extend({ repositoryId: z.string() })
export type HeldItem = z.infer<typeof HeldItem>

/**
 * A document as a release of the dataset would freeze it now (`freezeDatasetItems`), but for its split; what is masked of it
 * is not measured yet. Undefined when the dataset holds no such document that can be released.
 */
export async function findHeldItem(
  db: Db,
  dataset: Selection,
  { trajectoryId, variant }: DocumentPlace,
): Promise<HeldItem | undefined> {
  const query = sql`select ${itemColumns}, repository.id::text as "repositoryId"
    from (select 0 as position, 'train' as split, held.trajectory_id, held.revision, held.variant, masked.masks,
        null as masked_hash, null::int as masked_tokens, null::int as masked_trained_tokens
      from (${await candidatesOf(db, dataset)}) held
      left join (${masksIn(dataset.id)}) masked on masked.trajectory_id = held.trajectory_id
      where held.reason is null and held.trajectory_id = ${trajectoryId}::uuid and held.variant = ${variant}) item ${itemJoins}`
  return (await rows(db, HeldItem, query))[0]
}

/** A trajectory at its newest revision, as if it stood in a release; undefined when it has none. */
export async function findNewestItem(db: Db, trajectoryId: string): Promise<HeldItem | undefined> {
  const query = sql`select ${itemColumns}, repository.id::text as "repositoryId"
    from (select 0 as position, 'train' as split, id as trajectory_id, head as revision, ${noMasks}
      from trajectory where id = ${trajectoryId}::uuid) item ${itemJoins}`
  return (await rows(db, HeldItem, query))[0]
}

const anywhere: DocumentPlace = { trajectoryId: '00000000-0000-0000-0000-000000000000', variant: '' }

export type HeldAround = { before: PreviewedDocument | undefined; from: PreviewedDocument[] }

/** Of what can be released, the document before a place, and the two that come from it on. */
export async function listHeldAround(
  db: Db,
  dataset: Selection,
  { place = anywhere, search }: { place?: DocumentPlace; search?: string },
): Promise<HeldAround> {
  const { trajectoryId: id, variant } = place
  // The id alone, too: an index on it serves the walk.
  const isBefore = sql`e.trajectory_id <= ${id}::uuid and (e.trajectory_id, e.variant) < (${id}::uuid, ${variant})`
  const isFrom = sql`e.trajectory_id >= ${id}::uuid and (e.trajectory_id, e.variant) >= (${id}::uuid, ${variant})`
  const held = sql`select e.trajectory_id::text as "trajectoryId", e.variant, e.revision, e.repository
    from (${await candidatesOf(db, dataset)}) e where e.reason is null and ${search ? isSearched(search) : sql`true`}`
  const [before, from] = await Promise.all([
    rows(db, PreviewedDocument, sql`${held} and ${isBefore} order by e.trajectory_id desc, e.variant desc limit 1`),
    rows(db, PreviewedDocument, sql`${held} and ${isFrom} order by e.trajectory_id, e.variant limit 2`),
  ])
  return { before: before[0], from }
}

/** By the id of a document, as it stands in the files, or by its repository. */
function isSearched(search: string): Prisma.Sql {
  const [, id] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-[a-z]+)?$/i.exec(search) ?? []
  if (id) return sql`e.trajectory_id = ${id}::uuid`
  const part = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql`e.repository_id in (select id from repository where name ilike ${part} or url ilike ${part})`
}
