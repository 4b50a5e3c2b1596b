import { z } from 'zod'
import type { ForeignTrajectory } from '@/lib/foreign/foreign'
import { repositoryOf } from '@/lib/foreign/instance'
import { asList, asRecord, asText, type Json, parsed, readGiven, textOf } from '@/lib/foreign/json'
import { openTelling, type Telling } from '@/lib/foreign/telling'
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
const bookkeeping = new Set(['file-history-snapshot', 'queue-operation', 'progress', 'last-prompt', 'ai-title'])
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
  let model: string | null = null
  for (const line of lines) {
    const run = runOf(line)
    const named = line.message?.model
    if (named && !named.startsWith('<')) model ??= named
    if (line.type === 'assistant') tellAgent(telling, line, run)
    else if (line.type === 'user') tellUser(telling, line, run)
    else if (line.type === 'system') telling.say('harness', textOf(line.content), run)
    else if (bookkeeping.has(line.type) || line.type === 'summary') telling.skip(line.type)
    else telling.raw(line.type, line, run)
  }
  const folder = lines.find(({ cwd }) => cwd)?.cwd ?? null
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
  const content = message?.content
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return (asList(content) ?? []).map((block) => asRecord(block) ?? { type: 'text', text: textOf(block) })
}

function tellAgent(telling: Telling, line: Line, run: number): void {
  for (const block of blocksOf(line)) {
    if (block.type === 'text') telling.think(textOf(block.text), run)
    else if (block.type === 'thinking') telling.think(textOf(block.thinking), run)
    else if (block.type === 'redacted_thinking') telling.remark('Some of its thoughts are encrypted.')
    else if (block.type === 'tool_use' || block.type === 'server_tool_use')
      telling.act({ id: asText(block.id), name: asText(block.name) ?? 'tool', given: readGiven(block.input) }, run)
    else telling.raw(asText(block.type) ?? 'block', block, run)
  }
}

function tellUser(telling: Telling, line: Line, run: number): void {
  for (const block of blocksOf(line)) {
    if (block.type === 'tool_result') {
      const isError = block.is_error === true
      telling.answer(asText(block.tool_use_id), textOf(block.content), { isError, run })
    } else telling.say(line.isMeta ? 'harness' : 'user', textOf(block), run)
  }
}
