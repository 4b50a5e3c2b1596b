import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { getDatasetRow } from '@/lib/dataset/store-datasets'
import { db } from '@/lib/db/client'
import { findSight } from '@/lib/trajectory/store-blind'
import type { PreviewDocuments, PreviewedDocuments } from './preview'
import { listHeldAround } from './store-preview'

/**
 * A document of what a release would hold now, and those before and after it, in the order in which the trajectories were
 * made. When the one that is named is held no longer, or is not what is searched for, the next one stands for it.
 */
export async function previewDocuments(
  actor: Actor,
  { id, search, trajectoryId, variant }: z.infer<typeof PreviewDocuments>,
): Promise<PreviewedDocuments> {
  requireRole(actor, 'viewer', 'see datasets')
  const dataset = { ...(await getDatasetRow(db, id)), sight: await findSight(db, actor) }
  const place = trajectoryId === undefined ? undefined : { trajectoryId, variant: variant ?? '' }
  const { before, from } = await listHeldAround(db, dataset, { place, search: search || undefined })
  return { previous: before ?? null, current: from[0] ?? null, next: from[1] ?? null }
}
