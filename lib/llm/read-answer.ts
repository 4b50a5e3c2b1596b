import type { ChatRequest } from './chat-request'
import type { Completion } from './completion'
import { readToolCall } from './message'
import { partReasoning } from './reasoning'
import type { FailureKind } from './reply'
import type { StoredAnswer } from './stored-answer'
import { parseAnswer } from './structured-output'

export type Reading<Value> =
  | { outcome: 'ok'; answer: StoredAnswer; parsed: Value }
  | { outcome: FailureKind; sentence: string; text: string; problem?: string }

/** What a completion says: an answer of the wanted shape, a refusal, or why it is neither. */
export function readCompletion<Value>(completion: Completion, request: ChatRequest<Value>): Reading<Value> {
  const { finishReason, refusal, toolCalls } = completion
  const { text, reasoning } = partReasoning(clean(completion.content), clean(completion.reasoning))
  if (refusal || finishReason === 'content_filter') {
    const words = refusal ? `: ${refusal.replaceAll(/\s+/g, ' ').slice(0, 200)}` : ''
    return { outcome: 'refusal', sentence: `The model refused to answer${words}.`.replace(/\.\.$/, '.'), text }
  }
  if (finishReason === 'length')
    return { outcome: 'truncated', sentence: 'The answer reached the limit of tokens before it ended.', text }
  const calls = toolCalls.map((call) => ({ ...call, arguments: clean(call.arguments) }))
  return readAnswer({ text, reasoning, toolCalls: calls, finishReason }, request)
}

/** Reads an answer, new or stored, by what was asked for. */
export function readAnswer<Value>(answer: StoredAnswer, request: ChatRequest<Value>): Reading<Value> {
  const { text, toolCalls } = answer
  const called = { ...answer, toolCalls: toolCalls.map((call) => readToolCall(call, request.tools ?? [])) }
  // Without a schema there is nothing to parse, and `Value` is undefined.
  if (!request.schema || toolCalls.length > 0) {
    if (text === '' && toolCalls.length === 0) return malformed(text, 'The model answered nothing.')
    return { outcome: 'ok', answer: called, parsed: undefined as Value }
  }
  const parsed = parseAnswer(request.schema, text)
  if (!parsed.ok)
    return { ...malformed(text, 'The answer does not have the form that was asked for.'), problem: parsed.problem }
  return { outcome: 'ok', answer: called, parsed: parsed.value }
}

function malformed(text: string, sentence: string) {
  return { outcome: 'malformed' as const, sentence, text }
}

/** Text that a database and every later request can hold: without NUL and halves of surrogate pairs. */
function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
