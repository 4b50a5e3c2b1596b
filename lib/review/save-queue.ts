import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { QueueSettings, type QueueView, type SaveQueue } from './queue'
import {
  changeQueue,
  getQueueRow,
  insertGuidelines,
  insertQueue,
  listQueueRows,
  setQueueArchived,
  setQueueMembers,
} from './store-queues'

const what = 'change the queues'

/** Makes a queue, or changes one. Guidelines that differ are a new version: those of before stay. */
export function saveQueue(actor: Actor, { id, ...request }: z.infer<typeof SaveQueue>): Promise<QueueView> {
  requireRole(actor, 'admin', what)
  const settings = QueueSettings.parse(request)
  return db.$transaction(async (tx) => {
    const before = id ? await getQueueRow(tx, id) : undefined
    const queueId = id ?? (await insertQueue(tx, settings, randomBytes(8).toString('hex')))
    if (before) await changeQueue(tx, queueId, settings)
    await setQueueMembers(tx, queueId, settings.members)
    const version = (before?.guidelinesVersion ?? 0) + 1
    if (settings.guidelines !== (before?.guidelines ?? ''))
      await insertGuidelines(tx, { queueId, version, text: settings.guidelines, by: actor.name })
    const after = await getQueueRow(tx, queueId)
    await recordAudit(tx, actor, {
      action: before ? 'queue.change' : 'queue.create',
      subject: 'queue',
      subjectId: queueId,
      before: before && JSON.parse(JSON.stringify(before)),
      after: JSON.parse(JSON.stringify(after)),
    })
    return after
  })
}

export const ArchiveQueue = z.object({ id: z.uuid(), isArchived: z.boolean() })

/** An archived queue gives nothing any more; what is claimed can be finished. */
export function archiveQueue(actor: Actor, { id, isArchived }: z.infer<typeof ArchiveQueue>): Promise<QueueView> {
  requireRole(actor, 'admin', what)
  return db.$transaction(async (tx) => {
    const before = await getQueueRow(tx, id)
    await setQueueArchived(tx, id, isArchived ? new Date() : null)
    await recordAudit(tx, actor, {
      action: isArchived ? 'queue.archive' : 'queue.reopen',
      subject: 'queue',
      subjectId: id,
      before: { isArchived: before.isArchived },
      after: { isArchived },
    })
    return getQueueRow(tx, id)
  })
}

export const ListQueues = z.object({})

/** All queues, archived ones too, for those who manage them. */
export function listQueues(actor: Actor, _: z.infer<typeof ListQueues>): Promise<QueueView[]> {
  requireRole(actor, 'reviewer', 'see the queues')
  return listQueueRows(db)
}

export const GetQueue = z.object({ id: z.uuid() })

export function getQueue(actor: Actor, { id }: z.infer<typeof GetQueue>): Promise<QueueView> {
  requireRole(actor, 'reviewer', 'see the queues')
  return getQueueRow(db, id)
}
