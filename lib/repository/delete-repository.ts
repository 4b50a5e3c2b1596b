import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { DeletedRepository } from './repository'
import { countReleaseItems, deleteRepositoryRows, lockRepository } from './store'

export const DeleteRepository = z.object({ id: z.uuid() })

/** Removes a repository and all that was made of it, unless a release holds one of its trajectories. */
export async function deleteRepository(
  actor: Actor,
  { id }: z.infer<typeof DeleteRepository>,
): Promise<DeletedRepository> {
  requireRole(actor, 'admin', 'delete repositories')
  return db.$transaction(async (tx) => {
    const { name, url } = await lockRepository(tx, id)
    if ((await countReleaseItems(tx, id)) > 0) {
      throw new AppError('conflict', `${name} cannot be deleted: trajectories of it are part of an export.`)
    }
    await deleteRepositoryRows(tx, id)
    await recordAudit(tx, actor, { action: 'repository.delete', subject: name, subjectId: id, before: { name, url } })
    return { id }
  })
}
