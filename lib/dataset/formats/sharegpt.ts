import type { RowFormat } from './format'
import { toolsOf } from './tools'
import { toConversation } from './turns'

export type ShareTurn = { from: 'human' | 'function_call' | 'observation' | 'gpt'; value: string }

/**
 * LLaMA-Factory's rows: human and observation on odd places, gpt and function_call on even ones. A call is written as
 * `<think>…</think>` before the JSON of the call, which LLaMA-Factory takes apart again; `<` in the JSON is escaped, so that the
 * last `</think>` is ours. Where two of one side would follow each other, an empty one of the other side stands between
 * them; `filled` lists their places.
 */
export const sharegpt: RowFormat = {
  kind: 'rows',
  title: 'ShareGPT: turns with function calls',
  readers: 'LLaMA-Factory (formatting: sharegpt, with the dataset_info.json that comes with it)',
  mask: {
    isKept: true,
    how: 'By turn: gpt and function_call are trained, human and observation are not (stage: sft).',
  },
  containers: ['jsonl'],
  isTokenized: false,
  needsPairs: false,
  columns: {},
  rows(sample) {
    const { id, metadata, request, runs, steps } = sample
    const { agents, turns } = toConversation(request, runs, steps)
    const conversations: ShareTurn[] = []
    const filled: number[] = []
    const push = (turn: ShareTurn) => {
      const isModel = turn.from === 'gpt' || turn.from === 'function_call'
      if ((conversations.length % 2 === 1) !== isModel) {
        filled.push(conversations.length)
        conversations.push({ from: isModel ? 'observation' : 'gpt', value: '' })
      }
      conversations.push(turn)
    }
    push({ from: 'human', value: request })
    const agentOf: number[] = []
    for (const { run, thought, call, answer } of turns) {
      if (call)
        push({ from: 'function_call', value: renderCall(thought, { name: call.tool, arguments: call.arguments }) })
      else if (thought !== null) push({ from: 'gpt', value: thought })
      if (answer !== null) push({ from: 'observation', value: answer })
      while (agentOf.length < conversations.length) agentOf.push(run)
    }
    const tools = JSON.stringify(toolsOf(sample).map((tool) => tool.function))
    return [{ conversations, system: '', tools, id, metadata: { ...metadata, agents, agent_of: agentOf, filled } }]
  },
}

export function renderCall(thought: string | null, call: { name: string; arguments: unknown }): string {
  const json = JSON.stringify(call).replaceAll('<', '\\u003c')
  return thought === null ? json : `<think>${thought}</think>${json}`
}

/** What LLaMA-Factory has to be told about a file of these rows. */
export function datasetInfo(fileOf: Record<string, string>): Record<string, unknown> {
  const columns = { messages: 'conversations', system: 'system', tools: 'tools' }
  const tags = { role_tag: 'from', content_tag: 'value', user_tag: 'human', assistant_tag: 'gpt' }
  return Object.fromEntries(
    Object.entries(fileOf).map(([name, file]) => [
      name,
      {
        file_name: file,
        formatting: 'sharegpt',
        columns,
        tags: { ...tags, observation_tag: 'observation', function_tag: 'function_call' },
      },
    ]),
  )
}
