import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { findSight } from '@/lib/trajectory/store-blind'
import type { Dataset } from './dataset'
import { ExportSettings, type ReleaseFormat } from './formats/settings'
import type { PreviewRequest } from './preview'
import { splitsOfDataset } from './store-dataset-splits'
import { getDatasetRow } from './store-datasets'
import { findItemOf, type Item } from './store-items'
import { findHeldItem } from './store-preview'

export type PreviewedItem = { item: Item; format: ReleaseFormat; settings: ExportSettings }

/** The document that is asked for, with the masks and the split that it has in its dataset, and how it is written. */
export async function previewItem(actor: Actor, request: PreviewRequest): Promise<PreviewedItem> {
  requireRole(actor, 'viewer', 'see trajectories')
  if (request.datasetId) return heldItem(actor, request.datasetId, request)
  const item = await findItemOf(db, request.trajectoryId)
  if (!item) throw new AppError('not_found', 'There is no such trajectory, or it has no revision yet.')
  return { item, format: request.format ?? 'text', settings: request.settings ?? ExportSettings.parse({}) }
}

async function heldItem(actor: Actor, datasetId: string, request: PreviewRequest): Promise<PreviewedItem> {
  const dataset = await getDatasetRow(db, datasetId)
  const found = await findHeldItem(db, { ...dataset, sight: await findSight(db, actor) }, request)
  if (!found) throw new AppError('not_found', 'The dataset holds no such document that could be released now.')
  const format = request.format ?? dataset.format
  const settings = request.settings ?? settingsIn(dataset, format)
  const { repositoryId, ...item } = found
  const split = await splitOf({ ...dataset, settings }, repositoryId)
  return { item: { ...item, split }, format, settings }
}

/** Another format than that of the dataset may come in other files. */
function settingsIn({ format: own, settings }: Dataset, format: ReleaseFormat): ExportSettings {
  return format === own ? settings : { ...settings, container: undefined, compression: 'none' }
}

/** Where there is only one split, nothing has to be known of all the other repositories. */
async function splitOf(dataset: Dataset, repositoryId: string): Promise<string> {
  const { ratios, fixed } = dataset.settings.splits
  const names = Object.keys(ratios).filter((name) => (ratios[name] ?? 0) > 0)
  if (names.length <= 1 && Object.keys(fixed).length === 0) return names[0] ?? 'train'
  return (await splitsOfDataset(db, dataset)).splits.get(repositoryId) ?? 'train'
}
