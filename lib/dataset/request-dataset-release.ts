import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db, longTransaction } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { requireContainer } from './choose-encoding'
import type { Dataset } from './dataset'
import { releaseJob } from './job'
import { checkNames } from './preflight/finding'
import { countOpen, listDecided } from './preflight/store-findings'
import { findPreflight, hashPlan, isCovered } from './preflight/store-preflight'
import { type FrozenDataset, type FrozenDecision, type FrozenPreflight, mostFiles, type Release } from './release'
import { createRelease, getReleaseView } from './store'
import { summarizeContents } from './store-contents-summary'
import { freezeDatasetItems, lockHeld } from './store-dataset-release'
import { splitsOfDataset } from './store-dataset-splits'
import { lockDataset } from './store-datasets'

export const DatasetReleaseRequest = z.object({
  id: z.uuid(),
  /** A release to tell the difference from; left out, the last one of the dataset or what it was made with, and null for none. */
  against: z.uuid().nullable().optional(),
})

/**
 * Freezes what the dataset holds and asks for its files. Everything in it has been looked through, and somebody has
 * decided about every finding; what is masked is masked from here on.
 */
export function requestDatasetRelease(actor: Actor, request: z.infer<typeof DatasetReleaseRequest>): Promise<Release> {
  requireRole(actor, 'reviewer', 'release datasets')
  return db.$transaction(async (tx) => {
    const dataset = await lockDataset(tx, request.id)
    const { format, settings } = dataset
    const container = requireContainer(format, settings)
    const held = await lockHeld(tx, dataset)
    if (held === 0) throw new AppError('invalid', 'The dataset holds nothing that can be released.')
    if (container === 'each' && held > mostFiles)
      throw new AppError('invalid', `A file for each trajectory is for at most ${mostFiles} of them: release shards.`)
    const preflight = await findPreflight(tx, dataset.id)
    if (!preflight?.endedAt || preflight.planHash !== (await hashPlan(tx, dataset)))
      throw new AppError('conflict', 'The dataset has not been looked through as it is now: run the pre-flight first.')
    if (!(await isCovered(tx, dataset, preflight.id)))
      throw new AppError('conflict', 'The dataset holds more than was looked through: run the pre-flight again.')
    const open = await countOpen(tx, dataset.id, preflight.id)
    if (open > 0)
      throw new AppError(
        'conflict',
        `Nobody has decided about ${open} of the findings: decide about all of them first.`,
      )
    const against = request.against === undefined ? (dataset.lastRelease?.id ?? dataset.againstId) : request.against
    if (against) await getReleaseView(tx, against)
    const summary = await summarizeContents(tx, dataset, {}, undefined)
    const decisions = await listDecided(tx, dataset.id, preflight.id)
    const id = await createRelease(tx, {
      by: actor.name,
      format,
      settings,
      againstId: against,
      datasetId: dataset.id,
      dataset: toFrozen(dataset, summary.leftOut),
      preflight: summarize(preflight.id, preflight.endedAt, decisions),
    })
    const { splits } = await splitsOfDataset(tx, dataset)
    const documents = await freezeDatasetItems(tx, id, dataset, splits)
    await recordAudit(tx, actor, {
      action: 'dataset.release',
      subject: 'dataset',
      subjectId: dataset.id,
      after: { release: id, documents, format },
    })
    const count = `${documents} ${documents === 1 ? 'document' : 'documents'}`
    const title =
      dataset.name === null ? `Export ${count} as ${format}` : `Release ${count} of ${dataset.name} as ${format}`
    await enqueue(tx, actor, releaseJob, { releaseId: id }, { title, subjectId: id })
    return getReleaseView(tx, id)
  }, longTransaction)
}

function toFrozen(dataset: Dataset, leftOut: readonly { reason: string; count: number }[]): FrozenDataset {
  const { id, name, description, filter, picked, revisions, granularity, required } = dataset
  const counts: Record<string, number> = {}
  for (const { reason, count } of leftOut) counts[reason] = (counts[reason] ?? 0) + count
  return { id, name, description, filter, picked, revisions, granularity, required, left_out: counts }
}

function summarize(id: string, checkedAt: string, decisions: FrozenDecision[]): FrozenPreflight {
  const findings: Record<string, Record<string, number>> = {}
  for (const { check, decision } of decisions) {
    const counts = findings[check] ?? {}
    findings[check] = { ...counts, [decision]: (counts[decision] ?? 0) + 1 }
  }
  return { id, checked_at: checkedAt, checks: [...checkNames], findings, decisions }
}
