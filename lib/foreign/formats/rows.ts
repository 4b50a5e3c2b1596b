import { z } from 'zod'
import type { ForeignTrajectory } from '@/lib/foreign/foreign'
import { splitCall } from '@/lib/foreign/inline-call'
import { readInstance, repositoryOf } from '@/lib/foreign/instance'
import { asList, asRecord, asText, type Json, parsed, readGiven, readJson, textOf } from '@/lib/foreign/json'
import { openTelling, type Telling } from '@/lib/foreign/telling'
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
/** Fields that are read, or that say no more than those. */
const read = new Set<string>([
  ...holders,
  ...[
    'instance_id',
    'trajectory_id',
    'traj_id',
    'id',
    'repo',
    'repository',
    'base_commit',
    'commit',
    'license',
    'licence',
  ],
  ...['model', 'model_name', 'agent', 'scaffold', 'harness', 'tools'],
])

/** Rows of data sets with the messages of a chat: Nebius', Open-SWE-Traces', SWE-smith's and their like. */
export const rows: ForeignFormat = {
  title: 'Rows with messages',
  hint: 'Nebius, Open-SWE-Traces, SWE-smith and other chats with tool calls: JSONL or Parquet',
  usual: 'trajectory',
  recognize: (record) => (messagesIn(asRecord(record) ?? {}) ? 'trajectory' : undefined),
  read: ([record]) => readRow(parsed(z.looseObject({}), record, 'a row with messages')),
}

/** The list of messages, also where it is written as a JSON text. */
function messagesIn(row: Json): unknown[] | undefined {
  for (const holder of holders) {
    const value = row[holder]
    const list = asList(typeof value === 'string' ? readJson(value) : value)
    if (list && 'role' in (asRecord(list[0]) ?? {})) return list
  }
  return undefined
}

function readRow(row: Json): ForeignTrajectory {
  const list = parsed(z.array(Message).min(1), messagesIn(row) ?? row.messages, 'a list of messages')
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
  }
  const unread = Object.keys(row).filter((name) => !read.has(name) && row[name] !== null && row[name] !== '')
  if (unread.length > 0) telling.remark(`Fields that are no steps are not kept: ${unread.join(', ')}.`)
  const of = (...names: string[]) => names.map((name) => asText(row[name])).find((text) => text !== undefined) ?? null
  const instance = of('instance_id', 'traj_id', 'trajectory_id', 'id')
  const told = readInstance(instance)
  const repository = of('repo', 'repository')
  return {
    agent: of('agent', 'scaffold', 'harness') ?? agentBehind(list),
    model: of('model', 'model_name'),
    repository: repository ? repositoryOf(repository) : told.repository,
    commit: of('base_commit', 'commit') ?? told.commit,
    instance,
    licence: of('license', 'licence'),
    folder: '/testbed',
    ...telling.finish(),
  }
}

function isAgent({ role }: Message): boolean {
  return role === 'assistant' || role === 'ai' || role === 'model' || role === 'gpt'
}

/** Whether a call that stands in its words waits for an answer. */
function tellAgent(telling: Telling, message: Message, isInline: boolean): boolean {
  telling.think(message.reasoning_content ?? textOf(message.reasoning))
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
  if (message.role === 'tool' || message.role === 'function') return telling.answer(message.tool_call_id, words)
  if (message.role !== 'user' && message.role !== 'human' && message.role !== 'system' && message.role !== 'developer')
    return telling.raw(message.role, message)
  if (message.role === 'user' && isWaiting) return telling.answer(null, words)
  telling.say(message.role === 'user' || message.role === 'human' ? 'user' : 'harness', words)
}

function wordsOf({ content, text, system_prompt: system }: Message): string {
  return textOf(content) || text || system || ''
}

/** Which harness wrote messages of this kind, as far as they tell. */
function agentBehind(list: readonly Message[]): string {
  const opening = list[0] ? wordsOf(list[0]) : ''
  if (/\bOpenHands\b/.test(opening)) return 'OpenHands'
  const isSweAgent = list.some((message) => message.role === 'ai' || 'message_type' in message)
  return isSweAgent ? 'SWE-agent' : 'unknown agent'
}
