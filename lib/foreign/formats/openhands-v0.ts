import type { ForeignTrajectory } from '@/lib/foreign/foreign'
import { asList, asRecord, asText, type Json, readGiven, textOf } from '@/lib/foreign/json'
import { openTelling, type Telling } from '@/lib/foreign/telling'
import type { ForeignFormat } from './format'
import { conclude, recognizing, toEvents } from './openhands-events'

/** Events that move the machinery and say nothing. */
const bookkeeping = new Set(['agent_state_changed', 'change_agent_state', 'null', 'recall', 'condensation_request'])

/** OpenHands up to 0.x: a list of actions and observations, or rows of its evaluation with such a list in `history`. */
export const openHandsV0: ForeignFormat = {
  title: 'OpenHands v0',
  hint: 'A list of events with action and observation, or output.jsonl of an evaluation',
  usual: 'event',
  recognize: recognizing(isEvent),
  read: (records) => readOpenHands(records),
}

function isEvent(record: unknown): boolean {
  const event = asRecord(record)
  return event !== undefined && typeof (event.action ?? event.observation) === 'string' && !('thought' in event)
}

function readOpenHands(records: readonly unknown[]): ForeignTrajectory {
  const { row, events, odd } = toEvents(records)
  const telling = openTelling()
  let model = asText(asRecord(asRecord(row.metadata)?.llm_config)?.model)
  const instruction = asText(row.instruction)
  if (instruction && !events.some(({ source, action }) => source === 'user' && action === 'message'))
    telling.say('user', instruction)
  for (const event of events) {
    model ??= asText(asRecord(asRecord(event.tool_call_metadata)?.model_response)?.model)
    if (typeof event.observation === 'string') tellObservation(telling, event, event.observation)
    else tellAction(telling, event)
  }
  for (const value of odd) telling.raw('event', value)
  return conclude(telling, row, model)
}

function tellAction(telling: Telling, event: Json) {
  const kind = asText(event.action) ?? 'event'
  const args = asRecord(event.args) ?? {}
  if (bookkeeping.has(kind)) return telling.skip(kind)
  if (typeof event.action !== 'string') return telling.raw(kind, event)
  if (kind === 'system') return telling.say('harness', textOf(args.content))
  if (kind === 'message') {
    if (event.source === 'agent') return telling.think(textOf(args.content))
    return telling.say(event.source === 'user' ? 'user' : 'harness', textOf(args.content))
  }
  // A thought that is a call of its own stays one.
  if (kind !== 'think') telling.think(textOf(args.thought))
  const given = kind === 'think' ? { thought: textOf(args.thought) } : givenIn(args)
  telling.act({ id: idOf(event.id), ...(callOf(event) ?? { name: kind, given }) })
}

/** What the harness adds to what was given. */
const added = new Set(['thought', 'is_confirmed', 'confirmation_state', 'security_risk', 'hidden', 'blocking'])

function givenIn(args: Json): Json {
  return readGiven(Object.fromEntries(Object.entries(args).filter(([name]) => !added.has(name))))
}

/** The call as the model made it, where the event keeps it. */
function callOf({ tool_call_metadata: metadata }: Json): { name: string; given: Json } | undefined {
  const { function_name: name, tool_call_id: id, model_response: response } = asRecord(metadata) ?? {}
  if (typeof name !== 'string') return undefined
  const [choice] = asList(asRecord(response)?.choices) ?? []
  const calls = asList(asRecord(asRecord(choice)?.message)?.tool_calls) ?? []
  const call = calls.map(asRecord).find((each) => each?.id === id)
  const given = asRecord(call?.function)?.arguments
  return given === undefined ? undefined : { name, given: readGiven(given) }
}

function tellObservation(telling: Telling, event: Json, kind: string) {
  if (bookkeeping.has(kind)) return telling.skip(kind)
  const extras = asRecord(event.extras) ?? {}
  const isError = kind === 'error' || extras.error === true || asRecord(extras.metadata)?.exit_code === 1
  const text = textOf(event.content) || textOf(event.message)
  const id = idOf(event.cause)
  if (id === null) return telling.say('harness', text)
  telling.answer(id, text, { isError })
}

function idOf(id: unknown): string | null {
  return typeof id === 'number' || typeof id === 'string' ? String(id) : null
}
