import { AppError } from '@/lib/errors'
import type { ToolCall } from './message'
import type { Usage } from './price'

/** How a call can end other than well. `rejected` is a request that the server will refuse again. */
export const failures = [
  'refusal',
  'truncated',
  'malformed',
  'rate_limited',
  'unavailable',
  'timeout',
  'rejected',
  'canceled',
] as const
export type FailureKind = (typeof failures)[number]

export type Outcome = 'ok' | FailureKind

export type Spent = { usage: Usage; latencyMs: number }

/** What a model answered. `parsed` is there when a schema was asked for. */
export type Answer<Value = undefined> = Spent & {
  outcome: 'ok'
  text: string
  parsed: Value
  toolCalls: ToolCall[]
  reasoning: string
  finishReason: string
}

/** Why there is no answer, as a sentence; `text` is what came all the same. */
export type Failure = Spent & { outcome: FailureKind; sentence: string; text: string }

export type Reply<Value = undefined> = Answer<Value> | Failure

/**
 * The answer, or an `AppError` with the sentence: `unavailable` for what may be different later, so that a job is tried
 * again, `invalid` for the rest. A canceled call throws the reason of the signal.
 */
export function requireAnswer<Value>(reply: Reply<Value>, signal?: AbortSignal): Answer<Value> {
  if (reply.outcome === 'ok') return reply
  if (reply.outcome === 'canceled') signal?.throwIfAborted()
  throw new AppError(isPassing(reply.outcome) ? 'unavailable' : 'invalid', reply.sentence)
}

/** Whether the same call may do better a little later. */
export function isPassing(outcome: Outcome): boolean {
  return outcome === 'rate_limited' || outcome === 'unavailable' || outcome === 'timeout'
}
