import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { Dataset } from './dataset'
import { masksIn } from './preflight/store-findings'
import { candidatesOf } from './store-contents'
import { holdItems } from './store-held'

/** Holds what the dataset holds as it is until the transaction ends; returns how many trajectories there are. */
export async function lockHeld(tx: Db, dataset: Dataset): Promise<number> {
  const query = sql`with t as (select id from trajectory t where id in (select trajectory_id
      from (${await candidatesOf(tx, dataset)}) held where reason is null) order by id for no key update)
    select count(*)::int as count from t`
  return (await rows(tx, z.object({ count: z.int() }), query))[0]?.count ?? 0
}

/** Writes down what the release holds, split by split, and what is masked of it; returns how many documents. */
export async function freezeDatasetItems(
  tx: Db,
  releaseId: string,
  dataset: Dataset,
  splits: ReadonlyMap<string, string>,
): Promise<number> {
  const documents = await tx.$executeRaw`
    insert into release_item (release_id, position, trajectory_id, revision, variant, split, masks)
    select ${releaseId}::uuid, row_number() over (order by x.split collate "C", held.trajectory_id, held.variant) - 1,
      held.trajectory_id, held.revision, held.variant, x.split, masked.masks
    from (${await candidatesOf(tx, dataset)}) held
    join unnest(${[...splits.keys()]}::uuid[], ${[...splits.values()]}::text[]) as x(repository_id, split)
      on x.repository_id = held.repository_id
    left join (${masksIn(dataset.id)}) masked on masked.trajectory_id = held.trajectory_id
    where held.reason is null`
  await holdItems(tx, releaseId, documents)
  return documents
}
