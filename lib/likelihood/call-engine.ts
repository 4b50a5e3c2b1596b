import { createHash } from 'node:crypto'
import { AppError } from '@/lib/errors'
import { hostOf, type ScorerEndpoint } from '@/lib/llm/endpoint'
import type { Fetch } from '@/lib/llm/pinned-fetch'
import { type Posted, postJson } from '@/lib/llm/post-json'
import { estimateTokens, noUsage, type Usage } from '@/lib/llm/price'
import { type FailureKind, isPassing, type Spent } from '@/lib/llm/reply'
import { delayBefore, type RetryPolicy, retryPolicy, waitUnlessAborted } from '@/lib/llm/retry'
import type { Engine, EngineRequest, PromptReading } from './engines/engine'

/** How one request ended. */
export type EngineReply = Spent &
  (
    | { outcome: 'ok'; reading: PromptReading }
    | { outcome: FailureKind; sentence: string; retryAfterMs?: number; isGarbage?: boolean }
  )

/** One request, before it is sent. */
export type EngineSending = {
  attempt: number
  promptHash: Buffer
  most: { inputTokens: number; outputTokens: number }
}

export type EngineEffects = {
  /** Stands around each request: waits for its turn, writes it down. Undefined when it was canceled before. */
  around?: (
    sending: EngineSending,
    signal: AbortSignal,
    send: () => Promise<EngineReply>,
  ) => Promise<EngineReply | undefined>
  fetch?: Fetch
  retry?: RetryPolicy
  random?: () => number
}

/** Timeouts are long: two of them are enough to know. */
const maxTimeouts = 2

export type EngineCall = { endpoint: ScorerEndpoint; engine: Engine; request: EngineRequest; text: string }

/**
 * Asks an engine, again after what passes (429, 5xx, timeouts, broken connections and answers), a bounded number of
 * times. Throws the signal's reason as soon as it is aborted; else an `AppError` in words that never hold the key:
 * `unavailable` for what may be different later, `invalid` for what the server will refuse again, such as a text that
 * is too long.
 */
export async function callEngine(
  call: EngineCall,
  signal: AbortSignal,
  effects: EngineEffects = {},
): Promise<PromptReading> {
  const { endpoint, request, text } = call
  const hashed = JSON.stringify([endpoint.baseUrl, endpoint.model, request])
  const promptHash = createHash('sha256').update(hashed).digest()
  const most = { inputTokens: estimateTokens(text), outputTokens: 1 }
  let timeouts = 0
  for (let attempt = 1; ; attempt += 1) {
    const send = () => sendOnce(call, signal, effects.fetch)
    const sending = { attempt, promptHash, most }
    const reply = await (effects.around ? effects.around(sending, signal, send) : send())
    signal.throwIfAborted()
    if (!reply) throw new AppError('unavailable', 'The call was canceled.')
    if (reply.outcome === 'ok') return reply.reading
    if (reply.outcome === 'timeout') timeouts += 1
    const isWorthwhile = (isPassing(reply.outcome) || reply.isGarbage) && timeouts < maxTimeouts
    const retryAfterMs = reply.retryAfterMs
    const policy = effects.retry ?? retryPolicy
    const delayMs = isWorthwhile ? delayBefore(attempt + 1, retryAfterMs, policy, effects.random) : undefined
    if (delayMs === undefined) throw new AppError(isPassing(reply.outcome) ? 'unavailable' : 'invalid', reply.sentence)
    await waitUnlessAborted(delayMs, signal)
    signal.throwIfAborted()
  }
}

async function sendOnce(
  { endpoint, engine, request, text }: EngineCall,
  signal: AbortSignal,
  fetch: Fetch | undefined,
): Promise<EngineReply> {
  const posted = await postJson(endpoint, { method: 'post', ...request }, signal, fetch)
  const { latencyMs } = posted
  if (posted.outcome !== 'ok') return { latencyMs, ...failureOf(posted, text) }
  const reading = engine.read(posted.value, text)
  if (typeof reading !== 'string') return { latencyMs, outcome: 'ok', reading, usage: usageOf(reading, text) }
  const sentence = `${hostOf(endpoint.baseUrl)} ${reading}`
  return { latencyMs, outcome: 'malformed', sentence, usage: readUsage(text) }
}

const tooLong = /context length|too long|longer than|exceeds? the (model|context|max)/i

/** A server may charge for what it has read, also when nobody waits for its answer. */
function failureOf(posted: Exclude<Posted, { outcome: 'ok' }>, text: string) {
  const { outcome, sentence, retryAfterMs, isSent } = posted
  const isTooLong = outcome === 'unavailable' && tooLong.test(sentence)
  return {
    outcome: isTooLong ? ('rejected' as const) : outcome,
    sentence,
    retryAfterMs,
    isGarbage: outcome === 'malformed',
    usage: isSent ? readUsage(text) : noUsage,
  }
}

function usageOf({ promptTokens, cachedTokens, outputTokens }: PromptReading, text: string): Usage {
  return { ...readUsage(text), ...(promptTokens !== null && { inputTokens: promptTokens }), cachedTokens, outputTokens }
}

function readUsage(text: string): Usage {
  return { ...noUsage, inputTokens: estimateTokens(text) }
}
