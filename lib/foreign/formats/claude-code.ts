import { z } from 'zod'
import type { ForeignTrajectory } from '@/lib/foreign/foreign'
import { repositoryOf } from '@/lib/foreign/instance'
import { asList, asRecord, asText, type Json, parsed, readGiven, tableOf, textOf } from '@/lib/foreign/json'
import { isSealed } from '@/lib/foreign/reasoning'
import { openTelling, type Telling } from '@/lib/foreign/telling'
import { all, type Fields, unreadIn } from '@/lib/foreign/unread'
import type { ForeignFormat } from './format'

const Line = z.looseObject({
  type: z.string(),
  uuid: z.string().nullish(),
  parentUuid: z.string().nullish(),
  isSidechain: z.boolean().nullish(),
  agentId: z.string().nullish(),
  isMeta: z.boolean().nullish(),
  message: z.looseObject({ content: z.unknown().optional(), model: z.string().nullish() }).nullish(),
  cwd: z.string().nullish(),
})
type Line = z.infer<typeof Line>

/** Lines that say nothing of the work. */
const bookkeeping = new Set([
  'file-history-snapshot',
  'queue-operation',
  'progress',
  'last-prompt',
  'ai-title',
  'summary',
])
/** Of every line: what it is, and how lines hang together. */
const lineTaken: Fields = {
  ...all('type', 'uuid', 'parentUuid', 'logicalParentUuid', 'leafUuid', 'sessionId', 'requestId', 'promptId'),
  ...all('isSidechain', 'agentId', 'sourceToolAssistantUUID', 'sourceToolUseID', 'toolUseID', 'parentToolUseID'),
  isMeta: new Set([false, true]),
  userType: new Set(['external']),
}
const usual = new Set(['end_turn', 'tool_use'])
const messageTaken: Fields = { ...all('id', 'type', 'role', 'content'), stop_reason: usual }
const textTaken: Fields = { type: 'all', text: 'words' }
const callTaken = all('type', 'id', 'name', 'input')
/** Of blocks, by their type; what is of another type is shown as it is. A signature only vouches for the words. */
const blocksTaken = tableOf<Fields>({
  text: textTaken,
  thinking: all('type', 'thinking', 'signature'),
  redacted_thinking: all('type', 'data'),
  tool_use: callTaken,
  server_tool_use: callTaken,
  tool_result: { ...all('type', 'tool_use_id', 'is_error'), content: 'words' },
})

const sessionKinds = new Set(['summary', 'file-history-snapshot', 'queue-operation'])

/** A session of Claude Code, as it lies in `~/.claude/projects`; sidechains are sub-agents. */
export const claudeCode: ForeignFormat = {
  title: 'Claude Code',
  hint: 'A session of ~/.claude/projects: JSONL',
  usual: 'event',
  recognize(record) {
    const line = asRecord(record)
    if (typeof line?.type !== 'string') return undefined
    const isSession = ('sessionId' in line || 'parentUuid' in line) && !('payload' in line)
    return isSession || (sessionKinds.has(line.type) && ('leafUuid' in line || 'messageId' in line))
      ? 'event'
      : undefined
  },
  read: (records) => readSession(records.map((record) => parsed(Line, record, 'a line of a session'))),
}

function readSession(lines: readonly Line[]): ForeignTrajectory {
  const telling = openTelling()
  const runOf = openRuns(telling, lines)
  const models = lines.map(({ message }) => message?.model).filter((named) => named && !named.startsWith('<'))
  const model = models[0] ?? null
  const folder = lines.find(({ cwd }) => cwd)?.cwd ?? null
  const taken = { ...lineTaken, cwd: new Set([folder]), message: { ...messageTaken, model: new Set([model]) } }
  for (const line of lines) {
    const run = runOf(line)
    const teller = tellers.get(line.type)
    if (teller) {
      telling.leave(unreadIn(line, line.type === 'system' ? { ...taken, content: 'words' } : taken))
      teller(telling, line, run)
    } else if (bookkeeping.has(line.type)) telling.skip(line.type)
    else telling.raw(line.type, line, run)
  }
  return {
    agent: 'Claude Code',
    model,
    repository: folder && (repositoryOf(folder).split('/').at(-1) ?? null),
    commit: null,
    instance: asText(lines.find(({ sessionId }) => sessionId)?.sessionId) ?? null,
    licence: null,
    folder,
    ...telling.finish(),
  }
}

/** The run of each line: a sidechain is a sub-agent, unless the file holds nothing else. */
function openRuns(telling: Telling, lines: readonly Line[]): (line: Line) => number {
  const isOnlySide = lines.every(({ type, isSidechain }) => isSidechain || (type !== 'assistant' && type !== 'user'))
  const byLine = new Map<string, number>()
  const byAgent = new Map<string, number>()
  return ({ uuid, parentUuid, isSidechain, agentId }) => {
    if (isOnlySide || !isSidechain) return 0
    const known = byAgent.get(agentId ?? '') ?? byLine.get(parentUuid ?? '')
    const run = known ?? telling.begin(null)
    if (agentId) byAgent.set(agentId, run)
    if (uuid) byLine.set(uuid, run)
    return run
  }
}

function blocksOf({ message }: Line): Json[] {
  const content = message?.content ?? []
  return (asList(content) ?? [content]).map((block) => asRecord(block) ?? { type: 'text', text: textOf(block) })
}

/** By the type of a line. */
const tellers = tableOf<(telling: Telling, line: Line, run: number) => void>({
  assistant(telling, line, run) {
    for (const block of blocksOf(line)) {
      leaveOf(telling, block)
      if (block.type === 'text') telling.think(textOf(block.text), run)
      else if (block.type === 'thinking' || block.type === 'redacted_thinking') {
        telling.think(textOf(block.thinking), run)
        if (isSealed(block)) telling.hide()
      } else if (block.type === 'tool_use' || block.type === 'server_tool_use')
        telling.act({ id: asText(block.id), name: asText(block.name) ?? 'tool', given: readGiven(block.input) }, run)
      else telling.raw(asText(block.type) ?? 'block', block, run)
    }
  },
  user(telling, line, run) {
    for (const block of blocksOf(line)) {
      leaveOf(telling, block)
      if (block.type === 'tool_result') {
        const isError = block.is_error === true
        telling.answer(asText(block.tool_use_id), textOf(block.content), { isError, run })
      } else telling.say(line.isMeta ? 'harness' : 'user', textOf(block), run)
    }
  },
  system: (telling, line, run) => telling.say('harness', textOf(line.content), run),
})

function leaveOf(telling: Telling, block: Json): void {
  const kind = asText(block.type) ?? ''
  telling.leave(unreadIn(block, blocksTaken.get(kind) ?? 'all', kind))
}
