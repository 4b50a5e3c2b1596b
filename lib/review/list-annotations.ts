import type { z } from 'zod'
import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { AnnotationPage, AnnotationView, GetAnnotation, ListAnnotations } from './annotation'
import { isBlind } from './is-blind'
import { getAnnotationRow, listAnnotationRows } from './store-annotations'

/** The annotations of a trajectory; whoever reviews it blind gets only their own. */
export async function listAnnotations(actor: Actor, filter: z.infer<typeof ListAnnotations>): Promise<AnnotationPage> {
  requireRole(actor, 'viewer', 'see annotations')
  const onlyBy = (await isBlind(db, actor, filter.id)) ? userIdOf(actor) : undefined
  const rows = await listAnnotationRows(db, { ...filter, onlyBy })
  return { rows, next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null }
}

/** One annotation as it is now, also when it is deleted. */
export async function getAnnotation(actor: Actor, { id }: z.infer<typeof GetAnnotation>): Promise<AnnotationView> {
  requireRole(actor, 'viewer', 'see annotations')
  const row = await getAnnotationRow(db, id)
  if (row.userId !== userIdOf(actor) && (await isBlind(db, actor, row.trajectoryId)))
    throw new AppError('not_found', 'There is no such annotation.')
  return row
}
