import { db } from '@/lib/db/client'
import { admitCall } from './admit-call'
import type { Budget, Subject } from './call'
import type { AnyEndpoint } from './endpoint'
import { costOf, noUsage } from './price'
import type { Outcome, Spent } from './reply'
import { retryPolicy } from './retry'
import { endCall, holdCalls, leaseMs, renewLease } from './store-calls'
import type { StoredAnswer } from './stored-answer'

/** One request to an endpoint, before it is sent. */
export type Sending = {
  endpoint: AnyEndpoint
  subject: Subject
  purpose: string
  budget?: Budget
  promptHash: Buffer
  attempt: number
  /** The most that it may spend. */
  most: { inputTokens: number; outputTokens: number }
}

/** How a request ended; `sentence` says why it did not end well. */
export type Ended = Spent & { outcome: Outcome; sentence?: string; retryAfterMs?: number }

export const canceled = {
  outcome: 'canceled' as const,
  sentence: 'The call was canceled.',
  usage: noUsage,
  latencyMs: 0,
}

/**
 * Sends a request within the endpoint's shared limits and the subject's budget, and writes it down before it is sent
 * and when it ends. Undefined when the signal came before its turn. Throws `BudgetSpent`.
 */
export async function recordCall<Reply extends Ended>(
  sending: Sending,
  signal: AbortSignal,
  send: () => Promise<Reply>,
  answerOf?: (reply: Reply) => StoredAnswer | undefined,
): Promise<Reply | undefined> {
  const { endpoint, budget, most, subject, purpose, promptHash, attempt } = sending
  const about = { endpointId: endpoint.id, endpointName: endpoint.name, model: endpoint.model }
  const microdollars = costOf({ ...noUsage, ...most }, endpoint)
  const call = { ...about, subject, purpose, promptHash, attempt, ...most, microdollars }
  const id = await admitCall(endpoint, call, budget, signal)
  if (!id) return undefined
  const reply = await whileLeased(id, send)
  if (reply.retryAfterMs) await holdCalls(db, id, Math.min(reply.retryAfterMs, retryPolicy.patienceMs))
  await endCall(db, id, {
    ...reply.usage,
    outcome: reply.outcome,
    microdollars: costOf(reply.usage, endpoint),
    latencyMs: reply.latencyMs,
    ...(reply.outcome === 'ok' ? { response: answerOf?.(reply) } : { error: reply.sentence }),
  })
  return reply
}

/** Says now and then that the call is still under way: a killed process says nothing, and its lease ends. */
async function whileLeased<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
  const heartbeat = setInterval(() => renewLease(db, id).catch(() => {}), leaseMs / 3)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
  }
}
