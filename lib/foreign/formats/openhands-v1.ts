import type { ForeignTrajectory } from '@/lib/foreign/foreign'
import { asRecord, asText, type Json, readGiven, tableOf, textOf } from '@/lib/foreign/json'
import { reasoningFields, tellReasoning } from '@/lib/foreign/reasoning'
import { openTelling, type Telling } from '@/lib/foreign/telling'
import { all, type Fields, type Taken, unreadIn } from '@/lib/foreign/unread'
import type { ForeignFormat } from './format'
import { conclude, recognizing, toEvents } from './openhands-events'

const known = /^(?:\w*Event|UserRejectObservation|Condensation\w*)$/

/** OpenHands' agent SDK: events by `kind`, one a line, in a list, or in the `history` of a row. */
export const openHandsV1: ForeignFormat = {
  title: 'OpenHands v1',
  hint: 'Events of the agent SDK with a kind: JSON, JSONL, or rows with a history',
  usual: 'event',
  recognize: recognizing(isEvent),
  read: (records) => readOpenHands(records),
}

function isEvent(record: unknown): boolean {
  const kind = asRecord(record)?.kind
  return typeof kind === 'string' && known.test(kind)
}

const eventTaken = all('id', 'kind', 'source')
const answerTaken = all('tool_name', 'tool_call_id', 'action_id')

type Teller = {
  /** What `tell` takes of an event, besides what all of them have. */
  taken(event: Json): Fields
  tell(telling: Telling, event: Json): void
}

/** By kind. What is not here is shown as it is. */
const tellers = tableOf<Teller>({
  SystemPromptEvent: {
    taken: () => ({ system_prompt: 'words', dynamic_context: 'words' }),
    // The model is shown the one after the other.
    tell: (telling, event) => telling.say('harness', wordsOf(event.system_prompt, event.dynamic_context)),
  },
  MessageEvent: {
    taken: (event) => ({
      llm_message: { ...all('role'), content: 'words', ...(isOfAgent(event) ? reasoningFields : {}) },
      extended_content: 'words',
    }),
    tell(telling, event) {
      const message = asRecord(event.llm_message) ?? {}
      const words = wordsOf(message.content, event.extended_content)
      if (!isOfAgent(event)) return telling.say(event.source === 'user' ? 'user' : 'harness', words)
      tellReasoning(telling, message)
      telling.think(words)
    },
  },
  ActionEvent: {
    taken: (event) => ({
      ...answerTaken,
      ...reasoningFields,
      thought: 'words',
      // The call as the model made it says all of the action.
      ...all('action', 'llm_response_id'),
      tool_call: {
        ...all('id', 'name', 'arguments', 'origin'),
        type: new Set(['function']),
        function: all('name', 'arguments'),
      },
      ...repeatedIn(argumentsOf(event)),
    }),
    tell(telling, event) {
      const { kind, ...action } = asRecord(event.action) ?? {}
      const { id, name, function: called } = asRecord(event.tool_call) ?? {}
      const names = [asRecord(called)?.name, name, event.tool_name, kind]
      tellReasoning(telling, event)
      telling.think(textOf(event.thought))
      telling.act({
        id: asText(event.tool_call_id) ?? asText(id),
        name: names.map(asText).find((text) => text !== undefined) ?? 'tool',
        given: readGiven(argumentsOf(event) ?? action),
      })
    },
  },
  ObservationEvent: {
    taken: ({ observation }) => ({ ...answerTaken, observation: observedTaken(observation) }),
    tell(telling, event) {
      const { is_error: isError, exit_code: code } = asRecord(event.observation) ?? {}
      telling.answer(asText(event.tool_call_id), seenIn(event.observation), { isError: isError === true || code === 1 })
    },
  },
  AgentErrorEvent: refusal('error'),
  UserRejectObservation: refusal('rejection_reason'),
})

/** What stands instead of the observation of a call. */
function refusal(field: string): Teller {
  return {
    taken: () => ({ ...answerTaken, [field]: 'words' }),
    tell: (telling, event) => telling.answer(asText(event.tool_call_id), textOf(event[field]), { isError: true }),
  }
}

function isOfAgent({ source, llm_message: message }: Json): boolean {
  return source === 'agent' || asRecord(message)?.role === 'assistant'
}

function wordsOf(...contents: unknown[]): string {
  return contents
    .map(textOf)
    .filter((text) => text !== '')
    .join('\n')
}

/** What the model gave to the tool, where the event keeps it as it was. */
function argumentsOf({ tool_call: call }: Json): unknown {
  return (asRecord(asRecord(call)?.function) ?? asRecord(call))?.arguments
}

/** What the harness takes out of the arguments is in them still. */
function repeatedIn(given: unknown): Fields {
  const { summary, security_risk: risk } = readGiven(given)
  return { summary: new Set([summary]), security_risk: new Set(['UNKNOWN', risk]) }
}

/** What a tool told; an observation of a kind that has neither of both fields is shown as it is. */
function seenIn(observation: unknown): string {
  const { content, output } = asRecord(observation) ?? {}
  return textOf(content) || textOf(output) || ((content ?? output ?? null) === null ? textOf(observation) : '')
}

function observedTaken(observation: unknown): Taken {
  const { content, output, exit_code: code } = asRecord(observation) ?? {}
  if ((content ?? output ?? null) === null) return 'all'
  return {
    ...all('kind', 'command', 'path'),
    content: 'words',
    output: textOf(content) === '' ? 'words' : new Set([textOf(content)]),
    is_error: new Set([false, true]),
    timeout: new Set([false]),
    // Any other code is neither an error nor a success to us.
    exit_code: new Set([0, 1]),
    metadata: { exit_code: new Set([code, 0]) },
  }
}

const bookkeeping = /^(?:ConversationStateUpdate|Token|Pause|LLMCompletionLog|CondensationRequest)(?:Event)?$/

function readOpenHands(records: readonly unknown[]): ForeignTrajectory {
  const { row, events, odd } = toEvents(records)
  const telling = openTelling()
  for (const event of events) {
    const kind = asText(event.kind) ?? 'event'
    const teller = tellers.get(kind)
    if (teller) {
      telling.leave(unreadIn(event, { ...eventTaken, ...teller.taken(event) }))
      teller.tell(telling, event)
    } else if (bookkeeping.test(kind)) telling.skip(kind)
    else telling.raw(kind, event)
  }
  for (const value of odd) telling.raw('event', value)
  return conclude(telling, row, asText(asRecord(asRecord(row.metadata)?.llm)?.model))
}
