import { type Actor, requireRole, userIdOf } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import type { NewView, SavedView } from './saved-view'
import { createViewRow, listViewRows } from './store-views'

/** Keeps a list under a name; everybody who can see lists may, and may share it. Gives all views. */
export function saveView(actor: Actor, view: NewView): Promise<SavedView[]> {
  requireRole(actor, 'viewer', 'save views')
  return db.$transaction(async (tx) => {
    const id = await createViewRow(tx, { ...view, by: actor.name, userId: userIdOf(actor) })
    await recordAudit(tx, actor, { action: 'view.create', subject: 'view', subjectId: id, after: view })
    return listViewRows(tx, userIdOf(actor))
  })
}
