import { AppError } from '@/lib/errors'

export type Role = 'admin' | 'reviewer' | 'viewer'

/**
 * Who does an operation. `user` is a signed-in person; `operator` is whoever holds the machine (the command line, the
 * first start): it may do everything, also import folders of this machine.
 */
export type Actor = { kind: 'user'; userId: string; name: string; role: Role } | { kind: 'operator'; name: string }

export const operator: Actor = { kind: 'operator', name: 'operator' }

/** What people may do; each role may do everything that the ones before it may. */
const ranks: Record<Role, number> = { viewer: 0, reviewer: 1, admin: 2 }

export function hasRole(actor: Actor, role: Role): boolean {
  return actor.kind === 'operator' || ranks[actor.role] >= ranks[role]
}

/** Refuses an actor below the role; `what` completes "You may not …". */
export function requireRole(actor: Actor, role: Role, what: string): void {
  if (hasRole(actor, role)) return
  throw new AppError('forbidden', `You may not ${what}: this needs the role ${role}, and yours is ${roleOf(actor)}.`)
}

export function userIdOf(actor: Actor): string | null {
  return actor.kind === 'user' ? actor.userId : null
}

function roleOf(actor: Actor): string {
  return actor.kind === 'user' ? actor.role : actor.kind
}
