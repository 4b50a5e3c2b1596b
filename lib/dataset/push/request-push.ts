import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { pushJob } from '@/lib/dataset/job'
import { getReleaseView } from '@/lib/dataset/store'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import type { Push, PushRequest } from './destination'
import { getDestinationRow, insertPush, listPushRows } from './store-destinations'

/**
 * Asks for the files of a release to be sent to a destination. What nobody has looked through leaves only when that is said;
 * the audit trail keeps who said it.
 */
export function requestPush(
  actor: Actor,
  { id, destinationId, isUnchecked = false }: z.input<typeof PushRequest>,
): Promise<Push[]> {
  requireRole(actor, 'reviewer', 'push releases')
  return db.$transaction(async (tx) => {
    const release = await getReleaseView(tx, id)
    if (!release.files) throw new AppError('conflict', 'The export is not written yet.')
    if (!release.preflight && !isUnchecked)
      throw new AppError(
        'conflict',
        'Nobody has looked through this export for secrets, personal data and licences: export it again with a pre-flight, or say that it may leave unchecked.',
      )
    const destination = await getDestinationRow(tx, destinationId)
    const pushId = await insertPush(tx, { releaseId: id, destinationId, by: actor.name })
    await recordAudit(tx, actor, {
      action: 'release.push',
      subject: 'release',
      subjectId: id,
      after: { destination: destination.name, place: destination.place, isUnchecked: !release.preflight },
    })
    const title = `Push ${release.files.length} files to ${destination.name}`
    await enqueue(tx, actor, pushJob, { pushId }, { title, subjectId: pushId })
    return listPushRows(tx, id)
  })
}
