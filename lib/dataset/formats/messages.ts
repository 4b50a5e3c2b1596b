import { type Columns, metadataColumns, type RowFormat } from './format'
import { toolsOf } from './tools'
import { toConversation } from './turns'

export type ToolCall = {
  id: string
  type: 'function'
  function: { name: string; arguments: string | Record<string, unknown> }
}

export type Message =
  | { role: 'user'; content: string; name?: string }
  | { role: 'assistant'; content: string | null; name: string; tool_calls?: ToolCall[] }
  | { role: 'tool'; tool_call_id: string; content: string }

const agentColumns: Columns = { parent: 'int32', role: 'string', path: 'string' }

/**
 * OpenAI's and TRL's chat rows. The thought is the content of the message that calls a tool; `name` says which agent
 * speaks. Every call is answered, as templates demand: calls that nothing answers (plan, delegate, finish) get an empty
 * answer, and `metadata.filled` lists the places of those messages. Arguments are strings or objects, by setting; in
 * Parquet they are strings, because a table has one type for a column.
 */
export const messages: RowFormat = {
  kind: 'rows',
  title: 'Messages: chat with tool calls',
  readers: 'OpenAI, TRL (SFTTrainer with assistant_only_loss), Axolotl (chat_template)',
  mask: {
    isKept: true,
    how: 'By role: assistant messages are trained, user and tool messages are not. The trainer has to mask by role.',
  },
  containers: ['jsonl', 'parquet'],
  isTokenized: false,
  needsPairs: false,
  columns: {
    messages: {
      list: {
        struct: {
          role: 'string',
          content: 'string',
          name: 'string',
          tool_call_id: 'string',
          tool_calls: {
            list: {
              struct: { id: 'string', type: 'string', function: { struct: { name: 'string', arguments: 'string' } } },
            },
          },
        },
      },
    },
    tools: 'string',
    id: 'string',
    metadata: {
      struct: { ...metadataColumns, agents: { list: { struct: agentColumns } }, filled: { list: 'int32' } },
    },
  },
  rows(sample, settings) {
    const { id, metadata, request, runs, steps } = sample
    const described = toolsOf(sample)
    const { agents, turns } = toConversation(request, runs, steps)
    const list: Message[] = [{ role: 'user', content: request }]
    const filled: number[] = []
    const isObject = settings.toolArguments === 'object' && settings.container !== 'parquet'
    for (const { run, thought, call, answer } of turns) {
      const name = agentName(run)
      if (!call) {
        if (thought !== null) list.push({ role: 'assistant', content: thought, name })
        if (answer !== null) list.push({ role: 'user', content: answer, name })
        continue
      }
      const given = isObject ? call.arguments : JSON.stringify(call.arguments)
      const called: ToolCall = { id: call.id, type: 'function', function: { name: call.tool, arguments: given } }
      list.push({ role: 'assistant', content: thought, name, tool_calls: [called] })
      if (answer === null) filled.push(list.length)
      list.push({ role: 'tool', tool_call_id: call.id, content: answer ?? '' })
    }
    const tools = settings.container === 'parquet' ? JSON.stringify(described) : described
    return [{ messages: list, tools, id, metadata: { ...metadata, agents, filled } }]
  },
}

/** A name that OpenAI accepts: no slashes, so the path of an agent's file is in the metadata. */
export function agentName(run: number): string {
  return run === 0 ? 'main' : `sub-${run}`
}
