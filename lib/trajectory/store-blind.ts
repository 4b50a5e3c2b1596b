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

/** What lists must not tell an actor: neither by what they find, nor by what they count, nor by where it stands. */
export type Sight = {
  userId: string
  /** All about which the actor must not see what others say; their labels are among it. */
  hidden: readonly string[]
  /** Gold samples, which look as if they were in review. */
  secret: readonly string[]
  /** Those that look as if nobody had judged them: gold samples, and what others have judged in part. */
  masked: readonly string[]
}

/** Reads what is under blind review now, and the small table of gold samples. Undefined when nothing is hidden from the actor. */
export async function findSight(db: Db, actor: Actor): Promise<Sight | undefined> {
  const viewer = findViewer(actor)
  if (!viewer) return undefined
  const found = await rows(
    db,
    Hidden.extend({ isJudged: z.boolean() }),
    sql`with possible as (select t.id from trajectory t join queue q on q.id = t.queue_id where q.is_blind and t.state = 'in_review'
        union select trajectory_id from gold_sample)
      select t.id, ${isSecretTo(viewer)} as "isGold",
        exists (select from trajectory_entry e where e.trajectory_id = t.id and e.judged_by is not null) as "isJudged"
      from ${withSecrets} where t.id in (select id from possible) and (${isBlindTo(viewer)} or ${isSecretTo(viewer)})`,
  )
  if (found.length === 0) return undefined
  const idsOf = (some: typeof found) => some.map(({ id }) => id)
  return {
    userId: viewer.userId,
    hidden: idsOf(found),
    secret: idsOf(found.filter(({ isGold }) => isGold)),
    masked: idsOf(found.filter(({ isGold, isJudged }) => isGold || isJudged)),
  }
}
