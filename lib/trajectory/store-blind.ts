import { z } from 'zod'
import { type Actor, hasRole, userIdOf } from '@/lib/auth/actor'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'

const Hidden = z.object({ id: z.string(), isGold: z.boolean() })

type Viewer = { userId: string; isAdmin: boolean }

/** Undefined for whom everything is in sight: the operator, and the machine's own work. */
function findViewer(actor: Actor): Viewer | undefined {
  const userId = userIdOf(actor)
  return userId === null ? undefined : { userId, isAdmin: hasRole(actor, 'admin') }
}

/** Whether `t` is under blind review in its queue `q`, and neither the viewer's verdict is in, nor all are. */
function isBlindTo({ userId, isAdmin }: Viewer): Prisma.Sql {
  return sql`(q.is_blind and t.state = 'in_review' and (select count(distinct v.user_id) from verdict v
      where v.trajectory_id = t.id and v.revision = t.head and v.queue_id = q.id) < q.overlap
    and not exists (select from verdict v where v.trajectory_id = t.id and v.revision = t.head
      and v.queue_id = q.id and v.user_id = ${userId}::uuid)
    and (not ${isAdmin} or exists (select from assignment a where a.trajectory_id = t.id
      and a.user_id = ${userId}::uuid and a.slot is not null)))`
}

/** Whether the viewer must not know yet that `g` is a gold sample. */
function isSecretTo({ userId, isAdmin }: Viewer): Prisma.Sql {
  return sql`(g.trajectory_id is not null
    and not exists (select from assignment a where a.trajectory_id = g.trajectory_id and a.user_id = ${userId}::uuid
      and a.is_gold and a.state = 'done')
    and (not ${isAdmin} or exists (select from assignment a where a.trajectory_id = g.trajectory_id
      and a.user_id = ${userId}::uuid and a.is_gold)))`
}

const withSecrets = sql`trajectory t left join queue q on q.id = t.queue_id left join gold_sample g on g.trajectory_id = t.id`

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
  const viewer = findViewer(actor)
  if (!viewer || ids.length === 0) return new Map()
  const found = await rows(
    db,
    Hidden,
    sql`select t.id, g.trajectory_id is not null as "isGold" from ${withSecrets}
      where t.id = any(${[...ids]}::uuid[]) and (${isBlindTo(viewer)} or ${isSecretTo(viewer)})`,
  )
  return new Map(found.map(({ id, isGold }) => [id, { isGold }]))
}

/** Whether the actor must not see what others say about a trajectory. */
export async function isHidden(db: Db, actor: Actor, id: string): Promise<boolean> {
  return (await listHidden(db, actor, [id])).has(id)
}

/** The same as `isHidden`, as a condition on a column of trajectory ids. */
export function hiddenFrom(actor: Actor, id: Prisma.Sql): Prisma.Sql {
  const viewer = findViewer(actor)
  if (!viewer) return sql`false`
  return sql`exists (select from ${withSecrets} where t.id = ${id} and (${isBlindTo(viewer)} or ${isSecretTo(viewer)}))`
}

/** What a list must not be narrowed by for an actor: the state of gold samples, and who judged what is hidden. */
export type Sight = {
  /** Gold samples that look as if they were in review. */
  secret: readonly string[]
  /** A condition on a column of trajectory ids: whether who judged it is hidden. */
  hides: (id: Prisma.Sql) => Prisma.Sql
}

/** Reads the small table of gold samples alone. Undefined when nothing can be hidden from the actor. */
export async function findSight(db: Db, actor: Actor): Promise<Sight | undefined> {
  const viewer = findViewer(actor)
  if (!viewer) return undefined
  const Secret = z.object({ id: z.string() })
  const found = await rows(db, Secret, sql`select g.trajectory_id as id from gold_sample g where ${isSecretTo(viewer)}`)
  return { secret: found.map(({ id }) => id), hides: (id) => hiddenFrom(actor, id) }
}
