import type { AdpItem } from './adp'
import type { AtifTrajectory } from './atif'
import type { Row } from './format'
import type { Message } from './messages'
import type { ReleaseFormat } from './settings'
import type { ShareTurn } from './sharegpt'
import type { StsMessage } from './sts'

/** What a row says, piece by piece, and whether loss falls on it. */
export type Shown = { label: string; text: string; isTrained: boolean }

/** The pieces of rows whose mask goes by role, class or column; of other formats the document is shown itself. */
export function toShown(format: ReleaseFormat, rows: readonly Row[]): Shown[] | undefined {
  const [row = {}] = rows
  // The rows were made a moment ago by the format that is named.
  if (format === 'messages') return (row.messages as Message[]).flatMap(ofMessage)
  if (format === 'sharegpt') return (row.conversations as ShareTurn[]).map(ofShareTurn)
  if (format === 'adp') return (row.content as AdpItem[]).map(ofAdp)
  if (format === 'atif') return ofAtif(row as AtifTrajectory)
  if (format === 'sts') return rows.slice(1).flatMap((line) => ofSts(line.message as StsMessage))
  if (format === 'dpo') return rows.flatMap(ofPair)
  return undefined
}

function ofMessage(message: Message): Shown[] {
  if (message.role !== 'assistant') return [{ label: message.role, text: message.content, isTrained: false }]
  const said =
    message.content === null ? [] : [{ label: `assistant (${message.name})`, text: message.content, isTrained: true }]
  return [...said, ...(message.tool_calls ?? []).map((call) => toCall(call.function.name, call.function.arguments))]
}

function toCall(name: string, given: unknown): Shown {
  const text = typeof given === 'string' ? given : JSON.stringify(given)
  return { label: `call ${name}`, text, isTrained: true }
}

function ofShareTurn({ from, value }: ShareTurn): Shown {
  return { label: from, text: value, isTrained: from === 'gpt' || from === 'function_call' }
}

function ofAdp(item: AdpItem): Shown {
  if (item.class_ === 'text_observation')
    return { label: `observation (${item.source})`, text: item.content, isTrained: false }
  if (item.class_ === 'message_action') return { label: 'message', text: item.content, isTrained: true }
  return {
    label: `action ${item.function}`,
    text: `${item.reasoning_content ?? ''}${JSON.stringify(item.kwargs)}`,
    isTrained: true,
  }
}

function ofAtif(root: AtifTrajectory): Shown[] {
  return [root, ...(root.subagent_trajectories ?? [])].flatMap(({ agent, steps }) =>
    steps.flatMap((step): Shown[] => {
      const name = `${agent.name} ${step.step_id}`
      if (step.source === 'user') return [{ label: `${name} user`, text: step.message, isTrained: false }]
      const thought =
        step.reasoning_content === undefined
          ? []
          : [{ label: `${name} reasoning`, text: step.reasoning_content, isTrained: true }]
      const calls = (step.tool_calls ?? []).map((call) => toCall(call.function_name, call.arguments))
      const answers = (step.observation?.results ?? []).map(({ content, subagent_trajectory_ref: refs }) => ({
        label: `${name} observation`,
        text: content ?? JSON.stringify(refs),
        isTrained: false,
      }))
      return [...thought, ...calls, ...answers]
    }),
  )
}

function ofSts({ role, content, reasoningContent, toolCalls = [] }: StsMessage): Shown[] {
  if (role !== 'assistant') return [{ label: role, text: content, isTrained: false }]
  const thought =
    reasoningContent === undefined ? [] : [{ label: 'reasoning', text: reasoningContent, isTrained: true }]
  return [...thought, ...toolCalls.map((call) => toCall(call.function.name, call.function.arguments))]
}

function ofPair(row: Row): Shown[] {
  const margin = Number(row.margin).toFixed(1)
  return [
    { label: 'prompt', text: String(row.prompt), isTrained: false },
    { label: `chosen (margin ${margin} nats)`, text: String(row.chosen), isTrained: true },
    { label: 'rejected', text: String(row.rejected), isTrained: true },
  ]
}
