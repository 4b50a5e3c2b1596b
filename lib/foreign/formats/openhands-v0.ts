import type { ForeignTrajectory } from '@/lib/foreign/foreign'
import { asList, asRecord, asText, type Json, readGiven, textOf } from '@/lib/foreign/json'
import { reasoningFields, tellReasoning } from '@/lib/foreign/reasoning'
import { openTelling, type Telling } from '@/lib/foreign/telling'
import { all, type Fields, type Taken, unreadIn } from '@/lib/foreign/unread'
import type { ForeignFormat } from './format'
import { conclude, recognizing, toEvents } from './openhands-events'

/** Events that move the machinery and say nothing. */
const bookkeeping = new Set(['agent_state_changed', 'change_agent_state', 'null', 'recall', 'condensation_request'])

/** Of every event; `message` says in a sentence what it is. */
const eventTaken: Fields = { ...all('id', 'source', 'cause', 'action', 'observation', 'message'), content: 'words' }
const flagsTaken: Fields = {
  is_confirmed: new Set(['confirmed']),
  confirmation_state: new Set(['confirmed']),
  security_risk: new Set([-1, 'UNKNOWN']),
  hidden: new Set([false]),
  blocking: new Set([false]),
}
const wordsTaken: Fields = { ...flagsTaken, content: 'words', wait_for_response: new Set([false, true]) }
/** Every call of an answer is an event of its own. */
const answerTaken: Fields = { ...all('role', 'content', 'tool_calls'), ...reasoningFields }
const callTaken: Fields = {
  ...all('function_name', 'tool_call_id', 'total_calls_in_response'),
  model_response: {
    ...all('id', 'object', 'model'),
    choices: { index: 'all', finish_reason: new Set(['stop', 'tool_calls']), message: answerTaken },
  },
}
const extrasTaken: Fields = {
  ...all('command', 'command_id', 'path', 'thought'),
  error: new Set([false, true]),
  hidden: new Set([false]),
  // Any other code is neither an error nor a success to us.
  metadata: { exit_code: new Set([0, 1]) },
}

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
  const models = [...new Set(events.map(modelOf).filter((model) => model !== undefined))]
  telling.leave(models.slice(1).map(() => 'tool_call_metadata.model_response.model'))
  const instruction = asText(row.instruction)
  if (instruction && !events.some(({ source, action }) => source === 'user' && action === 'message'))
    telling.say('user', instruction)
  const answerOf = openAnswers()
  for (const event of events) {
    if (typeof event.observation === 'string') tellObservation(telling, event, event.observation)
    else tellAction(telling, event, answerOf(event))
  }
  for (const value of odd) telling.raw('event', value)
  return conclude(telling, row, asText(asRecord(asRecord(row.metadata)?.llm_config)?.model) ?? models[0])
}

function modelOf(event: Json): string | undefined {
  return asText(responseOf(event).model)
}

function responseOf({ tool_call_metadata: metadata }: Json): Json {
  return asRecord(asRecord(metadata)?.model_response) ?? {}
}

/** The answer of the model that an event is a call of; nothing for its other calls, which all carry it. */
function openAnswers(): (event: Json) => Json {
  const known = new Set<string>()
  return (event) => {
    const { id, choices } = responseOf(event)
    if (typeof id === 'string' && known.has(id)) return {}
    if (typeof id === 'string') known.add(id)
    return asRecord(asRecord(asList(choices)?.[0])?.message) ?? {}
  }
}

function tellAction(telling: Telling, event: Json, answer: Json) {
  const kind = asText(event.action) ?? 'event'
  if (bookkeeping.has(kind)) return telling.skip(kind)
  if (typeof event.action !== 'string') return telling.raw(kind, event)
  const args = asRecord(event.args) ?? {}
  const call = callOf(event)
  telling.leave(unreadIn(event, { ...eventTaken, args: argsTaken(kind, args, call), tool_call_metadata: callTaken }))
  if (kind === 'system') return telling.say('harness', textOf(args.content))
  if (kind === 'message') {
    if (event.source === 'agent') return telling.think(textOf(args.content))
    return telling.say(event.source === 'user' ? 'user' : 'harness', textOf(args.content))
  }
  tellAnswer(telling, answer, kind === 'think' ? '' : textOf(args.thought))
  // A thought that is a call of its own stays one.
  const given = kind === 'think' ? { thought: textOf(args.thought) } : givenIn(args)
  telling.act({ id: idOf(event.id), ...(call ?? { name: kind, given }) })
}

/** The reasoning and the words of an answer, and the thought that its harness made of them. */
function tellAnswer(telling: Telling, answer: Json, thought: string) {
  tellReasoning(telling, answer)
  telling.think(thought)
  const words = textOf(answer.content)
  if (!thought.includes(words.trim())) telling.think(words)
}

/** The arguments of a call are kept as its model gave them, or as the harness has them but for its flags. */
function argsTaken(kind: string, args: Json, call: object | undefined): Taken {
  if (kind === 'system' || kind === 'message') return wordsTaken
  if (kind === 'think') return { thought: 'all', ...flagsTaken }
  return call ? 'all' : { ...all(...Object.keys(args)), ...flagsTaken }
}

/** What the harness adds to what was given. */
const added = new Set(['thought', ...Object.keys(flagsTaken)])

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
  telling.leave(unreadIn(event, { ...eventTaken, ...all('tool_call_metadata'), extras: extrasTaken }))
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
