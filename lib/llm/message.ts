import { z } from 'zod'

/** A call of a function that the model asks for. `problem` says, to the model, why its arguments cannot be used. */
export const ToolCall = z.object({
  id: z.string(),
  name: z.string(),
  /** As the model wrote them. */
  arguments: z.string(),
  /** Parsed by the tool's schema; undefined when there is a problem. */
  input: z.unknown().optional(),
  problem: z.string().optional(),
})
export type ToolCall = z.infer<typeof ToolCall>

export type Message =
  | { role: 'system' | 'user'; content: string }
  | { role: 'assistant'; content: string; toolCalls?: readonly Pick<ToolCall, 'id' | 'name' | 'arguments'>[] }
  | { role: 'tool'; toolCallId: string; content: string }

export type Tool = { name: string; description: string; parameters: z.ZodType }

/** Finds what the model meant by its arguments, or says what is wrong with them. */
export function readToolCall(call: Pick<ToolCall, 'id' | 'name' | 'arguments'>, tools: readonly Tool[]): ToolCall {
  const tool = tools.find(({ name }) => name === call.name)
  if (!tool) return { ...call, problem: `There is no tool named ${call.name}: use ${listNames(tools)}.` }
  const json = parseJson(call.arguments || '{}')
  if (json === undefined) return { ...call, problem: 'The arguments are not JSON.' }
  const parsed = tool.parameters.safeParse(json)
  if (!parsed.success) return { ...call, problem: `The arguments do not fit: ${z.prettifyError(parsed.error)}` }
  return { ...call, input: parsed.data }
}

function listNames(tools: readonly Tool[]): string {
  return tools.map(({ name }) => name).join(', ') || 'none'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
