import { db } from '@/lib/db/client'
import type { Budget, Subject } from './call'
import { type Attempt, type ChatEffects, complete } from './chat'
import type { ChatRequest, WireRequest } from './chat-request'
import type { Endpoint } from './endpoint'
import { estimateTokens } from './price'
import { hashPrompt } from './prompt-hash'
import { readAnswer } from './read-answer'
import { canceled, recordCall } from './record-call'
import type { Reply } from './reply'
import { findAnswer } from './store-calls'

export type Question<Value> = {
  endpoint: Endpoint
  subject: Subject
  /** What the answer is for, in a word or two: `plan`, `thoughts of a file`. */
  purpose: string
  request: ChatRequest<Value>
  /** Over all calls of the subject, retries and repairs included. */
  budget?: Budget
}

export type Asked<Value> = Reply<Value> & {
  promptHash: string
  /** Answered from the ledger: nothing was sent. */
  isStored: boolean
}

/**
 * Asks a model within the endpoint's shared limits and the subject's budget, and writes down each request before it is
 * sent and when it ends. The same question of the same subject is answered from the ledger, so that work that was
 * killed loses at most the calls under way; for another answer, ask with another seed or other words. Throws
 * `BudgetSpent` before the call that might exceed the budget.
 */
export async function ask<Value = undefined>(
  question: Question<Value>,
  signal: AbortSignal,
  effects: Omit<ChatEffects<Value>, 'around'> = {},
): Promise<Asked<Value>> {
  const { endpoint, subject, request } = question
  const promptHash = hashPrompt(endpoint, request)
  const about = { promptHash: promptHash.toString('hex') }
  const known = await findKnown(subject, promptHash, request)
  if (known) return { ...known, ...about, isStored: true }
  const around: ChatEffects<Value>['around'] = ({ attempt, wire }, send) =>
    recorded(question, { promptHash, attempt, wire }, signal, send)
  const reply = await complete(endpoint, request, signal, { ...effects, around })
  return { ...reply, ...about, isStored: false }
}

async function findKnown<Value>(
  subject: Subject,
  promptHash: Buffer,
  request: ChatRequest<Value>,
): Promise<Reply<Value> | undefined> {
  const found = await findAnswer(db, subject, promptHash)
  if (!found) return undefined
  const { response, latencyMs, ...usage } = found
  const reading = readAnswer(response, request)
  if (reading.outcome !== 'ok') return undefined
  return { outcome: 'ok', ...reading.answer, parsed: reading.parsed, usage, latencyMs }
}

type Turn = { promptHash: Buffer; attempt: number; wire: WireRequest }

async function recorded<Value>(
  question: Question<Value>,
  { wire, ...turn }: Turn,
  signal: AbortSignal,
  send: () => Promise<Attempt<Value>>,
): Promise<Attempt<Value>> {
  const { endpoint, subject, purpose, budget } = question
  const sending = { endpoint, subject, purpose, budget, ...turn, most: mostOf(wire) }
  const reply = await recordCall<Attempt<Value>>(sending, signal, send, (reply) =>
    reply.outcome === 'ok' ? toStored(reply) : undefined,
  )
  return reply ?? { ...canceled, text: '' }
}

function mostOf(wire: WireRequest): { inputTokens: number; outputTokens: number } {
  const outputTokens = wire.max_tokens ?? wire.max_completion_tokens ?? 0
  return { inputTokens: estimateTokens(JSON.stringify([wire.messages, wire.tools])), outputTokens }
}

function toStored({ text, reasoning, toolCalls, finishReason }: Extract<Attempt<unknown>, { outcome: 'ok' }>) {
  const calls = toolCalls.map(({ id, name, arguments: text }) => ({ id, name, arguments: text }))
  return { text, reasoning, toolCalls: calls, finishReason }
}
