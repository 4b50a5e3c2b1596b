import { type Actor, hasRole, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { lockTrajectory } from '@/lib/trajectory/store'
import type { AnnotationChange, AnnotationView } from './annotation'
import { applyOnce } from './apply-once'
import type { Applied } from './change'
import { whyNotValue, wordsOfValue } from './label'
import { getAnnotationRow, recountLabel, updateAnnotation } from './store-annotations'

/**
 * Another value for one's own annotation, or takes it away or back. Refused when it has changed since it was read: the
 * person then sees both versions. Administrators may change everybody's.
 */
export async function changeAnnotation(actor: Actor, request: AnnotationChange): Promise<Applied<AnnotationView>> {
  requireRole(actor, 'reviewer', 'annotate trajectories')
  const { id, version, value, isDeleted } = request
  const { trajectoryId } = await getAnnotationRow(db, id)
  return db.$transaction(async (tx) => {
    await lockTrajectory(tx, trajectoryId)
    return applyOnce(tx, actor, request.change, {
      read: () => getAnnotationRow(tx, id),
      make: async () => {
        const before = await getAnnotationRow(tx, id)
        if (before.userId !== userIdOf(actor) && !hasRole(actor, 'admin'))
          throw new AppError('forbidden', `You may not change this annotation: it is by ${before.by}.`)
        if (before.version !== version)
          throw new AppError('conflict', 'The annotation has changed since it was read here.')
        const wrong = value === undefined ? undefined : whyNotValue(before.label, value)
        if (wrong) throw new AppError('invalid', wrong)
        const deletedAt = isDeleted === undefined ? undefined : isDeleted ? new Date() : null
        await updateAnnotation(tx, id, { version: version + 1, value, deletedAt })
        await recountLabel(tx, trajectoryId, before.labelId)
        const row = await getAnnotationRow(tx, id)
        await recordAudit(tx, actor, {
          action: actionOf(isDeleted),
          subject: 'trajectory',
          subjectId: trajectoryId,
          before: { annotationId: id, label: wordsOfValue(before.label, before.value), by: before.by },
          after: { label: wordsOfValue(row.label, row.value) },
        })
        return { version: row.version, row }
      },
    })
  })
}

function actionOf(isDeleted: boolean | undefined): string {
  if (isDeleted === undefined) return 'annotation.update'
  return isDeleted ? 'annotation.delete' : 'annotation.restore'
}
