import { z } from 'zod'
import type { ForeignTrajectory, Speaker } from '@/lib/foreign/foreign'
import { splitCall } from '@/lib/foreign/inline-call'
import { readInstance, repositoryOf } from '@/lib/foreign/instance'
import { asList, asRecord, asText, type Json, parsed, readGiven, readJson, tableOf, textOf } from '@/lib/foreign/json'
import { reasoningFields, tellReasoning } from '@/lib/foreign/reasoning'
import { openTelling, type Telling } from '@/lib/foreign/telling'
import { all, type Fields, type Taken, unreadIn } from '@/lib/foreign/unread'
import type { ForeignFormat } from './format'

const Call = z.looseObject({
  id: z.string().nullish(),
  name: z.string().nullish(),
  arguments: z.unknown().optional(),
  function: z.looseObject({ name: z.string(), arguments: z.unknown().optional() }).nullish(),
})
const Message = z.looseObject({
  role: z.string(),
  content: z.unknown().optional(),
  /** Of Nebius' SWE-agent rows. */
  text: z.string().nullish(),
  system_prompt: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  reasoning: z.unknown().optional(),
  tool_calls: z.array(Call).nullish(),
  tool_call_id: z.string().nullish(),
})
type Message = z.infer<typeof Message>

const holders = ['messages', 'trajectory', 'conversations', 'conversation'] as const
type Holder = (typeof holders)[number]

const callTaken: Fields = {
  ...all('id', 'index', 'name', 'arguments'),
  type: new Set(['function']),
  function: all('name', 'arguments'),
}
const saidTaken: Fields = {
  ...all('role', 'message_type'),
  content: 'words',
  agent: new Set(['main']),
}
const agentTaken: Fields = { ...saidTaken, ...reasoningFields, tool_calls: callTaken }
const answerTaken: Fields = { ...saidTaken, ...all('name', 'tool_call_id') }
const ids = ['instance_id', 'traj_id', 'trajectory_id', 'id']
/** Some write the words of a message under several of these. */
const spellings = ['text', 'system_prompt', 'thought', 'action']

/** Rows of data sets with the messages of a chat: Nebius', Open-SWE-Traces', SWE-smith's and their like. */
export const rows: ForeignFormat = {
  title: 'Rows with messages',
  hint: 'Nebius, Open-SWE-Traces, SWE-smith and other chats with tool calls: JSONL or Parquet',
  usual: 'trajectory',
  recognize: (record) => (messagesIn(asRecord(record) ?? {}) ? 'trajectory' : undefined),
  read: ([record]) => readRow(parsed(z.looseObject({}), record, 'a row with messages')),
}

/** The field with the list of messages, also where it is written as a JSON text. */
function messagesIn(row: Json): { holder: Holder; list: unknown[] } | undefined {
  for (const holder of holders) {
    const value = row[holder]
    const list = asList(typeof value === 'string' ? readJson(value) : value)
    if (list && 'role' in (asRecord(list[0]) ?? {})) return { holder, list }
  }
  return undefined
}

function readRow(row: Json): ForeignTrajectory {
  const { holder, list: given } = messagesIn(row) ?? { holder: 'messages', list: row.messages }
  const list = parsed(z.array(Message).min(1), given, 'a list of messages')
  const telling = openTelling()
  // Where no message has a call of its own, calls stand in the words of the agent.
  const isInline = list.every(({ role, tool_calls: calls }) => role !== 'tool' && !calls?.length)
  let isWaiting = false
  for (const message of list) {
    if (isAgent(message)) isWaiting = tellAgent(telling, message, isInline)
    else {
      tellOther(telling, message, isWaiting)
      isWaiting = false
    }
    const taken = takenOf(message)
    if (taken) telling.leave(unreadIn(message, { ...taken, ...echoesIn(message) }, holder))
  }
  const { of, rest } = openFields(row)
  const instance = of(...ids)
  const told = readInstance(instance)
  const repository = of('repo', 'repository')
  const about = {
    agent: of('agent', 'scaffold', 'harness') ?? agentBehind(list),
    model: of('model', 'model_name'),
    repository: repository ? repositoryOf(repository) : told.repository,
    commit: of('base_commit', 'commit') ?? told.commit,
    instance,
    licence: of('license', 'licence'),
    folder: '/testbed',
  }
  telling.leave(rest(holder, ...ids))
  return { ...about, ...telling.finish() }
}

/** Looks fields up under several names, and knows what nobody looked up or what says something else than what was found. */
function openFields(row: Json) {
  const read = new Map<string, Taken>()
  return {
    of(...names: string[]): string | null {
      const said = names.map((name) => asText(row[name])).find((text) => text !== undefined) ?? null
      for (const name of names) read.set(name, new Set([said]))
      return said
    },
    rest: (...others: string[]) => unreadIn(row, { ...Object.fromEntries(read), ...all(...others) }),
  }
}

/** The fields that repeat its words, and the line of a command that is a call of its own. */
function echoesIn(message: Message): Fields {
  const given = spellings.filter((name) => asText(message[name]))
  if (given.length === 0) return {}
  const words = wordsOf(message)
  const isCalled = (message.tool_calls?.length ?? 0) > 0 || splitCall(words) !== undefined
  const isEcho = (name: string) => (name === 'action' && isCalled) || words.includes(textOf(message[name]).trim())
  return all(...given.filter(isEcho))
}

function isAgent({ role }: Message): boolean {
  return role === 'assistant' || role === 'ai' || role === 'model' || role === 'gpt'
}

function isAnswer({ role }: Message): boolean {
  return role === 'tool' || role === 'function'
}

const speakers = tableOf<Speaker>({ user: 'user', human: 'user', system: 'harness', developer: 'harness' })

/** What is taken of a message; nothing is left of one in a role that is not known, which is shown as it is. */
function takenOf(message: Message): Fields | undefined {
  if (isAgent(message)) return agentTaken
  if (isAnswer(message)) return answerTaken
  return speakers.has(message.role) ? saidTaken : undefined
}

/** Whether a call that stands in its words waits for an answer. */
function tellAgent(telling: Telling, message: Message, isInline: boolean): boolean {
  tellReasoning(telling, message)
  const words = wordsOf(message)
  const found = isInline ? splitCall(words) : undefined
  telling.think(found ? found.thought : words)
  if (found) telling.act(found.call)
  for (const { id, name, arguments: given, function: called } of message.tool_calls ?? [])
    telling.act({ id, name: called?.name ?? name ?? 'tool', given: readGiven(called ? called.arguments : given) })
  return found !== undefined
}

function tellOther(telling: Telling, message: Message, isWaiting: boolean) {
  const words = wordsOf(message)
  if (isAnswer(message)) return telling.answer(message.tool_call_id, words)
  const speaker = speakers.get(message.role)
  if (!speaker) return telling.raw(message.role, message)
  if (message.role === 'user' && isWaiting) return telling.answer(null, words)
  telling.say(speaker, words)
}

function wordsOf({ content, text, system_prompt: system, thought }: Message): string {
  return textOf(content) || text || system || asText(thought) || ''
}

/** Which harness wrote messages of this kind, as far as they tell. */
function agentBehind(list: readonly Message[]): string {
  const opening = list[0] ? wordsOf(list[0]) : ''
  if (/\bOpenHands\b/.test(opening)) return 'OpenHands'
  const isSweAgent = list.some((message) => message.role === 'ai' || 'message_type' in message)
  return isSweAgent ? 'SWE-agent' : 'unknown agent'
}
