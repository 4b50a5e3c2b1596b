import { z } from 'zod'
import { db } from '@/lib/db/client'
import { type Actor, requireRole } from './actor'
import type { AuditChoices, AuditFilter, AuditPage, ListAudit } from './audit'
import { listAuditRows, readAuditChoices } from './store-audit'

/** What was done, newest first: all of it for reviewers, the history of one subject for everybody. */
export async function listAudit(actor: Actor, input: ListAudit): Promise<AuditPage> {
  requireRole(actor, input.subjectId ? 'viewer' : 'reviewer', 'see what others did')
  const found = await listAuditRows(db, { ...input, limit: input.limit + 1 })
  const rows = found.slice(0, input.limit)
  return { rows, next: found.length > input.limit ? (rows.at(-1)?.id ?? null) : null }
}

export const GetAuditChoices = z.object({})

export async function getAuditChoices(actor: Actor, _: z.infer<typeof GetAuditChoices>): Promise<AuditChoices> {
  requireRole(actor, 'reviewer', 'see what others did')
  return readAuditChoices(db)
}

const linesAtOnce = 1000

/** All under a filter as JSON Lines, newest first; a thousand are in memory at a time. */
export async function exportAudit(actor: Actor, filter: AuditFilter): Promise<AsyncGenerator<string>> {
  requireRole(actor, 'admin', 'take the audit trail out')
  return linesOf(filter)
}

async function* linesOf(filter: AuditFilter): AsyncGenerator<string> {
  for (let before: string | undefined; ; ) {
    const rows = await listAuditRows(db, { ...filter, before, limit: linesAtOnce })
    for (const row of rows) yield `${JSON.stringify(row)}\n`
    before = rows.at(-1)?.id
    if (rows.length < linesAtOnce) return
  }
}
