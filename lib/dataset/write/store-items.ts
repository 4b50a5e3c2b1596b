import type { Client } from 'pg'
import { z } from 'zod'
import { Mask } from '@/lib/dataset/mask'
import { query } from '@/lib/dataset/store-samples'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { Verifiers } from '@/lib/trajectory/verifiers'

const itemShape = {
  position: z.int(),
  split: z.string(),
  trajectoryId: z.string(),
  revision: z.int(),
  /** Where a release holds two revisions of a trajectory: which one this is; otherwise empty. */
  variant: z.string(),
  /** Of the document as it is released. */
  contentHash: z.string(),
  /** Of the document that was judged: another one where something is masked. */
  sourceHash: z.string(),
  masks: z.array(Mask).nullable(),
  repositoryName: z.string(),
  repositoryUrl: z.string(),
  commit: z.string(),
  license: z.string().nullable(),
  /** Of a trajectory that is about a part of the repository. */
  window: z.string().nullable(),
  author: z.string(),
  /** The agent of a foreign trajectory. */
  harness: z.string().nullable(),
  tokens: z.int(),
  trainedTokens: z.int(),
}
export const Item = z.object(itemShape)
/** One document of a release with what its metadata says about it; without content. */
export type Item = z.infer<typeof Item>

/** Columns of an `Item` over `itemJoins`. */
export const itemColumns = sql`item.position, item.split, item.trajectory_id as "trajectoryId", item.revision, item.variant,
  coalesce(item.masked_hash, revision.content_hash) as "contentHash", revision.content_hash as "sourceHash", item.masks,
  repository.name as "repositoryName", repository.url as "repositoryUrl",
  snapshot.commit, snapshot.license, trajectory.scope->>'name' as "window", trajectory.author,
  case when trajectory.settings->>'mode' = 'foreign' then trajectory.author end as harness,
  coalesce(item.masked_tokens, revision.tokens) as tokens,
  coalesce(item.masked_trained_tokens, revision.trained_tokens) as "trainedTokens"`

/** What is joined to `item`. */
export const itemJoins = sql`join trajectory on trajectory.id = item.trajectory_id
  join revision on revision.trajectory_id = item.trajectory_id and revision.number = item.revision
  join snapshot on snapshot.id = trajectory.snapshot_id
  join repository on repository.id = snapshot.repository_id`

const itemTables = sql`release_item item ${itemJoins}`

const Decision = z.object({ judgement: z.string(), by: z.string(), at: z.string(), reason: z.string().nullable() })
const Provenance = z.object({
  ...itemShape,
  maxCopyRatio: z.number(),
  verifiers: parsedOnce(Verifiers),
  /** Of the synthesis: snapshot, settings and author. */
  generator: z.string(),
  /** Of the searches up to this revision. */
  scorers: parsedOnce(z.array(z.string())),
  decisions: parsedOnce(z.array(Decision)),
})
/** One document with all that the manifest says about where it comes from. */
export type Provenance = z.infer<typeof Provenance>

const rememberedTexts = 1000

/** A column of JSON as its text. Most documents have the same few: each is parsed once, and shared. */
function parsedOnce<Shape extends z.ZodType>(shape: Shape) {
  const known = new Map<string, z.infer<Shape>>()
  return z.string().transform((text): z.infer<Shape> => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= rememberedTexts) known.clear()
    const parsed = shape.parse(JSON.parse(text))
    known.set(text, parsed)
    return parsed
  })
}

const provenanceColumns = sql`${itemColumns}, revision.max_copy_ratio as "maxCopyRatio", revision.verifiers::text as verifiers,
  trajectory.fingerprint as generator,
  coalesce((select jsonb_agg(distinct o.scorer_fingerprint) from revision r join optimization o on o.id = r.optimization_id
    where r.trajectory_id = item.trajectory_id and r.number <= item.revision), '[]')::text as scorers,
  coalesce((select jsonb_agg(jsonb_build_object('judgement', v.judgement, 'by', v.by, 'reason', v.reason,
      'at', to_char(v.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by v.id)
    from verdict v where v.trajectory_id = item.trajectory_id and v.revision = item.revision), '[]')::text as decisions`

const pageSize = 2000

/** Positions of a release that stand next to each other, from the first up to the last. */
export type Range = { first: number; last: number }

/**
 * The documents in a range in order, page by page. A page is named by both of its ends: with a limit in place of the second,
 * the database, which has no statistics of a release that is new, would read and sort all that is left for every page.
 */
export async function* streamItems(
  client: Client,
  releaseId: string,
  { first, last }: Range,
): AsyncGenerator<Provenance[]> {
  for (let start = first; start <= last; start += pageSize) {
    const { text, values } =
      sql`select ${provenanceColumns} from ${itemTables} where item.release_id = ${releaseId}::uuid
      and item.position between ${start} and ${Math.min(start + pageSize - 1, last)} order by item.position`
    yield await query(client, Provenance, text, values)
  }
}

/** Those at the given positions, in the order of the positions. */
export async function listItemsAt(db: Db, releaseId: string, positions: readonly number[]): Promise<Item[]> {
  const query = sql`select ${itemColumns} from ${itemTables}
    where item.release_id = ${releaseId}::uuid and item.position = any(${positions}::int[])`
  const byPosition = new Map((await rows(db, Item, query)).map((item) => [item.position, item]))
  return positions.flatMap((position) => byPosition.get(position) ?? [])
}

/** Of an item that stands in no release. */
export const noMasks = sql`'' as variant, null::jsonb as masks, null as masked_hash, null::int as masked_tokens,
  null::int as masked_trained_tokens`

const SplitRange = z.object({ split: z.string(), first: z.int(), last: z.int() })
export type SplitRange = z.infer<typeof SplitRange>

/** The splits that the release has, in the order of its documents; those of a split stand next to each other. */
export function listSplits(db: Db, releaseId: string): Promise<SplitRange[]> {
  return rows(
    db,
    SplitRange,
    sql`select split, min(position) as first, max(position) as last from release_item
      where release_id = ${releaseId}::uuid group by split order by first`,
  )
}

/** Documents after a position that are masked and whose hash is not known yet. */
export function listUnmeasured(db: Db, releaseId: string, after: number, limit: number): Promise<Item[]> {
  const query = sql`select ${itemColumns} from ${itemTables} where item.release_id = ${releaseId}::uuid and item.position > ${after}
    and item.masks is not null and item.masked_hash is null order by item.position limit ${limit}`
  return rows(db, Item, query)
}

export type MaskedMeasures = { contentHash: string; tokens: number; trainedTokens: number }

/** Writes down what the document is without what is masked. */
export async function saveMasked(db: Db, releaseId: string, position: number, found: MaskedMeasures): Promise<void> {
  await db.releaseItem.update({
    where: { releaseId_position: { releaseId, position } },
    data: {
      maskedHash: found.contentHash,
      maskedTokens: found.tokens,
      maskedTrainedTokens: found.trainedTokens,
    },
    select: { position: true },
  })
}
