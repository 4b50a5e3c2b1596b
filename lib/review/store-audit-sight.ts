import { type Actor, hasRole, userIdOf } from '@/lib/auth/actor'
import type { Prisma } from '@/lib/db/client'
import { sql } from '@/lib/db/rows'
import { hiddenFrom } from '@/lib/trajectory/store-blind'

/**
 * Whether the entry `audit` of the trail may be known to the actor: nothing of what others said about a trajectory, or
 * that they review it, while that is hidden from the actor; and of gold samples nothing, but for administrators.
 */
export function auditInSight(actor: Actor): Prisma.Sql {
  const userId = userIdOf(actor)
  if (userId === null) return sql`true`
  const isSaid = sql`audit.action ~ '^(verdict|annotation|comment|assignment|gold)[.]'`
  const isOwn = sql`(audit.user_id = ${userId}::uuid and audit.action not like 'gold.%')`
  const isHidden = sql`(audit.subject_id is not null and ${isSaid} and ${isOwn} is not true
    and ${hiddenFrom(actor, sql`audit.subject_id`)})`
  return hasRole(actor, 'admin') ? sql`not ${isHidden}` : sql`(audit.action not like 'gold.%' and not ${isHidden})`
}
