import type { z } from 'zod'
import { type Actor, hasRole, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { isEnded } from '@/lib/jobs/job'
import { findJobRun } from '@/lib/jobs/store'
import { type Bulk, type GetBulk, verbOf } from './bulk'
import { undoBulkJob } from './job'
import { roleOf } from './request-bulk'
import { getBulkView, lockBulk, setJob, undoWaiting } from './store'

/** Asks for a job that takes back what an action has done, where nothing else has happened since. For whoever did it. */
export function undoBulk(actor: Actor, { id }: z.infer<typeof GetBulk>): Promise<Bulk> {
  requireRole(actor, 'reviewer', 'change many trajectories')
  return db.$transaction(async (tx) => {
    await lockBulk(tx, id)
    const bulk = await getBulkView(tx, id)
    if (bulk.by !== actor.name && !hasRole(actor, 'admin'))
      throw new AppError('forbidden', `You may not undo this: ${bulk.by} did it.`)
    if (bulk.action.kind === 'export') throw new AppError('conflict', 'An export stays: it is under Exports.')
    if (bulk.action.kind === 'delete') return undoDeletion(tx, actor, bulk)
    if (bulk.undoJobId) throw new AppError('conflict', 'It is being undone already.')
    const job = bulk.jobId ? await findJobRun(tx, bulk.jobId) : undefined
    if (job && !isEnded(job.state))
      throw new AppError('conflict', 'It is still at work: cancel it first, then undo what was done.')
    const by = { name: actor.name, userId: userIdOf(actor), role: roleOf(actor) }
    const title = `Undo: ${verbOf(bulk.action)} ${bulk.counts.done.toLocaleString('en-US')} trajectories`
    const undo = await enqueue(tx, actor, undoBulkJob, { bulkId: id, by }, { title, subjectId: id })
    await setJob(tx, id, { undoJobRunId: undo.id })
    await recordAudit(tx, actor, {
      action: 'bulk.undo',
      subject: 'bulk',
      subjectId: id,
      before: { done: bulk.counts.done },
    })
    return getBulkView(tx, id)
  })
}

/** Nothing was done yet to what waits; its job finds nothing to do when its time comes. */
async function undoDeletion(tx: Db, actor: Actor, { id }: Bulk): Promise<Bulk> {
  const undone = await undoWaiting(tx, id)
  if (undone === 0) throw new AppError('conflict', 'What was deleted cannot be brought back.')
  await recordAudit(tx, actor, { action: 'bulk.undo', subject: 'bulk', subjectId: id, before: { waiting: undone } })
  return getBulkView(tx, id)
}
