import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { lockTrajectory } from '@/lib/trajectory/store'
import type { AnnotationView, NewAnnotation } from './annotation'
import { applyOnce } from './apply-once'
import type { Applied } from './change'
import { whyNotValue, wordsOfValue } from './label'
import { requirePlace } from './require-place'
import { findAnnotationRow, getAnnotationRow, insertAnnotation, recountLabel } from './store-annotations'
import { findLabelVersion } from './store-labels'

/**
 * Gives a label to a place. The label is taken at the version that the person saw, also when it has changed or gone to
 * the archive since: work that was done offline counts.
 */
export function createAnnotation(actor: Actor, request: NewAnnotation): Promise<Applied<AnnotationView>> {
  requireRole(actor, 'reviewer', 'annotate trajectories')
  const read = (tx: Db) => getAnnotationRow(tx, request.annotationId)
  return db.$transaction(async (tx) => {
    const trajectory = await lockTrajectory(tx, request.id)
    return applyOnce(tx, actor, request.change, {
      read: () => read(tx),
      make: async () => {
        const existing = await findAnnotationRow(tx, request.annotationId)
        if (existing) return { version: 1, row: requireOwn(actor, existing) }
        if (request.revision > trajectory.head) throw new AppError('invalid', 'There is no such revision.')
        const label = await findLabelVersion(tx, request.labelId, request.labelVersion)
        if (!label) throw new AppError('not_found', 'There is no such label.')
        if (!label.scopes.includes(request.anchor.scope))
          throw new AppError('invalid', `“${label.name}” is not for a ${request.anchor.scope}.`)
        const wrong = whyNotValue(label, request.value)
        if (wrong) throw new AppError('invalid', wrong)
        const anchor = await requirePlace(tx, request.id, request.revision, request.anchor)
        await insertAnnotation(tx, actor, { ...request, anchor })
        await recountLabel(tx, request.id, request.labelId)
        await recordAudit(tx, actor, {
          action: 'annotation.create',
          subject: 'trajectory',
          subjectId: request.id,
          after: { annotationId: request.annotationId, label: wordsOfValue(label, request.value), anchor },
        })
        return { version: 1, row: await read(tx) }
      },
    })
  })
}

function requireOwn(actor: Actor, row: AnnotationView): AnnotationView {
  if (row.userId === userIdOf(actor)) return row
  throw new AppError('forbidden', 'Somebody else has an annotation under this id.')
}
