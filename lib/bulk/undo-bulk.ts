import type { z } from 'zod'
import { type Actor, hasRole, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { isEnded } from '@/lib/jobs/job'
import { findJobRun } from '@/lib/jobs/store'
import { type Bulk, canBeUndone, type GetBulk, verbOf } from './bulk'
import { undoBulkJob } from './job'
import { roleOf } from './request-bulk'
import { getBulkView, lockBulk, setJob } from './store'

/** Asks for a job that takes back what an action has done, where nothing else has happened since. For whoever did it. */
export function undoBulk(actor: Actor, { id }: z.infer<typeof GetBulk>): Promise<Bulk> {
  requireRole(actor, 'reviewer', 'change many trajectories')
  return db.$transaction(async (tx) => {
    await lockBulk(tx, id)
    const bulk = await getBulkView(tx, id)
    if (bulk.by !== actor.name && !hasRole(actor, 'admin'))
      throw new AppError('forbidden', `You may not undo this: ${bulk.by} did it.`)
    if (!canBeUndone(bulk.action)) throw new AppError('conflict', 'What was deleted cannot be brought back.')
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
