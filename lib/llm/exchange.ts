import type { ChatCompletionCreateParamsNonStreaming, ChatCompletionCreateParamsStreaming } from 'openai/resources'
import type { WireRequest } from './chat-request'
import { openClient } from './client'
import { addPiece, type Completion, emptyCompletion, readWhole } from './completion'
import { type AnyEndpoint, type Endpoint, hostOf } from './endpoint'
import type { Fetch } from './pinned-fetch'
import { estimateTokens, noUsage, type Usage } from './price'
import type { Spent } from './reply'
import { explainError, type ServerError } from './server-error'

/** One request and what came of it. */
export type Exchange = Spent &
  ({ outcome: 'ok'; completion: Completion } | (ServerError & { outcome: ServerError['outcome'] }))

/** Sends one request within the endpoint's time limit. Never throws for what a server or a network does. */
export async function exchange(
  endpoint: Endpoint,
  wire: WireRequest,
  signal: AbortSignal,
  fetch?: Fetch,
): Promise<Exchange> {
  const startedAt = Date.now()
  const late = AbortSignal.timeout(endpoint.timeoutMs)
  const within = AbortSignal.any([signal, late])
  const host = hostOf(endpoint.baseUrl)
  const sent = estimateTokens(JSON.stringify(wire))
  const spent = (usage: Usage): Spent => ({ usage, latencyMs: Date.now() - startedAt })
  // A server may charge for what it has read, also when nobody waits for its answer.
  const charged = (): Spent => spent({ ...noUsage, inputTokens: sent })
  try {
    within.throwIfAborted()
    const completion = await send(endpoint, wire, within, fetch)
    within.throwIfAborted()
    if (typeof completion === 'string') return { ...charged(), outcome: 'malformed', sentence: `${host} ${completion}` }
    const usage = completion.usage ?? { ...noUsage, inputTokens: sent, outputTokens: estimateOutput(completion) }
    return { ...spent(usage), outcome: 'ok', completion }
  } catch (error) {
    const failure = explainFailure(error, endpoint, { signal, late }, wire)
    return { ...(signal.aborted || late.aborted ? charged() : spent(noUsage)), ...failure }
  }
}

/** Why a request of an endpoint failed: its caller's signal, its own time limit, or what the server did. */
export function explainFailure(
  error: unknown,
  endpoint: Pick<AnyEndpoint, 'baseUrl' | 'timeoutMs' | 'readKey'>,
  { signal, late }: { signal: AbortSignal; late: AbortSignal },
  wire?: WireRequest,
): ServerError {
  const host = hostOf(endpoint.baseUrl)
  if (signal.aborted) return { outcome: 'canceled', sentence: 'The call was canceled.' }
  if (late.aborted)
    return { outcome: 'timeout', sentence: `${host} did not answer within ${endpoint.timeoutMs / 1000} s.` }
  const explained = explainError(error, host, wire)
  return { ...explained, sentence: redact(explained.sentence, endpoint.readKey()) }
}

/** The completion, or what is wrong with its form. */
async function send(
  endpoint: Endpoint,
  wire: WireRequest,
  signal: AbortSignal,
  fetch?: Fetch,
): Promise<Completion | string> {
  const { completions } = openClient(endpoint, fetch).chat
  if (!wire.stream) {
    // The package knows more parts of the protocol than we send.
    const body = wire as ChatCompletionCreateParamsNonStreaming
    return readWhole(await completions.create(body, { signal })) ?? 'answered in a form that is not a chat completion.'
  }
  const completion = emptyCompletion()
  for await (const piece of await completions.create(wire as ChatCompletionCreateParamsStreaming, { signal })) {
    if (!addPiece(completion, piece)) return 'sent a piece that is not of a chat completion.'
  }
  return completion.finishReason ? completion : 'ended its answer in the middle.'
}

function estimateOutput({ content, reasoning, toolCalls }: Completion): number {
  return estimateTokens(content + reasoning + toolCalls.map((call) => call.arguments).join(''))
}

const leastKeyLength = 8

/** Servers have been seen to repeat a key in their errors. Shorter keys are placeholders such as `none`. */
export function redact(text: string, key: string | undefined): string {
  return key && key.length >= leastKeyLength ? text.replaceAll(key, '[key]') : text
}
