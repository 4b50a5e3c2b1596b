import type { Db } from '@/lib/db/client'
import type { LikestRepository } from '@/lib/repository/repository'
import { estimateJaccard } from '@/lib/structure/minhash'
import { leastSimilarity } from './find-duplicates'
import { listLikeSnapshots } from './store-likest'

/**
 * For many snapshots at once, the other repository that each equals or nearly equals. Only the sketches of all text are
 * compared, in one query: what shares some files alone, and what is too small for a sketch, is for `findDuplicates`.
 */
export async function findLikest(db: Db, snapshotIds: readonly string[]): Promise<Map<string, LikestRepository>> {
  const likest = new Map<string, LikestRepository>()
  if (snapshotIds.length === 0) return likest
  for (const found of await listLikeSnapshots(db, snapshotIds)) {
    const { snapshotId, repositoryId, name, isEqual } = found
    // Equal sketches are not yet equal contents.
    const similarity = isEqual ? 1 : Math.min(0.99, estimateJaccard(found.own, found.other))
    const best = likest.get(snapshotId)?.similarity ?? 0
    if (similarity >= leastSimilarity && similarity > best) likest.set(snapshotId, { repositoryId, name, similarity })
  }
  return likest
}
