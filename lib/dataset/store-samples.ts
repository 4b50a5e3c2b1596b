import type { Client } from 'pg'
import { z } from 'zod'
import { readLines } from '@/lib/trajectory/tools'
import { Run, Step, StepArgs } from '@/lib/trajectory/trajectory'
import type { Pair } from './formats/format'

/** What there is of a trajectory at a revision. */
export type Loaded = { request: string; runs: Run[]; steps: Step[] }

export type Wanted = { trajectoryId: string; revision: number }

// Fails on what is not UTF-8 and keeps a byte-order mark, as when it was counted.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const RunRow = Run.extend({ trajectoryId: z.string() })
const StepRow = Step.omit({ content: true, args: true }).extend({
  trajectoryId: z.string(),
  revision: z.int(),
  args: z.string(),
  bytes: z.instanceof(Uint8Array).nullable(),
})

/** The trajectories, complete, in three queries for all of them; what is asked for at once has to fit into memory. */
export async function loadSamples(client: Client, wanted: readonly Wanted[]): Promise<Loaded[]> {
  const ids = wanted.map(({ trajectoryId }) => trajectoryId)
  const revisions = wanted.map(({ revision }) => revision)
  const heads = await query(
    client,
    z.object({ id: z.string(), request: z.string() }),
    'select id::text, request from trajectory where id = any($1::uuid[])',
    [ids],
  )
  const runs = await query(
    client,
    RunRow,
    `select trajectory_id::text as "trajectoryId", id::text, parent_id::text as "parentId", role, path from run
      where trajectory_id = any($1::uuid[]) order by trajectory_id, position`,
    [ids],
  )
  const steps = await query(
    client,
    StepRow,
    `select s.trajectory_id::text as "trajectoryId", x.revision, s.id::text, s.position, s.run_id::text as "runId", s.kind, s.tool, s.path,
        s.args::text as args, coalesce(t.text, s.text) as text, b.bytes
      from unnest($1::uuid[], $2::int[]) as x(id, revision) join step s on s.trajectory_id = x.id
      left join lateral (select thought_id from selection where s.kind = 'think' and step_id = s.id
        and from_revision <= x.revision order by from_revision desc limit 1) selected on true
      left join thought t on t.id = selected.thought_id
      left join blob b on b.sha256 = s.sha256
      order by s.trajectory_id, s.position`,
    [ids, revisions],
  )
  const requests = new Map(heads.map(({ id, request }) => [id, request]))
  const runsOf = Map.groupBy(runs, (run) => run.trajectoryId)
  const stepsOf = Map.groupBy(steps, nameOf)
  return wanted.map((one) => ({
    request: requests.get(one.trajectoryId) ?? '',
    runs: (runsOf.get(one.trajectoryId) ?? []).map(({ trajectoryId: _, ...run }) => run),
    steps: (stepsOf.get(nameOf(one)) ?? []).map(toStep),
  }))
}

/** Of one trajectory there may be two revisions. */
function nameOf({ trajectoryId, revision }: Wanted): string {
  return `${trajectoryId}@${revision}`
}

function toStep({ trajectoryId: _, revision: __, bytes, args: json, ...step }: z.infer<typeof StepRow>): Step {
  const args = StepArgs.parse(JSON.parse(json))
  const content = bytes && utf8.decode(bytes)
  return { ...step, args, content: content !== null && args.lines ? readLines(content, args.lines) : content }
}

const PairRow = z.object({
  trajectoryId: z.string(),
  revision: z.int(),
  stepId: z.string(),
  optimization: z.string(),
  chosen: z.string(),
  rejected: z.string(),
  chosenNats: z.number(),
  rejectedNats: z.number(),
  whyNot: z.string().nullable(),
})

/** The thoughts in use that searches found, against the others of the same search; only searches up to the revision count. */
export async function loadPairs(client: Client, wanted: readonly Wanted[]): Promise<Pair[][]> {
  const ids = wanted.map(({ trajectoryId }) => trajectoryId)
  const found = await query(
    client,
    PairRow,
    `select s.trajectory_id::text as "trajectoryId", x.revision, s.id::text as "stepId", won.optimization_id::text as optimization,
        won.text as chosen, lost.text as rejected, won.value_nats as "chosenNats", lost.value_nats as "rejectedNats",
        lost.why_not as "whyNot"
      from unnest($1::uuid[], $2::int[]) as x(id, revision) join step s on s.trajectory_id = x.id and s.kind = 'think'
      join lateral (select thought_id from selection where step_id = s.id and from_revision <= x.revision
        order by from_revision desc limit 1) selected on true
      join thought won on won.id = selected.thought_id and won.optimization_id is not null and won.value_nats is not null
      join thought lost on lost.optimization_id = won.optimization_id and lost.step_id = s.id and lost.id <> won.id
        and lost.value_nats is not null
      order by s.trajectory_id, s.position, lost.id`,
    [ids, wanted.map(({ revision }) => revision)],
  )
  const byName = Map.groupBy(found, nameOf)
  return wanted.map((one) => (byName.get(nameOf(one)) ?? []).map(({ trajectoryId: _, revision: __, ...pair }) => pair))
}

/** Through Prisma, bytes would be printed as Base64 and read again. */
export async function query<Shape extends z.ZodType>(
  client: Client,
  shape: Shape,
  text: string,
  values: unknown[],
): Promise<z.infer<Shape>[]> {
  const { rows } = await client.query({ text, values })
  return z.array(shape).parse(rows)
}
