import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { listHidden } from './store-blind'
import { listWriterRows } from './store-rows'
import type { Writer } from './view'

const most = 50

export const ListWriters = z.object({ id: z.uuid(), path: z.string().min(1).max(2000) })

/** The trajectories of a snapshot that write a file, newest first, each with the step that does it first. */
export async function listWriters(actor: Actor, { id, path }: z.infer<typeof ListWriters>): Promise<Writer[]> {
  requireRole(actor, 'viewer', 'see trajectories')
  const writers = await listWriterRows(db, { snapshotId: id, path, limit: most })
  const ids = writers.map(({ trajectoryId }) => trajectoryId)
  const hidden = await listHidden(db, actor, ids)
  return writers.map((writer) => (hidden.get(writer.trajectoryId)?.isGold ? { ...writer, state: 'in_review' } : writer))
}
