import { z } from 'zod'
import type { ForeignTrajectory } from '@/lib/foreign/foreign'
import { repositoryOf } from '@/lib/foreign/instance'
import { asRecord, asText, parsed, readGiven, tableOf, textOf } from '@/lib/foreign/json'
import { openTelling, type Telling } from '@/lib/foreign/telling'
import { all, type Fields, unreadIn } from '@/lib/foreign/unread'
import type { ForeignFormat } from './format'

const Message = z.looseObject({
  role: z.string(),
  content: z.unknown().optional(),
  reasoningContent: z.string().nullish(),
  toolCalls: z
    .array(
      z.looseObject({
        id: z.string().nullish(),
        function: z.looseObject({ name: z.string(), arguments: z.unknown().optional() }),
      }),
    )
    .nullish(),
  toolCallId: z.string().nullish(),
})
type Message = z.infer<typeof Message>
const Line = z.looseObject({ type: z.string(), agent: z.int().nullish(), message: z.unknown().optional() })

const lineTaken = all('type', 'agent', 'message', 'id', 'parentId')
const sessionTaken = all('type', 'harness', 'id', 'name', 'cwd', 'model')
const metadataTaken = all('repository', 'commit', 'license')
const saidTaken: Fields = { role: 'all', content: 'words' }
/** By role; all others only say something. */
const taken = tableOf<Fields>({
  assistant: {
    ...saidTaken,
    reasoningContent: 'all',
    toolCalls: { id: 'all', type: new Set(['function']), function: all('name', 'arguments') },
  },
  tool: { ...saidTaken, toolCallId: 'all' },
})

/** Session traces of the Hugging Face Hub: a line for the session, then one for each message. */
export const sts: ForeignFormat = {
  title: 'Hugging Face session traces (STS)',
  hint: 'JSONL that begins with a session line; a file may hold several sessions',
  usual: 'event',
  recognize(record) {
    const line = asRecord(record)
    if (line?.type === 'session' && 'harness' in line) return 'event'
    const isMessage = line?.type === 'message' && 'role' in (asRecord(line.message) ?? {}) && !('sessionId' in line)
    return isMessage ? 'event' : undefined
  },
  begins: (record) => asRecord(record)?.type === 'session',
  read: (records) => readSession(records),
}

function readSession(records: readonly unknown[]): ForeignTrajectory {
  const telling = openTelling()
  const session = asRecord(records.find((record) => asRecord(record)?.type === 'session')) ?? {}
  const runs = new Map<number, number>([[0, 0]])
  for (const record of records) {
    const line = parsed(Line, record, 'a line of a session')
    if (line.type === 'session') continue
    if (line.type !== 'message') {
      telling.raw(line.type, record)
      continue
    }
    telling.leave(unreadIn(line, lineTaken))
    const agent = line.agent ?? 0
    const run = runs.get(agent) ?? telling.begin(null)
    runs.set(agent, run)
    tell(telling, parsed(Message, line.message, 'a message of a session'), run)
  }
  const metadata = asRecord(session.metadata) ?? {}
  const model = asText(session.model) ?? asText(metadata.model) ?? null
  const about = { ...sessionTaken, metadata: { ...metadataTaken, model: new Set([model]) } }
  telling.leave(unreadIn(session, about, 'session'))
  const repository = asText(metadata.repository) ?? asText(session.cwd)
  return {
    agent: asText(session.harness) ?? 'unknown agent',
    model,
    repository: repository ? repositoryOf(repository) : null,
    commit: asText(metadata.commit) ?? null,
    instance: asText(session.name) ?? asText(session.id) ?? null,
    licence: asText(metadata.license) ?? null,
    folder: asText(session.cwd) ?? null,
    ...telling.finish(),
  }
}

function tell(telling: Telling, message: Message, run: number) {
  const words = textOf(message.content)
  telling.leave(unreadIn(message, taken.get(message.role) ?? saidTaken, 'message'))
  if (message.role === 'tool') return telling.answer(message.toolCallId, words, { run })
  if (message.role !== 'assistant') return telling.say(message.role === 'user' ? 'user' : 'harness', words, run)
  telling.think(message.reasoningContent ?? '', run)
  telling.think(words, run)
  for (const { id, function: called } of message.toolCalls ?? [])
    telling.act({ id, name: called.name, given: readGiven(called.arguments) }, run)
}
