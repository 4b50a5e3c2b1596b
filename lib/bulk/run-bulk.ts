import { v5 as idFrom } from 'uuid'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import { LaterError } from '@/lib/jobs/run-job'
import { changeAnnotation } from '@/lib/review/change-annotation'
import { createAnnotation } from '@/lib/review/create-annotation'
import { sendToQueue, takeOutOfQueue } from '@/lib/review/send-to-queue'
import { getAnnotationRow } from '@/lib/review/store-annotations'
import { listLabelRows } from '@/lib/review/store-labels'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { withdrawVerdict } from '@/lib/review/withdraw-verdict'
import { deleteTrajectory } from '@/lib/trajectory/delete-trajectory'
import { type BulkOutcome, type BulkVerb, deletesAt } from './bulk'
import { exportAll } from './export-all'
import { bulkJob, undoBulkJob } from './job'
import { getBulkVerb, getBulkView, hasVerdictSince, listWork, settleItem, type WorkItem } from './store'

const itemsAtOnce = 100
const unit = 'trajectories'
/** How long an undone deletion is still in the list of jobs. */
const longestWaitMs = 15_000

/** One after the other; what refuses one does not stop the others, and what was done is not done again. */
export async function runBulk(payload: unknown, context: JobContext): Promise<Record<BulkOutcome, number>> {
  const { bulkId, by } = bulkJob.Payload.parse(payload)
  const { action, createdAt } = await getBulkVerb(db, bulkId)
  const actor = actorOf(by)
  if (action.kind === 'delete') await waitForUndo(bulkId, createdAt, context)
  if (action.kind === 'export') return exportAll(actor, { bulkId, format: action.format, context })
  await runEach(bulkId, 'waiting', context, async (item) => {
    if (item.head === null) return action.kind === 'delete' ? undefined : 'It is gone.'
    if (item.head !== item.revision || item.stateNow !== item.state) {
      const since = { trajectoryId: item.trajectoryId, revision: item.revision, userId: by.userId, since: createdAt }
      if (action.kind === 'verdict' && (await hasVerdictSince(db, { ...since, judgement: action.judgement })))
        return undefined
      if (action.kind !== 'label' || item.head !== item.revision) return 'It has changed since it was chosen.'
    }
    await perform(actor, action, bulkId, item)
    return undefined
  })
  return (await getBulkView(db, bulkId)).counts
}

/** Puts a deletion off until it cannot be undone any more; it goes on at once when nothing of it waits. */
async function waitForUndo(bulkId: string, createdAt: Date, context: JobContext): Promise<void> {
  const left = deletesAt({ createdAt }).getTime() - Date.now()
  const { counts } = await getBulkView(db, bulkId)
  if (left <= 0 || !counts.waiting) return
  await context.report({ done: 0, total: counts.waiting, unit, message: 'Waits, so that it can be undone.' })
  throw new LaterError(Math.min(left, longestWaitMs))
}

/** Takes back what was done; where somebody has gone on since, it stays. */
export async function runBulkUndo(payload: unknown, context: JobContext): Promise<Record<BulkOutcome, number>> {
  const { bulkId, by } = undoBulkJob.Payload.parse(payload)
  const { action } = await getBulkVerb(db, bulkId)
  const actor = actorOf(by)
  await runEach(bulkId, 'done', context, async (item) => {
    if (item.head === null) return 'It is gone.'
    await takeBack(actor, action, bulkId, item)
    return undefined
  })
  return (await getBulkView(db, bulkId)).counts
}

/** `work` gives the reason when it leaves an item as it is. */
async function runEach(
  bulkId: string,
  from: 'waiting' | 'done',
  context: JobContext,
  work: (item: WorkItem) => Promise<string | undefined>,
): Promise<void> {
  const [good, bad] = from === 'waiting' ? (['done', 'skipped'] as const) : (['undone', 'kept'] as const)
  const { counts } = await getBulkView(db, bulkId)
  const total = counts[from] + (from === 'waiting' ? counts.done : counts.undone + counts.kept)
  let done = total - counts[from]
  for (;;) {
    const items = await listWork(db, bulkId, from, itemsAtOnce)
    if (items.length === 0) return
    for (const item of items) {
      context.signal.throwIfAborted()
      const why = await work(item).catch((error) => {
        if (error instanceof AppError) return error.message
        throw error
      })
      await settleItem(db, bulkId, item.trajectoryId, why === undefined ? good : bad, why)
      done += 1
      await context.report({ done, total, unit })
    }
  }
}

async function perform(actor: Actor, action: BulkVerb, bulkId: string, item: WorkItem): Promise<void> {
  const { trajectoryId: id, revision } = item
  if (action.kind === 'delete') {
    await deleteTrajectory(actor, { id })
    return
  }
  if (action.kind === 'verdict') {
    await submitVerdict(actor, { id, revision, judgement: action.judgement, reason: action.reason })
    return
  }
  if (action.kind === 'queue') {
    await sendToQueue(actor, { id: action.queueId, trajectoryId: id })
    return
  }
  if (action.kind === 'export') throw new Error('What is exported goes together.')
  const label = (await listLabelRows(db)).find((one) => one.id === action.labelId)
  if (!label) throw new AppError('not_found', 'There is no such label.')
  await createAnnotation(actor, {
    id,
    annotationId: annotationIdOf(bulkId, id),
    revision,
    labelId: label.id,
    labelVersion: label.version,
    value: true,
    anchor: { scope: 'trajectory' },
  })
}

async function takeBack(actor: Actor, action: BulkVerb, bulkId: string, item: WorkItem): Promise<void> {
  const { trajectoryId: id, revision } = item
  if (action.kind === 'verdict') {
    const after = { approve: 'approved', reject: 'rejected', return: 'returned' }[action.judgement]
    if (item.stateNow !== after && item.stateNow !== 'in_review')
      throw new AppError('conflict', 'It has changed since.')
    await withdrawVerdict(actor, { id, revision })
    return
  }
  if (action.kind === 'queue') {
    await takeOutOfQueue(actor, { id: action.queueId, trajectoryId: id })
    return
  }
  const annotationId = annotationIdOf(bulkId, id)
  const { version } = await getAnnotationRow(db, annotationId)
  await changeAnnotation(actor, { id: annotationId, version, isDeleted: true })
}

/** The same for the same item, so that a job that begins again does not label twice. */
function annotationIdOf(bulkId: string, trajectoryId: string): string {
  return idFrom(trajectoryId, bulkId)
}

function actorOf({ name, userId, role }: { name: string; userId: string | null; role: 'admin' | 'reviewer' }): Actor {
  return userId ? { kind: 'user', userId, name, role } : { kind: 'operator', name }
}
