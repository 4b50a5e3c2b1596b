import type { RowFormat } from './format'
import { toConversation } from './turns'

export type StsMessage = {
  role: 'user' | 'assistant' | 'tool'
  content: string
  reasoningContent?: string
  toolCalls?: { id: string; function: { name: string; arguments: string } }[]
  toolCallId?: string
}

/**
 * Hugging Face session traces: a file for each trajectory, which the Hub shows as a session. The first line is the session,
 * every other line a message. Only the session has room for more than the format names, so its metadata also have the
 * agents and, in `agent_of`, which of them each message is of.
 */
export const sts: RowFormat = {
  kind: 'rows',
  title: 'STS: sessions that the Hub shows',
  readers: 'the Hugging Face Hub (a file for each session)',
  mask: { isKept: true, how: 'By role: assistant messages are trained, user and tool messages are not.' },
  containers: ['each'],
  isTokenized: false,
  needsPairs: false,
  columns: {},
  rows({ id, metadata, request, runs, steps }) {
    const { agents, turns } = toConversation(request, runs, steps)
    const name = metadata.window ? `${metadata.repository} (${metadata.window})` : metadata.repository
    const agentOf: number[] = []
    const messages: StsMessage[] = []
    const push = (agent: number, message: StsMessage) => {
      agentOf.push(agent)
      messages.push(message)
    }
    push(0, { role: 'user', content: request })
    for (const { run, thought, call, answer } of turns) {
      if (call) {
        const called = { id: call.id, function: { name: call.tool, arguments: JSON.stringify(call.arguments) } }
        const reasoning = thought === null ? {} : { reasoningContent: thought }
        push(run, { role: 'assistant', content: '', ...reasoning, toolCalls: [called] })
        if (answer !== null) push(run, { role: 'tool', content: answer, toolCallId: call.id })
      } else {
        if (thought !== null) push(run, { role: 'assistant', content: '', reasoningContent: thought })
        if (answer !== null) push(run, { role: 'user', content: answer })
      }
    }
    const session = { type: 'session', harness: 'retrace', id, name }
    return [
      { ...session, metadata: { ...metadata, agents, agent_of: agentOf } },
      ...messages.map((message) => ({ type: 'message', message })),
    ]
  },
}
