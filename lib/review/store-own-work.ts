import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'

export const OwnWork = z.object({
  id: z.string(),
  trajectoryId: z.string(),
  repositoryName: z.string(),
  commit: z.string(),
  queueName: z.string(),
  /** `returned`: judged by the reviewer, and changed since. */
  kind: z.enum(['claimed', 'snoozed', 'lost', 'returned']),
  revision: z.int(),
  steps: z.int(),
  leaseUntil: z.string(),
  snoozedUntil: z.string().nullable(),
})
export type OwnWork = z.infer<typeof OwnWork>

const utc = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'

/** What a person has claimed, put off, lost in the last day, or gets back because it has changed; what presses first. */
export function listOwnWork(db: Db, userId: string): Promise<OwnWork[]> {
  return rows(
    db,
    OwnWork,
    sql`select a.id, t.id as "trajectoryId", r.name as "repositoryName", s.commit, q.name as "queueName",
        case when a.state = 'done' then 'returned' else a.state end as kind, t.head as revision, t.step_count as steps,
        to_char(a.lease_until at time zone 'utc', ${utc}) as "leaseUntil",
        to_char(a.snoozed_until at time zone 'utc', ${utc}) as "snoozedUntil"
      from assignment a join queue q on q.id = a.queue_id join trajectory t on t.id = a.trajectory_id
        join snapshot s on s.id = t.snapshot_id join repository r on r.id = s.repository_id
      where a.user_id = ${userId}::uuid and (a.state in ('claimed', 'snoozed')
        or (a.state = 'lost' and a.ended_at > now() - interval '1 day' and t.state in ('draft', 'in_review'))
        or (a.state = 'done' and a.slot is not null and a.revision < t.head and t.state in ('draft', 'in_review')))
      order by a.state = 'claimed' desc, a.state = 'done' desc, a.snoozed_until nulls last, a.lease_until limit 100`,
  )
}
