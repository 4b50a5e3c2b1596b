import { v7 } from 'uuid'
import { z } from 'zod'
import { type Db, Prisma } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { Amounts } from './budget'
import { type CallOutcome, CallSum, type Subject } from './call'
import { Usage } from './price'
import { StoredAnswer } from './stored-answer'

/** How long a call counts as under way after its process last said so. */
export const leaseMs = 30_000

export type NewCall = {
  endpointId: string
  endpointName: string
  model: string
  subject: Subject
  purpose: string
  promptHash: Buffer
  attempt: number
  /** The most that it may spend. */
  inputTokens: number
  outputTokens: number
  microdollars: number
}

/** Nobody else begins a call of the endpoint until the transaction ends. */
export async function lockCalls(tx: Db, endpointId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`llm_call:${endpointId}`}, 0))`
}

/** Nobody else spends from the budget of the subject until the transaction ends; taken after `lockCalls`. */
export async function lockSpending(tx: Db, subject: Subject): Promise<void> {
  const [first] = sharersOf(subject)
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`llm_subject:${subject.kind}:${first}`}, 0))`
}

/** Calls whose process has not been heard of for a lease are lost. */
export async function endLostCalls(db: Db): Promise<void> {
  await db.$executeRaw`
    update llm_call set outcome = 'lost', lease_until = null, error = 'The process ended before the answer came.'
    where id in (
      select id from llm_call where outcome = 'pending' and lease_until < statement_timestamp() for update skip locked)`
}

const Load = z.object({
  running: z.coerce.number(),
  requests: z.coerce.number(),
  tokens: z.coerce.number(),
  /** Until the oldest request of the last minute is a minute old. */
  oldestMs: z.coerce.number().nullable(),
  /** Until the server wants to be asked again; null when it does not mind. */
  heldMs: z.coerce.number().nullable(),
})

/** What an endpoint has to do now, and had in the last minute. */
export async function readLoad(db: Db, endpointId: string): Promise<z.infer<typeof Load>> {
  const [load] = await rows(
    db,
    Load,
    sql`
      select
        (select count(*) from llm_call where endpoint_id = ${endpointId} and outcome = 'pending') as running,
        count(*) as requests,
        coalesce(sum(input_tokens + output_tokens), 0) as tokens,
        extract(epoch from min(created_at) + interval '1 minute' - statement_timestamp()) * 1000 as "oldestMs",
        (select extract(epoch from max(retry_at) - statement_timestamp()) * 1000 from llm_call
          where endpoint_id = ${endpointId} and retry_at > statement_timestamp()) as "heldMs"
      from llm_call
      where endpoint_id = ${endpointId} and created_at > statement_timestamp() - interval '1 minute'`,
  )
  return load ?? { running: 0, requests: 0, tokens: 0, oldestMs: null, heldMs: null }
}

export async function insertCall(db: Db, call: NewCall): Promise<string> {
  const id = v7()
  const { subject } = call
  await db.$executeRaw`
    insert into llm_call (id, endpoint_id, endpoint_name, model, subject_kind, subject_id, purpose, prompt_hash, attempt,
      outcome, input_tokens, output_tokens, microdollars, lease_until, created_at)
    values (${id}::uuid, ${call.endpointId}, ${call.endpointName}, ${call.model}, ${subject.kind}, ${subject.id},
      ${call.purpose}, ${call.promptHash}, ${call.attempt}, 'pending', ${call.inputTokens}, ${call.outputTokens},
      ${call.microdollars}, clock_timestamp() + ${leaseMs} * interval '1 millisecond', clock_timestamp())`
  return id
}

export async function renewLease(db: Db, id: string): Promise<void> {
  await db.$executeRaw`
    update llm_call set lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where id = ${id}::uuid and outcome = 'pending'`
}

/** The server has answered a call with how long it wants to be left alone: nobody begins another one until then. */
export async function holdCalls(db: Db, id: string, forMs: number): Promise<void> {
  await db.$executeRaw`
    update llm_call set retry_at = clock_timestamp() + ${forMs} * interval '1 millisecond' where id = ${id}::uuid`
}

export type CallEnd = Usage & {
  outcome: CallOutcome
  microdollars: number
  latencyMs: number
  response?: StoredAnswer
  error?: string
}

export async function endCall(db: Db, id: string, { response, error, ...end }: CallEnd): Promise<void> {
  const data = { ...end, response: response ?? Prisma.DbNull, error: error ?? null, leaseUntil: null }
  await db.llmCall.update({ where: { id }, data, select: { id: true } })
}

const Stored = Usage.extend({ response: StoredAnswer, latencyMs: z.int() })

/** The answer that the same question of the same subject has had. */
export async function findAnswer(db: Db, { kind, id }: Subject, promptHash: Buffer) {
  const row = await db.llmCall.findFirst({
    where: { subjectKind: kind, subjectId: id, promptHash: new Uint8Array(promptHash), outcome: 'ok' },
    orderBy: { id: 'asc' },
    select: {
      response: true,
      latencyMs: true,
      inputTokens: true,
      outputTokens: true,
      cachedTokens: true,
      reasoningTokens: true,
    },
  })
  return row ? Stored.parse(row) : undefined
}

const Spent = z.object({
  isPending: z.boolean(),
  calls: z.coerce.number(),
  tokens: z.coerce.number(),
  microdollars: z.coerce.number(),
})

/** What a subject has spent for certain, and what its calls under way may spend. */
export async function readSpending(db: Db, subject: Subject): Promise<{ ended: Amounts; pending: Amounts }> {
  const found = await rows(
    db,
    Spent,
    sql`
      select outcome = 'pending' as "isPending", count(*) as calls, sum(input_tokens + output_tokens) as tokens,
        sum(microdollars) as microdollars
      from llm_call where subject_kind = ${subject.kind} and subject_id = any(${sharersOf(subject)}) group by 1`,
  )
  const none: Amounts = { calls: 0, tokens: 0, microdollars: 0 }
  return {
    ended: found.find((each) => !each.isPending) ?? none,
    pending: found.find((each) => each.isPending) ?? none,
  }
}

/** All whose calls count against the subject's budget, in an order that is the same for each of them. */
function sharersOf({ id, together = [id] }: Subject): string[] {
  return [...together].sort()
}

const empty: CallSum = { calls: 0, inputTokens: 0, outputTokens: 0, cachedTokens: 0, microdollars: 0, byOutcome: {} }

/** What the calls of a subject come to, over all endpoints. */
export async function sumCalls(db: Db, { kind, id }: Subject): Promise<CallSum> {
  const [found] = await sumBy(db, sql`subject_kind = ${kind} and subject_id = ${id}`, sql`''`)
  return found ? CallSum.parse(found) : empty
}

/** What the calls of each of the endpoints come to since the beginning of this month (UTC). */
export async function sumMonth(db: Db, endpointIds: string[]): Promise<Map<string, CallSum>> {
  const month = sql`date_trunc('month', now() at time zone 'utc') at time zone 'utc'`
  const found = await sumBy(db, sql`endpoint_id = any(${endpointIds}) and created_at >= ${month}`, sql`endpoint_id`)
  return new Map(found.map(({ key, ...sum }) => [key, CallSum.parse(sum)]))
}

function sumBy(db: Db, where: Prisma.Sql, key: Prisma.Sql) {
  return rows(
    db,
    CallSum.extend({ key: z.string() }),
    sql`
      select key, sum(calls) as calls, sum(input) as "inputTokens", sum(output) as "outputTokens",
        sum(cached) as "cachedTokens", sum(cost) as microdollars, jsonb_object_agg(outcome, calls) as "byOutcome"
      from (
        select ${key} as key, outcome, count(*) as calls, sum(input_tokens) as input, sum(output_tokens) as output,
          sum(cached_tokens) as cached, sum(microdollars) as cost
        from llm_call where ${where} group by 1, 2
      ) part group by key`,
  )
}
