import { type Actor, hasRole, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { findSight } from '@/lib/trajectory/store-blind'
import { type Bulk, type BulkRequest, mostAtOnce, mostExported, verbOf } from './bulk'
import { bulkJob } from './job'
import { countApplying, createBulk, getBulkView, setJob } from './store'

/** Notes each trajectory under the filter as it is now, and asks for a job that does the action to them. */
export function requestBulk(actor: Actor, { filter, action }: BulkRequest): Promise<Bulk> {
  requireRole(actor, action.kind === 'delete' ? 'admin' : 'reviewer', 'change many trajectories')
  if (action.kind === 'verdict' && action.judgement !== 'approve' && action.reason === '')
    throw new AppError('invalid', `Say why: to ${action.judgement} trajectories needs a reason.`)
  return db.$transaction(async (tx) => {
    const doer = { userId: userIdOf(actor), sight: await findSight(tx, actor) }
    const { applies, leftOut } = await countApplying(tx, { filter, action }, doer)
    if (applies === 0) throw new AppError('invalid', 'There is no trajectory in the list that this can be done to.')
    const all = leftOut.reduce((sum, { count }) => sum + count, applies)
    const most = action.kind === 'export' ? mostExported : mostAtOnce
    if ((action.kind === 'export' ? applies : all) > most)
      throw new AppError('invalid', `At most ${most.toLocaleString('en-US')} trajectories at once: narrow the list.`)
    const id = await createBulk(tx, { action, filter, by: actor.name, ...doer })
    const by = { name: actor.name, userId: userIdOf(actor), role: roleOf(actor) }
    const title = `${verbOf(action)} ${applies.toLocaleString('en-US')} ${applies === 1 ? 'trajectory' : 'trajectories'}`
    const job = await enqueue(tx, actor, bulkJob, { bulkId: id, by }, { title, subjectId: id })
    await setJob(tx, id, { jobRunId: job.id })
    await recordAudit(tx, actor, {
      action: `bulk.${action.kind}`,
      subject: 'bulk',
      subjectId: id,
      after: { action, filter, applies },
      why: action.kind === 'verdict' ? action.reason || null : null,
    })
    return getBulkView(tx, id)
  })
}

export function roleOf(actor: Actor): 'admin' | 'reviewer' {
  return hasRole(actor, 'admin') ? 'admin' : 'reviewer'
}
