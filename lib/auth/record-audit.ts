import type { Db, Prisma } from '@/lib/db/client'
import { type Actor, userIdOf } from './actor'

export type AuditEntry = {
  /** A verb and what it was done to: `verdict.approve`, `export.request`. */
  action: string
  subject: string
  subjectId?: string
  before?: Prisma.InputJsonValue
  after?: Prisma.InputJsonValue
}

/** Who did what: written in the transaction of the change itself. */
export async function recordAudit(db: Db, actor: Actor, entry: AuditEntry): Promise<void> {
  await db.auditEvent.create({
    data: { ...entry, actor: actor.name, userId: userIdOf(actor) },
    select: { id: true },
  })
}
