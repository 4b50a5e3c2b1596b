import { z } from 'zod'
import type { Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { type AuditChoices, AuditEvent, type AuditFilter } from './audit'

const Row = AuditEvent.extend({ at: z.date().transform((date) => date.toISOString()) })

/**
 * Newest first; `before` is the id of the last entry of the page before. `inSight` is a condition on the entries: what
 * whoever asks may know.
 */
export function listAuditRows(
  db: Db,
  filter: AuditFilter & { before?: string; limit: number },
  inSight: Prisma.Sql,
): Promise<AuditEvent[]> {
  return rows(
    db,
    Row,
    sql`select id, at, actor, action, subject, subject_id as "subjectId", before, after, why from audit_event audit
      where ${conditionsOf(filter)} and ${inSight} ${filter.before ? sql`and id < ${filter.before}::uuid` : sql``}
      order by id desc limit ${filter.limit}`,
  )
}

function conditionsOf({ actor, action, subjectId, from, to, text }: AuditFilter): Prisma.Sql {
  const part = `%${(text ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const conditions = [
    actor && sql`actor = ${actor}`,
    action && (action.includes('.') ? sql`action = ${action}` : sql`action like ${`${action}.%`}`),
    subjectId && sql`subject_id = ${subjectId}::uuid`,
    from && sql`at >= ${from}::timestamptz`,
    to && sql`at < ${to}::timestamptz + interval '1 day'`,
    text &&
      sql`(before::text ilike ${part} or after::text ilike ${part} or why ilike ${part} or subject ilike ${part})`,
  ]
  return conditions.reduce<Prisma.Sql>((all, one) => (one ? sql`${all} and ${one}` : all), sql`true`)
}

/** Every value once, by walking the index from one to the next: quick however long the trail is. */
export async function readAuditChoices(db: Db): Promise<AuditChoices> {
  const Value = z.object({ value: z.string() })
  const [actors, actions] = await Promise.all([
    rows(
      db,
      Value,
      sql`with recursive next as ((select actor as value from audit_event order by actor limit 1) union all
        select (select actor from audit_event where actor > next.value order by actor limit 1) from next where next.value is not null)
        select value from next where value is not null limit 500`,
    ),
    rows(
      db,
      Value,
      sql`with recursive next as ((select action as value from audit_event order by action limit 1) union all
        select (select action from audit_event where action > next.value order by action limit 1) from next where next.value is not null)
        select value from next where value is not null limit 500`,
    ),
  ])
  return { actors: actors.map(({ value }) => value), actions: actions.map(({ value }) => value) }
}
