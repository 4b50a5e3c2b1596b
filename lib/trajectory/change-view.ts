import type { z } from 'zod'
import { type Actor, hasRole, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { DefaultChoice, GetView, SavedView, ViewChange } from './saved-view'
import { deleteViewRow, listViewRows, lockView, setDefaultView, updateViewRow } from './store-views'

/** Another name, another list, shared or not: of one's own view; administrators may change everybody's. Gives all views. */
export function changeView(actor: Actor, change: ViewChange): Promise<SavedView[]> {
  requireRole(actor, 'viewer', 'save views')
  const { id, ...after } = change
  return db.$transaction(async (tx) => {
    const { userId, by, ...before } = await lockView(tx, id)
    requireOwn(actor, userId, by)
    await updateViewRow(tx, change)
    await recordAudit(tx, actor, { action: 'view.update', subject: 'view', subjectId: id, before, after })
    return listViewRows(tx, userIdOf(actor))
  })
}

export function deleteView(actor: Actor, { id }: z.infer<typeof GetView>): Promise<SavedView[]> {
  requireRole(actor, 'viewer', 'save views')
  return db.$transaction(async (tx) => {
    const { userId, by, ...before } = await lockView(tx, id)
    requireOwn(actor, userId, by)
    await deleteViewRow(tx, id)
    await recordAudit(tx, actor, { action: 'view.delete', subject: 'view', subjectId: id, before })
    return listViewRows(tx, userIdOf(actor))
  })
}

/** Which view one's own list opens with; at most one. */
export function chooseDefaultView(
  actor: Actor,
  { id, isDefault }: z.infer<typeof DefaultChoice>,
): Promise<SavedView[]> {
  requireRole(actor, 'viewer', 'see trajectories')
  const userId = userIdOf(actor)
  if (!userId) throw new AppError('invalid', 'Only people have a view that their list opens with.')
  return db.$transaction(async (tx) => {
    const view = await lockView(tx, id)
    if (view.userId !== userId && !view.isShared) throw new AppError('not_found', 'There is no such view.')
    await setDefaultView(tx, userId, isDefault ? id : null)
    await recordAudit(tx, actor, { action: 'view.default', subject: 'view', subjectId: id, after: { isDefault } })
    return listViewRows(tx, userId)
  })
}

function requireOwn(actor: Actor, userId: string | null, by: string): void {
  if (userId === userIdOf(actor) || hasRole(actor, 'admin')) return
  throw new AppError('forbidden', `You may not change this view: it is by ${by}. Save it under another name.`)
}
