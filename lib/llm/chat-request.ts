import type { z } from 'zod'
import type { RefusedPart, StructuredMode } from './capabilities'
import type { Endpoint } from './endpoint'
import type { Message, Tool, ToolCall } from './message'
import { describeShape, jsonSchemaOf, type ResponseFormat, responseFormat } from './structured-output'

export type ToolChoice = 'auto' | 'required' | 'none' | { name: string }

/** What is asked of a model. Sampling that is not said is the endpoint's. */
export type ChatRequest<Value = undefined> = {
  messages: readonly Message[]
  /** The shape of the answer. */
  schema?: z.ZodType<Value>
  tools?: readonly Tool[]
  toolChoice?: ToolChoice
  temperature?: number
  maxTokens?: number
  seed?: number
  /** Whether the answer comes in pieces; it is whole for the caller in any case. */
  stream?: boolean
}

type WireMessage = {
  role: Message['role']
  content: string
  tool_call_id?: string
  tool_calls?: { id: string; type: 'function'; function: { name: string; arguments: string } }[]
}

/** The body of a request, as the OpenAI protocol names its parts. */
export type WireRequest = {
  model: string
  messages: WireMessage[]
  temperature?: number
  top_p?: number
  seed?: number
  max_tokens?: number
  max_completion_tokens?: number
  tools?: { type: 'function'; function: { name: string; description: string; parameters: Record<string, unknown> } }[]
  tool_choice?: 'auto' | 'required' | 'none' | { type: 'function'; function: { name: string } }
  response_format?: ResponseFormat
  stream: boolean
  stream_options?: { include_usage: true }
}

/** What the endpoint has shown that it does not take, and the way to a shape that it does. */
export type Concessions = { refused: ReadonlySet<RefusedPart>; structured: StructuredMode }

export function toWire(
  endpoint: Pick<Endpoint, 'model' | 'temperature' | 'topP' | 'maxTokens' | 'usesSeed'>,
  request: ChatRequest<unknown>,
  { refused, structured }: Concessions,
): WireRequest {
  const { schema, tools = [], toolChoice, seed, stream = false } = request
  const maxTokens = request.maxTokens ?? endpoint.maxTokens
  const wants = (part: RefusedPart) => !refused.has(part)
  return dropAbsent({
    model: endpoint.model,
    messages: shaped(request.messages, schema && describeShape(schema, structured)).map(toWireMessage),
    temperature: wants('temperature') ? (request.temperature ?? endpoint.temperature ?? undefined) : undefined,
    top_p: wants('top_p') ? (endpoint.topP ?? undefined) : undefined,
    seed: wants('seed') && endpoint.usesSeed ? seed : undefined,
    max_tokens: wants('max_tokens') ? maxTokens : undefined,
    max_completion_tokens: wants('max_tokens') ? undefined : maxTokens,
    tools: tools.length > 0 ? tools.map(toWireTool) : undefined,
    tool_choice: tools.length > 0 ? toWireChoice(toolChoice) : undefined,
    response_format: schema && responseFormat(schema, structured),
    stream,
    stream_options: stream && wants('stream_options') ? { include_usage: true } : undefined,
  })
}

/** The words about the shape join the system message: some templates take only one, and only as the first. */
function shaped(messages: readonly Message[], words: string | undefined): readonly Message[] {
  if (!words) return messages
  const [first, ...rest] = messages
  if (first?.role === 'system') return [{ role: 'system', content: `${first.content}\n\n${words}` }, ...rest]
  return [{ role: 'system', content: words }, ...messages]
}

function toWireMessage(message: Message): WireMessage {
  if (message.role === 'tool') {
    return { role: 'tool', content: message.content, tool_call_id: message.toolCallId }
  }
  if (message.role !== 'assistant' || !message.toolCalls?.length)
    return { role: message.role, content: message.content }
  return { role: 'assistant', content: message.content, tool_calls: message.toolCalls.map(toWireCall) }
}

function toWireCall({ id, name, arguments: text }: Pick<ToolCall, 'id' | 'name' | 'arguments'>) {
  return { id, type: 'function' as const, function: { name, arguments: text } }
}

function toWireTool({ name, description, parameters }: Tool) {
  return { type: 'function' as const, function: { name, description, parameters: jsonSchemaOf(parameters) } }
}

function toWireChoice(choice: ToolChoice = 'auto'): WireRequest['tool_choice'] {
  return typeof choice === 'string' ? choice : { type: 'function', function: choice }
}

function dropAbsent(wire: WireRequest): WireRequest {
  // The same keys, without those that say nothing.
  return Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== undefined)) as WireRequest
}
