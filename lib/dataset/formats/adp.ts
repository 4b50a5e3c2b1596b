import type { RowFormat } from './format'
import { toConversation } from './turns'

export const adpVersion = '1.2.0'

export type AdpItem =
  | { class_: 'text_observation'; content: string; source: 'user' | 'agent' | 'environment' }
  | {
      class_: 'api_action'
      function: string
      kwargs: Record<string, unknown>
      description: string | null
      reasoning_content: string | null
    }
  | { class_: 'message_action'; content: string }

/**
 * The Agent Data Protocol: what is observed and what is done, in order, all agents in one list. Its schemas refuse fields
 * that they do not know, so which agent does what is in `details`.
 */
export const adp: RowFormat = {
  kind: 'rows',
  title: 'ADP: observations and actions',
  readers: 'Agent Data Protocol 1.2 converters',
  mask: { isKept: true, how: 'By class: actions are trained, observations are not.' },
  containers: ['jsonl'],
  isTokenized: false,
  needsPairs: false,
  columns: {},
  rows({ id, metadata, request, runs, steps }) {
    const { agents, turns } = toConversation(request, runs, steps)
    const content: AdpItem[] = [{ class_: 'text_observation', content: request, source: 'user' }]
    const agentOf: number[] = [0]
    for (const { run, thought, call, answer } of turns) {
      if (call)
        content.push({
          class_: 'api_action',
          function: call.tool,
          kwargs: call.arguments,
          description: null,
          reasoning_content: thought,
        })
      else if (thought !== null) content.push({ class_: 'message_action', content: thought })
      if (answer !== null) content.push({ class_: 'text_observation', content: answer, source: 'environment' })
      while (agentOf.length < content.length) agentOf.push(run)
    }
    return [{ schema_version: adpVersion, id, content, details: { ...metadata, agents, agent_of: agentOf } }]
  },
}
