import { z } from 'zod'
import { type Actor, hasRole, userIdOf } from '@/lib/auth/actor'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'

const Hidden = z.object({ id: z.string(), isGold: z.boolean() })

/**
 * Of these trajectories, those about which the actor must not see what others say: under blind review until their own
 * verdict is in, or all are, and gold samples that they have not judged. The value tells a gold sample, whose very state
 * would give it away. Administrators see all that they do not review themselves.
 */
export async function listHidden(
  db: Db,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, { isGold: boolean }>> {
  const userId = userIdOf(actor)
  if (userId === null || ids.length === 0) return new Map()
  const isAdmin = hasRole(actor, 'admin')
  const found = await rows(
    db,
    Hidden,
    sql`select t.id, g.trajectory_id is not null as "isGold"
      from trajectory t left join queue q on q.id = t.queue_id left join gold_sample g on g.trajectory_id = t.id
      where t.id = any(${[...ids]}::uuid[]) and (
        (q.is_blind and t.state = 'in_review' and (select count(distinct v.user_id) from verdict v
            where v.trajectory_id = t.id and v.revision = t.head and v.queue_id = q.id) < q.overlap
          and not exists (select from verdict v where v.trajectory_id = t.id and v.revision = t.head
            and v.queue_id = q.id and v.user_id = ${userId}::uuid)
          and (not ${isAdmin} or exists (select from assignment a where a.trajectory_id = t.id
            and a.user_id = ${userId}::uuid and a.slot is not null)))
        or (g.trajectory_id is not null
          and not exists (select from assignment a where a.trajectory_id = t.id and a.user_id = ${userId}::uuid
            and a.is_gold and a.state = 'done')
          and (not ${isAdmin} or exists (select from assignment a where a.trajectory_id = t.id
            and a.user_id = ${userId}::uuid and a.is_gold))))`,
  )
  return new Map(found.map(({ id, isGold }) => [id, { isGold }]))
}

/** Whether the actor must not see what others say about a trajectory. */
export async function isHidden(db: Db, actor: Actor, id: string): Promise<boolean> {
  return (await listHidden(db, actor, [id])).has(id)
}
