import type { ForeignTrajectory } from '@/lib/foreign/foreign'
import { asRecord, asText, type Json, readGiven, tableOf, textOf } from '@/lib/foreign/json'
import { openTelling, type Telling } from '@/lib/foreign/telling'
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

/** By kind. What is not here is shown as it is. */
const tellers = tableOf<(telling: Telling, event: Json) => void>({
  SystemPromptEvent: (telling, event) => telling.say('harness', textOf(event.system_prompt)),
  MessageEvent(telling, { source, llm_message: message }) {
    const { role, content, reasoning_content: reasoning } = asRecord(message) ?? {}
    if (source !== 'agent' && role !== 'assistant')
      return telling.say(source === 'user' ? 'user' : 'harness', textOf(content))
    telling.think(textOf(reasoning))
    telling.think(textOf(content))
  },
  ActionEvent(telling, event) {
    const call = asRecord(event.tool_call) ?? {}
    const called = asRecord(call.function) ?? call
    telling.think(textOf(event.reasoning_content))
    telling.think(textOf(event.thought))
    const { kind, ...action } = asRecord(event.action) ?? {}
    const name = asText(called.name) ?? asText(event.tool_name) ?? asText(kind) ?? 'tool'
    const given = readGiven(called.arguments ?? action)
    telling.act({ id: asText(event.tool_call_id) ?? asText(call.id), name, given })
  },
  ObservationEvent(telling, event) {
    const { content, output, is_error: isError, exit_code: code } = asRecord(event.observation) ?? {}
    const text = textOf(content ?? output ?? event.observation)
    telling.answer(asText(event.tool_call_id), text, { isError: isError === true || code === 1 })
  },
  AgentErrorEvent: (telling, event) =>
    telling.answer(asText(event.tool_call_id), textOf(event.error), { isError: true }),
  UserRejectObservation: (telling, event) =>
    telling.answer(asText(event.tool_call_id), textOf(event.rejection_reason), { isError: true }),
})

const bookkeeping = /^(?:ConversationStateUpdate|Token|Pause|LLMCompletionLog|CondensationRequest)(?:Event)?$/

function readOpenHands(records: readonly unknown[]): ForeignTrajectory {
  const { row, events, odd } = toEvents(records)
  const telling = openTelling()
  for (const event of events) {
    const kind = asText(event.kind) ?? 'event'
    const teller = tellers.get(kind)
    if (teller) teller(telling, event)
    else if (bookkeeping.test(kind)) telling.skip(kind)
    else telling.raw(kind, event)
  }
  for (const value of odd) telling.raw('event', value)
  return conclude(telling, row, asText(asRecord(asRecord(row.metadata)?.llm)?.model))
}
