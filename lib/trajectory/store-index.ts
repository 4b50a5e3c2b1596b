import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { thoughtInUse } from './store'
import { StepEntry } from './view'

/** Every step of a trajectory without its content. Nothing of a thought or a blob is read but its size. */
export function listStepEntries(db: Db, trajectoryId: string, revision: number): Promise<StepEntry[]> {
  return rows(
    db,
    StepEntry,
    sql`select s.id, s.position, s.run_id as "runId", s.kind, s.tool, s.path, s.args->'call'->>'name' as call, coalesce(proposed.count, 0)::int as candidates,
        coalesce(t.origin = 'search', false) as "isOptimized", open.id as "openSearch", encode(s.sha256, 'hex') as sha256,
        t.tokens, coalesce((s.args->>'isError')::boolean, s.kind = 'observe' and case s.tool when 'check' then s.text not like 'No problems found.%'
          when 'read' then s.sha256 is null and s.text like 'There is no file %' else false end, false) as "isError",
        coalesce((s.args->>'bytes')::int, b.size, octet_length(coalesce(t.text, s.text)), octet_length(s.args::text)) as bytes
      from step s left join blob b on b.sha256 = s.sha256 ${thoughtInUse(revision)}
      left join (select p.step_id, count(*) from thought p join step ps on ps.id = p.step_id
        where ps.trajectory_id = ${trajectoryId}::uuid and p.origin = 'search' group by p.step_id) proposed on proposed.step_id = s.id
      left join (select distinct on (found.step_id) found.step_id, o.id from optimization o
        join optimization_step found on found.optimization_id = o.id
        where o.trajectory_id = ${trajectoryId}::uuid and o.state = 'done' and o.settings->>'adopts' = 'review'
          and found.thought_id is not null and found.decision is null
        order by found.step_id, o.id desc) open on open.step_id = s.id
      where s.trajectory_id = ${trajectoryId}::uuid order by s.position`,
  )
}
