import type { Actor } from '@/lib/auth/actor'
import { requestDatasetRelease } from '@/lib/dataset/request-dataset-release'
import { getDatasetRow } from '@/lib/dataset/store-datasets'
import { db } from '@/lib/db/client'
import { countOpen } from './store-findings'

/** Releases a dataset that was just looked through, unless somebody has to decide first: then null. */
export async function releaseIfDecided(
  actor: Actor,
  { preflightId, datasetId }: { preflightId: string; datasetId: string },
): Promise<string | null> {
  const { lastRelease } = await getDatasetRow(db, datasetId)
  // The job was killed after it had asked for it.
  if (lastRelease) return lastRelease.id
  if ((await countOpen(db, datasetId, preflightId)) > 0) return null
  return (await requestDatasetRelease(actor, { id: datasetId })).id
}
