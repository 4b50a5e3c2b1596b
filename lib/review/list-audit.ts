import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import type { AuditChoices, AuditFilter, AuditPage, ListAudit } from '@/lib/auth/audit'
import { listAuditRows, readAuditChoices } from '@/lib/auth/store-audit'
import { db } from '@/lib/db/client'
import { auditInSight } from './store-audit-sight'

/**
 * What was done, newest first: all of it for reviewers, the history of one subject for everybody. What must not be known
 * to the actor yet is left out: what others said about a trajectory under blind review, and what is gold.
 */
export async function listAudit(actor: Actor, input: ListAudit): Promise<AuditPage> {
  requireRole(actor, input.subjectId ? 'viewer' : 'reviewer', 'see what others did')
  const found = await listAuditRows(db, { ...input, limit: input.limit + 1 }, auditInSight(actor))
  const rows = found.slice(0, input.limit)
  return { rows, next: found.length > input.limit ? (rows.at(-1)?.id ?? null) : null }
}

export const GetAuditChoices = z.object({})

export async function getAuditChoices(actor: Actor, _: z.infer<typeof GetAuditChoices>): Promise<AuditChoices> {
  requireRole(actor, 'reviewer', 'see what others did')
  return readAuditChoices(db)
}

const linesAtOnce = 1000

/** All under a filter that the actor may know, as JSON Lines, newest first; a thousand are in memory at a time. */
export async function exportAudit(actor: Actor, filter: AuditFilter): Promise<AsyncGenerator<string>> {
  requireRole(actor, 'admin', 'take the audit trail out')
  return linesOf(actor, filter)
}

async function* linesOf(actor: Actor, filter: AuditFilter): AsyncGenerator<string> {
  for (let before: string | undefined; ; ) {
    const rows = await listAuditRows(db, { ...filter, before, limit: linesAtOnce }, auditInSight(actor))
    for (const row of rows) yield `${JSON.stringify(row)}\n`
    before = rows.at(-1)?.id
    if (rows.length < linesAtOnce) return
  }
}
