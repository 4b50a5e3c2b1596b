import { type ChatRequest, toWire, type WireRequest } from './chat-request'
import { concede, concessionsTo } from './concessions'
import type { Endpoint } from './endpoint'
import { type Exchange, exchange, redact } from './exchange'
import type { Message } from './message'
import type { Fetch } from './pinned-fetch'
import { readCompletion } from './read-answer'
import { type Answer, type Failure, isPassing, type Reply } from './reply'
import { delayBefore, type RetryPolicy, retryPolicy, waitUnlessAborted } from './retry'

/** One request of a call, and what is needed to go on after it. */
export type Attempt<Value> = (Answer<Value> | Failure) &
  Pick<Partial<Extract<Exchange, { sentence: string }>>, 'retryAfterMs' | 'refusedPart'> & {
    /** What is wrong with the form of the answer; the model gets one chance to repair it. */
    problem?: string
    /** The server's answer was no completion at all. */
    isGarbage?: boolean
  }

export type ChatEffects<Value> = {
  /** Stands around each request: waits for its turn, writes it down. */
  around?: (
    about: { attempt: number; wire: WireRequest },
    send: () => Promise<Attempt<Value>>,
  ) => Promise<Attempt<Value>>
  fetch?: Fetch
  retry?: RetryPolicy
  random?: () => number
}

/** Timeouts are long: two of them are enough to know. */
const maxTimeouts = 2

/**
 * Asks a model once: in the surest shape that the endpoint takes, again after what passes (429, 5xx, timeouts, broken
 * connections), with one repair turn when the answer has another form. Never throws for what a model, a server or a
 * network does; ends within moments when the signal is aborted.
 */
export async function complete<Value = undefined>(
  endpoint: Endpoint,
  request: ChatRequest<Value>,
  signal: AbortSignal,
  effects: ChatEffects<Value> = {},
): Promise<Reply<Value>> {
  const policy = effects.retry ?? retryPolicy
  let messages = request.messages
  let isRepaired = false
  let tries = 1
  let timeouts = 0
  for (let attempt = 1; ; attempt++) {
    const wire = toWire(endpoint, { ...request, messages }, concessionsTo(endpoint))
    const send = () => sendOnce(endpoint, request, wire, signal, effects.fetch)
    const reply = await (effects.around ? effects.around({ attempt, wire }, send) : send())
    if (reply.outcome === 'ok' || reply.outcome === 'canceled') return replyOf(reply)
    if (reply.refusedPart && concede(endpoint, reply.refusedPart)) continue
    if (reply.problem && !isRepaired) {
      isRepaired = true
      messages = [...messages, ...repairTurn(reply.text, reply.problem)]
      continue
    }
    if (reply.outcome === 'timeout') timeouts++
    if (!(isPassing(reply.outcome) || reply.isGarbage) || timeouts >= maxTimeouts) return replyOf(reply)
    tries++
    const delayMs = delayBefore(tries, reply.retryAfterMs, policy, effects.random)
    if (delayMs === undefined) return replyOf(reply)
    if (!(await waitUnlessAborted(delayMs, signal))) {
      return { outcome: 'canceled', sentence: 'The call was canceled.', text: '', usage: reply.usage, latencyMs: 0 }
    }
  }
}

async function sendOnce<Value>(
  endpoint: Endpoint,
  request: ChatRequest<Value>,
  wire: WireRequest,
  signal: AbortSignal,
  fetch: Fetch | undefined,
): Promise<Attempt<Value>> {
  const { usage, latencyMs, ...came } = await exchange(endpoint, wire, signal, fetch)
  const spent = { usage, latencyMs }
  if (came.outcome !== 'ok') return { ...spent, ...came, text: '', isGarbage: came.outcome === 'malformed' }
  const key = endpoint.readKey()
  const reading = readCompletion(withoutKey(came.completion, key), request)
  if (reading.outcome !== 'ok') return { ...spent, ...reading }
  return { ...spent, outcome: 'ok', ...reading.answer, parsed: reading.parsed }
}

/** A server that repeats what it was sent must not bring the key into the ledger. */
function withoutKey<Part extends object>(completion: Part, key: string | undefined): Part {
  // The same shape: only letters within its texts change.
  return JSON.parse(redact(JSON.stringify(completion), key)) as Part
}

function repairTurn(text: string, problem: string): Message[] {
  const words = `That does not have the form that was asked for:\n${problem}\nAnswer again, whole, with the JSON alone.`
  return [
    { role: 'assistant', content: text },
    { role: 'user', content: words },
  ]
}

function replyOf<Value>(attempt: Attempt<Value>): Reply<Value> {
  if (attempt.outcome === 'ok') return attempt
  const { outcome, sentence, text, usage, latencyMs } = attempt
  return { outcome, sentence, text, usage, latencyMs }
}
