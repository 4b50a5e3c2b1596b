import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { Contents } from './contents'
import type { Dataset } from './dataset'
import { assignSplits, findLeaks, onlySplit, type SplitRepository } from './splits'
import { candidatesOf } from './store-contents'
import { listSimilarRepositories, listSplitRepositories } from './store-splits'

export type DatasetSplits = {
  /** By repository. */
  splits: Map<string, string>
  repositories: SplitRepository[]
  leaks: { repository: string; other: string }[]
}

/** Which split every repository of a dataset goes to; what is alike has to be known only where there is more than one. */
export async function splitsOfDataset(db: Db, dataset: Dataset): Promise<DatasetSplits> {
  const candidates = await candidatesOf(db, dataset)
  const chosen = sql`t.id in (select trajectory_id from (${candidates}) held where held.reason is null)`
  const repositories =
    onlySplit(dataset.settings.splits) === undefined
      ? await listSimilarRepositories(db, chosen)
      : (await listSplitRepositories(db, chosen)).map((repository) => ({ ...repository, similar: [] }))
  const splits = assignSplits(repositories, dataset.settings.splits)
  return { splits, repositories, leaks: findLeaks(repositories, splits) }
}

const PerRepository = z.object({ id: z.string(), documents: z.int(), tokens: z.coerce.number() })

/** How much is in every split. */
export async function countSplits(db: Db, dataset: Dataset): Promise<Pick<Contents, 'splits' | 'leaks'>> {
  const { splits, leaks } = await splitsOfDataset(db, dataset)
  const found = await rows(
    db,
    PerRepository,
    sql`select repository_id::text as id, count(*)::int as documents, coalesce(sum(tokens), 0)::text as tokens
      from (${await candidatesOf(db, dataset)}) held where reason is null group by 1`,
  )
  const sums = new Map<string, Contents['splits'][number]>()
  for (const { id, documents, tokens } of found) {
    const split = splits.get(id) ?? 'train'
    const sum = sums.get(split) ?? { split, repositories: 0, documents: 0, tokens: 0 }
    sums.set(split, {
      split,
      repositories: sum.repositories + 1,
      documents: sum.documents + documents,
      tokens: sum.tokens + tokens,
    })
  }
  return { splits: [...sums.values()].sort((a, b) => b.documents - a.documents), leaks: leaks.length }
}
