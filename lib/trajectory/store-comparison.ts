import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { ComparedStep, StepText } from './comparison'
import { thoughtInUse } from './store'

const Row = ComparedStep.extend({ runId: z.string(), hash: z.string() })
export type ComparableStep = z.infer<typeof Row>

/** Every step of a trajectory at a revision, with a hash of all that it says. */
export function listComparableSteps(db: Db, trajectoryId: string, revision: number): Promise<ComparableStep[]> {
  return rows(
    db,
    Row,
    sql`select s.id, s.run_id as "runId", s.kind, s.tool, s.path, t.start_nats - t.target_nats as "gainNats",
        coalesce(b.size, octet_length(coalesce(t.text, s.text)), 0) as bytes,
        left(md5(concat(coalesce(t.text, s.text), encode(s.sha256, 'hex'), s.args::text)), 16) as hash
      from step s left join blob b on b.sha256 = s.sha256 ${thoughtInUse(revision)}
      where s.trajectory_id = ${trajectoryId}::uuid order by s.position`,
  )
}

const mostCharacters = 20_000

/** The words of the steps from one position to another that have any; `length` says how long they are in all. */
export function listStepTextRows(
  db: Db,
  trajectoryId: string,
  { revision, from, to }: { revision: number; from: number; to: number },
): Promise<StepText[]> {
  return rows(
    db,
    StepText,
    sql`select s.position, left(coalesce(t.text, s.text), ${mostCharacters}) as text, char_length(coalesce(t.text, s.text)) as length
      from step s ${thoughtInUse(revision)}
      where s.trajectory_id = ${trajectoryId}::uuid and s.position between ${from} and ${to}
        and coalesce(t.text, s.text) is not null order by s.position`,
  )
}
