import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { FileGain } from './file-gain'
import type { StepSearch } from './optimization'
import { Outcome } from './store'

const candidateView = {
  id: true,
  stepId: true,
  round: true,
  slot: true,
  text: true,
  tokens: true,
  targetNats: true,
  priorNats: true,
  copyRatio: true,
  longestCopy: true,
  parentId: true,
  kind: true,
  valueNats: true,
  retainedNats: true,
  headNats: true,
  isAccepted: true,
  whyNot: true,
}

const SearchOutcome = Outcome.extend({
  hasHeat: z.boolean(),
  decision: z.enum(['accepted', 'declined']).nullable(),
})

/** What a search has found out so far, step by step in trajectory order. */
export async function listSearches(db: Db, optimizationId: string): Promise<StepSearch[]> {
  const settled = await rows(
    db,
    SearchOutcome,
    sql`select step_id as "stepId", baseline_nats as "baselineNats", before_nats as "beforeNats",
        after_nats as "afterNats", shuffled_nats as "shuffledNats", target_bytes as "targetBytes",
        thought_id as "thoughtId", before_tokens is not null as "hasHeat", decision
      from optimization_step where optimization_id = ${optimizationId}::uuid`,
  )
  const outcomes = new Map(settled.map(({ stepId, ...outcome }) => [stepId, outcome]))
  const candidates = await db.thought.findMany({
    where: { optimizationId },
    orderBy: [{ round: 'asc' }, { slot: 'asc' }],
    select: candidateView,
  })
  const byStep = Map.groupBy(candidates, ({ stepId }) => stepId)
  const steps = await db.step.findMany({
    where: { id: { in: [...new Set([...outcomes.keys(), ...byStep.keys()])] } },
    orderBy: { position: 'asc' },
    select: { id: true, position: true, run: { select: { path: true } } },
  })
  return steps.map(({ id, position, run }) => ({
    stepId: id,
    position,
    path: run.path,
    outcome: outcomes.get(id) ?? null,
    candidates: (byStep.get(id) ?? []).map(({ stepId: _, ...candidate }) => candidate),
  }))
}

const Tokens = z.object({
  path: z.string(),
  scorer: z.string(),
  isEmbedded: z.boolean(),
  baseline: z.instanceof(Uint8Array).nullable(),
  before: z.instanceof(Uint8Array).nullable(),
  after: z.instanceof(Uint8Array).nullable(),
  text: z.instanceof(Uint8Array).nullable(),
})
export type HeatRow = z.infer<typeof Tokens>

/**
 * What the tokens of a settled step's target cost, as it is stored, with the target. The baseline is with the first step of
 * the run that the search settled.
 */
export async function findHeatRow(
  db: Db,
  { optimizationId, stepId }: { optimizationId: string; stepId: string },
): Promise<HeatRow | undefined> {
  const [found] = await rows(
    db,
    Tokens,
    sql`select run.path, o.scorer_fingerprint as scorer, o.settings->>'scorer' = 'embedded' as "isEmbedded",
        (select first.baseline_tokens from optimization_step first join step s on s.id = first.step_id
          where first.optimization_id = o.id and s.run_id = run.id and first.baseline_tokens is not null
          order by s.position limit 1) as baseline,
        found.before_tokens as before, thought.target_tokens as after,
        (select blob.bytes from step s join blob on blob.sha256 = s.sha256 where s.run_id = run.id and s.kind = 'act'
          and s.tool in ('write', 'edit') order by s.position desc limit 1) as text
      from optimization_step found
      join optimization o on o.id = found.optimization_id
      join step on step.id = found.step_id
      join run on run.id = step.run_id
      left join thought on thought.id = found.thought_id
      where found.optimization_id = ${optimizationId}::uuid and found.step_id = ${stepId}::uuid`,
  )
  return found
}

/** By path: the sums of the newest search that has settled a step of the file, in any trajectory of the snapshot. */
export function listFileGainRows(db: Db, snapshotId: string): Promise<FileGain[]> {
  return rows(
    db,
    FileGain,
    sql`select distinct on (path) path, "beforeNats", "afterNats" from (
        select run.path, o.id, sum(found.before_nats) as "beforeNats", sum(found.after_nats) as "afterNats"
        from trajectory tr join optimization o on o.trajectory_id = tr.id
        join optimization_step found on found.optimization_id = o.id
        join step on step.id = found.step_id join run on run.id = step.run_id
        where tr.snapshot_id = ${snapshotId}::uuid and run.path is not null group by run.path, o.id) settled
      order by path, id desc`,
  )
}
