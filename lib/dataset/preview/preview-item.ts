import { type Actor, requireRole } from '@/lib/auth/actor'
import type { Dataset } from '@/lib/dataset/dataset'
import { ExportSettings, type ReleaseFormat } from '@/lib/dataset/formats/settings'
import { onlySplit } from '@/lib/dataset/splits'
import { getDatasetRow } from '@/lib/dataset/store-datasets'
import { loadSplits } from '@/lib/dataset/store-splits'
import type { Item } from '@/lib/dataset/write/store-items'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { findSight } from '@/lib/trajectory/store-blind'
import type { PreviewRequest } from './preview'
import { findHeldItem, findNewestItem, type HeldItem } from './store-preview'
import { chosenIn, type Repositories, type Whole } from './store-whole'

export type PreviewedItem = {
  item: Item
  format: ReleaseFormat
  settings: ExportSettings
  /** What would be released together with it, and the repositories of it that go to the same split. */
  whole: Whole
  repositories: Repositories
}

/** The document that is asked for, with the masks and the split that it has in its dataset, and how it is written. */
export async function previewItem(actor: Actor, request: PreviewRequest): Promise<PreviewedItem> {
  requireRole(actor, 'viewer', 'see trajectories')
  return request.datasetId ? heldItem(actor, request.datasetId, request) : exportedItem(actor, request)
}

async function heldItem(actor: Actor, datasetId: string, request: PreviewRequest): Promise<PreviewedItem> {
  const dataset = { ...(await getDatasetRow(db, datasetId)), sight: await findSight(db, actor) }
  const found = await findHeldItem(db, dataset, request)
  if (!found) throw new AppError('not_found', 'The dataset holds no such document that could be released now.')
  const format = request.format ?? dataset.format
  const settings = request.settings ?? settingsIn(dataset, format)
  return { format, settings, ...(await placeIn({ kind: 'dataset', dataset }, found, settings)) }
}

async function exportedItem(actor: Actor, request: PreviewRequest): Promise<PreviewedItem> {
  const { trajectoryId, trajectoryIds: ids, format = 'text', settings = ExportSettings.parse({}) } = request
  const found = await findNewestItem(db, trajectoryId)
  if (!found) throw new AppError('not_found', 'There is no such trajectory, or it has no revision yet.')
  const whole: Whole = { kind: 'export', trajectoryId, ids, sight: await findSight(db, actor) }
  return { format, settings, ...(await placeIn(whole, found, settings)) }
}

/** Another format than that of the dataset may come in other files. */
function settingsIn({ format: own, settings }: Dataset, format: ReleaseFormat): ExportSettings {
  return format === own ? settings : { ...settings, container: undefined, compression: 'none' }
}

/** Where there is only one split, nothing has to be known of all the other repositories. */
async function placeIn(
  whole: Whole,
  { repositoryId, ...item }: HeldItem,
  { splits: settings }: ExportSettings,
): Promise<Pick<PreviewedItem, 'item' | 'whole' | 'repositories'>> {
  const only = onlySplit(settings)
  if (only !== undefined) return { item: { ...item, split: only }, whole, repositories: 'all' }
  const splits = await loadSplits(db, await chosenIn(db, whole), settings)
  const split = splits.get(repositoryId) ?? 'train'
  const repositories = [...splits].flatMap(([id, other]) => (other === split ? [id] : []))
  return { item: { ...item, split }, whole, repositories }
}
