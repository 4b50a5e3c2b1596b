import type { Db, Prisma } from '@/lib/db/client'
import { type Actor, userIdOf } from './actor'

export type AuditEntry = {
  /** A verb and what it was done to: `verdict.approve`, `export.request`. */
  action: string
  subject: string
  subjectId?: string
  before?: Prisma.InputJsonValue
  after?: Prisma.InputJsonValue
  /** The reason that the person gave; taken from `after.reason` when it is left out. */
  why?: string | null
}

/** Who did what: written in the transaction of the change itself. */
export async function recordAudit(db: Db, actor: Actor, entry: AuditEntry): Promise<void> {
  await db.auditEvent.create({
    data: { ...entry, why: entry.why ?? reasonOf(entry.after), actor: actor.name, userId: userIdOf(actor) },
    select: { id: true },
  })
}

function reasonOf(after: Prisma.InputJsonValue | undefined): string | null {
  if (typeof after !== 'object' || !('reason' in after)) return null
  return typeof after.reason === 'string' && after.reason !== '' ? after.reason : null
}
