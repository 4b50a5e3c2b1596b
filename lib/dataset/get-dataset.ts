import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { Dataset, GetDataset, ListDatasets } from './dataset'
import { getDatasetRow, listDatasetRows } from './store-datasets'

export async function getDataset(actor: Actor, { id }: z.infer<typeof GetDataset>): Promise<Dataset> {
  requireRole(actor, 'viewer', 'see datasets')
  return getDatasetRow(db, id)
}

export async function listDatasets(actor: Actor, _: z.infer<typeof ListDatasets>): Promise<Dataset[]> {
  requireRole(actor, 'viewer', 'see datasets')
  return listDatasetRows(db)
}
