import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { lockTrajectory } from '@/lib/trajectory/store'
import type { GoldSample, ListGold, MarkGold, UnmarkGold } from './gold'
import { deleteGold, findGold, listGoldRows, saveGold } from './store-gold'

const what = 'see or change gold samples'

/** Notes what the right verdict on a trajectory is: from now on it is mixed into queues, and waits in none of them. */
export function markGold(actor: Actor, { id, judgement, reason }: z.infer<typeof MarkGold>): Promise<GoldSample[]> {
  requireRole(actor, 'admin', what)
  return db.$transaction(async (tx) => {
    const trajectory = await lockTrajectory(tx, id)
    if (trajectory.state === 'in_review' || trajectory.head === 0)
      throw new AppError('conflict', 'What is being synthesized or reviewed cannot become a gold sample now.')
    const before = await findGold(tx, id)
    const after = { judgement, reason: reason || null }
    await saveGold(tx, { trajectoryId: id, by: actor.name, ...after })
    await recordAudit(tx, actor, { action: 'gold.mark', subject: 'trajectory', subjectId: id, before, after })
    return listGoldRows(tx)
  })
}

export function unmarkGold(actor: Actor, { id }: z.infer<typeof UnmarkGold>): Promise<GoldSample[]> {
  requireRole(actor, 'admin', what)
  return db.$transaction(async (tx) => {
    await lockTrajectory(tx, id)
    const before = await findGold(tx, id)
    if (!before) throw new AppError('not_found', 'This is no gold sample.')
    await deleteGold(tx, id)
    await recordAudit(tx, actor, { action: 'gold.unmark', subject: 'trajectory', subjectId: id, before })
    return listGoldRows(tx)
  })
}

export function listGold(actor: Actor, _: z.infer<typeof ListGold>): Promise<GoldSample[]> {
  requireRole(actor, 'admin', what)
  return listGoldRows(db)
}
