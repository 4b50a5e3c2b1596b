import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { SeriesCandidate, SettledStep } from './series'

const Settled = z.object({
  stepId: z.string(),
  runId: z.string(),
  position: z.int(),
  path: z.string().nullable(),
  baselineNats: z.number(),
  beforeNats: z.number(),
  afterNats: z.number(),
  shuffledNats: z.number().nullable(),
  targetBytes: z.int(),
  thoughtId: z.string().nullable(),
})

/** The settled steps of a search, in trajectory order. */
export function listSettledSteps(db: Db, optimizationId: string): Promise<SettledStep[]> {
  return rows(
    db,
    Settled,
    sql`select found.step_id as "stepId", run.id as "runId", step.position, run.path, found.baseline_nats as "baselineNats",
        found.before_nats as "beforeNats", found.after_nats as "afterNats", found.shuffled_nats as "shuffledNats",
        found.target_bytes as "targetBytes", found.thought_id as "thoughtId"
      from optimization_step found join step on step.id = found.step_id join run on run.id = step.run_id
      where found.optimization_id = ${optimizationId}::uuid order by step.position`,
  )
}

const Numbers = z.object({
  id: z.string(),
  stepId: z.string(),
  round: z.int(),
  kind: z.string().nullable(),
  tokens: z.int(),
  targetNats: z.number(),
  priorNats: z.number().nullable(),
  copyRatio: z.number(),
  retainedNats: z.number().nullable(),
  headNats: z.number().nullable(),
  isAccepted: z.boolean().nullable(),
})

/** The numbers of all candidates of a search, without their texts. */
export function listCandidateNumbers(db: Db, optimizationId: string): Promise<SeriesCandidate[]> {
  return rows(
    db,
    Numbers,
    sql`select id, step_id as "stepId", round, kind, tokens, target_nats as "targetNats", prior_nats as "priorNats",
        copy_ratio as "copyRatio", retained_nats as "retainedNats", head_nats as "headNats",
        is_accepted as "isAccepted"
      from thought where optimization_id = ${optimizationId}::uuid order by step_id, round, slot`,
  )
}

const Exported = z.object({
  position: z.int(),
  stepId: z.string(),
  path: z.string().nullable(),
  round: z.int(),
  slot: z.int(),
  kind: z.string().nullable(),
  thoughtId: z.string(),
  parentId: z.string().nullable(),
  promptHash: z.string().nullable(),
  text: z.string(),
  tokens: z.int(),
  startNats: z.number().nullable(),
  targetNats: z.number(),
  valueNats: z.number().nullable(),
  priorNats: z.number().nullable(),
  copyRatio: z.number().nullable(),
  longestCopy: z.int().nullable(),
  retainedNats: z.number().nullable(),
  headNats: z.number().nullable(),
  isAccepted: z.boolean().nullable(),
  whyNot: z.string().nullable(),
})
export type ExportedCandidate = z.infer<typeof Exported>

/** Every candidate of a search with its text, step by step, round by round, a page at a time. */
export async function* streamCandidates(
  db: Db,
  optimizationId: string,
  pageSize = 500,
): AsyncGenerator<ExportedCandidate> {
  for (let after = { stepId: '00000000-0000-0000-0000-000000000000', round: 0, slot: 0 }; ; ) {
    const page = await rows(
      db,
      Exported,
      sql`select step.position, step.id as "stepId", run.path, thought.round, thought.slot, thought.kind, thought.id as "thoughtId",
          thought.parent_id as "parentId", encode(thought.prompt_hash, 'hex') as "promptHash", thought.text,
          thought.tokens, thought.start_nats as "startNats", thought.target_nats as "targetNats",
          thought.value_nats as "valueNats", thought.prior_nats as "priorNats", thought.copy_ratio as "copyRatio",
          thought.longest_copy as "longestCopy", thought.retained_nats as "retainedNats",
          thought.head_nats as "headNats", thought.is_accepted as "isAccepted", thought.why_not as "whyNot"
        from thought join step on step.id = thought.step_id join run on run.id = step.run_id
        where thought.optimization_id = ${optimizationId}::uuid
          and (thought.step_id, thought.round, thought.slot) > (${after.stepId}::uuid, ${after.round}, ${after.slot})
        order by thought.step_id, thought.round, thought.slot limit ${pageSize}`,
    )
    yield* page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = last
  }
}
