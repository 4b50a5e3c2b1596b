import { z } from 'zod'
import type { Usage } from './price'

/** What a server said, whole or put together from its pieces; nothing about it is trusted but its shape. */
export type Completion = {
  content: string
  reasoning: string
  refusal: string
  toolCalls: { id: string; name: string; arguments: string }[]
  finishReason: string
  usage?: Usage
}

const text = z.string().nullish()
const count = z.int().min(0).nullish()

const WireUsage = z.object({
  prompt_tokens: z.int().min(0),
  completion_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count }).nullish(),
  completion_tokens_details: z.object({ reasoning_tokens: count }).nullish(),
})

const WireCall = z.object({
  index: z.int().nullish(),
  id: text,
  function: z.object({ name: text, arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish() }),
})

const WireMessage = z.object({
  content: text,
  refusal: text,
  reasoning: text,
  reasoning_content: text,
  tool_calls: z.array(WireCall).nullish(),
})

const Whole = z.object({
  choices: z.array(z.object({ message: WireMessage, finish_reason: text })).min(1),
  usage: WireUsage.nullish(),
})

const Piece = z.object({
  choices: z.array(z.object({ delta: WireMessage.nullish(), finish_reason: text })).default([]),
  usage: WireUsage.nullish(),
})

/** The answer that came in one piece; undefined when it has another shape. */
export function readWhole(value: unknown): Completion | undefined {
  const parsed = Whole.safeParse(value)
  const choice = parsed.data?.choices[0]
  if (!choice) return undefined
  const completion = emptyCompletion()
  addMessage(completion, choice.message)
  completion.finishReason = choice.finish_reason ?? 'stop'
  completion.usage = usageOf(parsed.data?.usage)
  return completion
}

export function emptyCompletion(): Completion {
  return { content: '', reasoning: '', refusal: '', toolCalls: [], finishReason: '' }
}

/** Adds a piece of a stream; false when it has another shape. */
export function addPiece(completion: Completion, value: unknown): boolean {
  const parsed = Piece.safeParse(value)
  if (!parsed.success) return false
  const choice = parsed.data.choices[0]
  if (choice?.delta) addMessage(completion, choice.delta)
  if (choice?.finish_reason) completion.finishReason = choice.finish_reason
  completion.usage = usageOf(parsed.data.usage) ?? completion.usage
  return true
}

function addMessage(completion: Completion, message: z.infer<typeof WireMessage>): void {
  completion.content += message.content ?? ''
  completion.reasoning += message.reasoning_content ?? message.reasoning ?? ''
  completion.refusal += message.refusal ?? ''
  message.tool_calls?.forEach((call, position) => {
    addCall(completion, call, call.index ?? position)
  })
}

function addCall({ toolCalls }: Completion, call: z.infer<typeof WireCall>, index: number): void {
  const known = toolCalls[index] ?? { id: '', name: '', arguments: '' }
  const { name, arguments: given = '' } = call.function
  known.id ||= call.id ?? `call-${index}`
  known.name ||= name ?? ''
  known.arguments += typeof given === 'string' ? given : given ? JSON.stringify(given) : ''
  if (index <= toolCalls.length) toolCalls[index] = known
}

function usageOf(wire: z.infer<typeof WireUsage> | null | undefined): Usage | undefined {
  if (!wire) return undefined
  return {
    inputTokens: wire.prompt_tokens,
    outputTokens: wire.completion_tokens ?? 0,
    cachedTokens: wire.prompt_tokens_details?.cached_tokens ?? 0,
    reasoningTokens: wire.completion_tokens_details?.reasoning_tokens ?? 0,
  }
}
