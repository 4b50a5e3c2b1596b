import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { lockTrajectory } from './store'
import { removeEntries } from './store-entry'
import { deleteTrajectoryRows, isInRelease } from './store-list'

export const DeleteTrajectory = z.object({ id: z.uuid() })

/** Removes a trajectory with its revisions and verdicts, unless a release holds it. The contents of files stay. */
export function deleteTrajectory(actor: Actor, { id }: z.infer<typeof DeleteTrajectory>): Promise<{ id: string }> {
  requireRole(actor, 'admin', 'delete trajectories')
  return db.$transaction(async (tx) => {
    const { snapshotId, author, state, head } = await lockTrajectory(tx, id)
    if (await isInRelease(tx, id)) throw new AppError('conflict', 'It cannot be deleted: it is part of a release.')
    await removeEntries(tx, [id])
    await deleteTrajectoryRows(tx, [id])
    const before = { snapshotId, author, state, revision: head }
    await recordAudit(tx, actor, { action: 'trajectory.delete', subject: 'trajectory', subjectId: id, before })
    return { id }
  })
}
