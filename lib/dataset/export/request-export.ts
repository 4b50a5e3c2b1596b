import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { DatasetSettings } from '@/lib/dataset/dataset'
import { startPreflight } from '@/lib/dataset/preflight/start-preflight'
import type { ReleaseRequest } from '@/lib/dataset/release'
import { requestRelease } from '@/lib/dataset/request-release'
import { requireReleasable } from '@/lib/dataset/require-releasable'
import { getDatasetRow, insertDataset } from '@/lib/dataset/store-datasets'
import { type Db, db, longTransaction } from '@/lib/db/client'
import { type Export, ExportRequest } from './export'
import { carryDecisions, pickChosen } from './store-exports'

/**
 * Asks for training data of the chosen trajectories. It is looked through first, and goes out by itself when nobody has to
 * decide about anything; otherwise it waits for decisions, and for somebody who releases it. Unchecked it goes out at once,
 * when that is said; the audit trail, the manifest and the card keep it. What else is noted `within` happens together with
 * it, or not at all.
 */
export async function requestExport(
  actor: Actor,
  request: z.input<typeof ExportRequest>,
  within?: (tx: Db) => Promise<unknown>,
): Promise<Export> {
  const { isUnchecked, ...chosen } = ExportRequest.parse(request)
  if (isUnchecked) {
    const { id, jobId } = await requestRelease(actor, chosen, within)
    return { datasetId: null, releaseId: id, jobId }
  }
  requireRole(actor, 'reviewer', 'export trajectories')
  return db.$transaction(async (tx) => {
    const datasetId = await createUnnamed(tx, actor, chosen)
    const jobId = await startPreflight(tx, actor, await getDatasetRow(tx, datasetId), { releaseFor: actor })
    await within?.(tx)
    return { datasetId, releaseId: null, jobId }
  }, longTransaction)
}

/** A dataset of exactly these; what was decided about them for earlier exports holds in it. */
async function createUnnamed(tx: Db, actor: Actor, { trajectoryIds, ...wanted }: ReleaseRequest): Promise<string> {
  const { format, settings, against = null } = wanted
  const ids = trajectoryIds && [...new Set(trajectoryIds)]
  await requireReleasable(tx, ids, wanted)
  const usual = DatasetSettings.omit({ name: true }).parse({ filter: null, format, settings })
  const id = await insertDataset(tx, { ...usual, name: null, againstId: against }, actor.name)
  const picked = await pickChosen(tx, id, ids, actor.name)
  await carryDecisions(tx, id)
  const after = JSON.parse(JSON.stringify({ name: null, picked, format, settings }))
  await recordAudit(tx, actor, { action: 'dataset.create', subject: 'dataset', subjectId: id, after })
  return id
}
