import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { AppError } from '@/lib/errors'
import { type NewView, SavedView, type ViewChange } from './saved-view'

/** One's own and what others share, oldest first. */
export function listViewRows(db: Db, userId: string | null): Promise<SavedView[]> {
  return rows(
    db,
    SavedView,
    sql`select v.id, v.name, v.address, v.is_shared as "isShared", v.by, v.user_id is not distinct from ${userId}::uuid as "isOwn",
        d.view_id is not null as "isDefault"
      from saved_view v left join default_view d on d.view_id = v.id and d.user_id = ${userId}::uuid
      where v.user_id is not distinct from ${userId}::uuid or v.is_shared order by v.id`,
  )
}

export async function createViewRow(db: Db, view: NewView & { by: string; userId: string | null }): Promise<string> {
  return (await db.savedView.create({ data: view, select: { id: true } })).id
}

const Stored = z.object({
  name: z.string(),
  address: z.string(),
  isShared: z.boolean(),
  by: z.string(),
  userId: z.string().nullable(),
})

export async function lockView(tx: Db, id: string): Promise<z.infer<typeof Stored>> {
  const query = sql`select name, address, is_shared as "isShared", by, user_id as "userId" from saved_view where id = ${id}::uuid for update`
  const [found] = await rows(tx, Stored, query)
  if (!found) throw new AppError('not_found', 'There is no such view.')
  return found
}

export async function updateViewRow(tx: Db, { id, ...data }: ViewChange): Promise<void> {
  await tx.savedView.update({ where: { id }, data, select: { id: true } })
}

export async function deleteViewRow(tx: Db, id: string): Promise<void> {
  await tx.savedView.delete({ where: { id }, select: { id: true } })
}

export async function setDefaultView(tx: Db, userId: string, viewId: string | null): Promise<void> {
  if (viewId === null) await tx.defaultView.deleteMany({ where: { userId } })
  else await tx.defaultView.upsert({ where: { userId }, create: { userId, viewId }, update: { viewId } })
}
