import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { LabelView, ListLabels, ListLabelVersions } from './label'
import { listLabelRows, listLabelVersionRows } from './store-labels'

/** Every label as it is now, also those in the archive, which come last. */
export async function listLabels(actor: Actor, _: z.infer<typeof ListLabels>): Promise<LabelView[]> {
  requireRole(actor, 'viewer', 'see the labels')
  return listLabelRows(db)
}

/** What a label said at each of its versions, newest first. */
export async function listLabelVersions(actor: Actor, { id }: z.infer<typeof ListLabelVersions>): Promise<LabelView[]> {
  requireRole(actor, 'viewer', 'see the labels')
  return listLabelVersionRows(db, id)
}
