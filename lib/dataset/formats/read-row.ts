import { z } from 'zod'
import { type Part, renderParts } from '@/lib/trajectory/render'
import { Plan, Tool } from '@/lib/trajectory/trajectory'
import type { AtifStep, AtifTrajectory } from './atif'
import type { Row } from './format'
import type { Message } from './messages'
import type { ReleaseFormat } from './settings'
import type { ShareTurn } from './sharegpt'
import type { StsMessage } from './sts'
import type { Range } from './text'
import { type Agent, type Call, fromConversation, type Turn } from './turns'

/** A stretch of a document and whether loss falls on it. */
export type Stretch = Pick<Part, 'text' | 'isTrained'>

/** What was told to a tool, from the outside. */
const Arguments = z.strictObject({
  path: z.string().optional(),
  start_line: z.int().optional(),
  end_line: z.int().optional(),
  content: z.string().optional(),
  edits: z.array(z.strictObject({ old: z.string().optional(), new: z.string() })).optional(),
  plan: Plan.optional(),
  text: z.string().optional(),
})

/** `harness` is the agent of a foreign trajectory, whose tools are its own. */
function toCall(id: string, name: string, given: unknown, harness: string | null | undefined): Call {
  if (harness) return { id, isForeign: true, tool: name, arguments: z.record(z.string(), z.unknown()).parse(given) }
  return { id, tool: Tool.parse(name), arguments: Arguments.parse(given) }
}

function toDocument(request: string, agents: Agent[], turns: Turn[]): Stretch[] {
  const { runs, steps } = fromConversation({ request, agents, turns })
  return [...renderParts(request, runs, steps)]
}

/**
 * The document that a row was made of, in stretches: the inverse of a format's `rows`. Rows of one sample belong together
 * only in `sts`; `dpo` and what is tokenised is read elsewhere.
 */
export function readDocument(format: ReleaseFormat, rows: readonly Row[]): Stretch[] {
  const [row = {}] = rows
  // Rows are our own, or checked by the hash of what is read from them.
  if (format === 'text') return readText(row as TextRow)
  if (format === 'segments') return (row as SegmentsRow).segments.map(({ text, label }) => ({ text, isTrained: label }))
  if (format === 'messages') return readMessages(row as MessagesRow)
  if (format === 'sharegpt') return readShareGpt(row as ShareRow)
  if (format === 'adp') return readAdp(row as AdpRow)
  if (format === 'atif') return readAtif(row as AtifTrajectory)
  if (format === 'sts') return readSts(rows as StsRow[])
  throw new Error(`Documents cannot be read from rows of ${format}.`)
}

type TextRow = { text: string; metadata: { no_loss_ranges: Range[] } }
type SegmentsRow = { segments: { text: string; label: boolean }[] }
/** Releases from before there were foreign trajectories name no harness. */
type Known = { agents: Agent[]; harness?: string | null }
type MessagesRow = { messages: Message[]; metadata: Known & { filled: number[] } }
type ShareRow = { conversations: ShareTurn[]; metadata: Known & { agent_of: number[]; filled: number[] } }
type AdpRow = { content: Record<string, unknown>[]; details: Known & { agent_of: number[] } }
/** The first has the metadata. In releases from before version 3 of the rendering each message says its agent itself. */
type StsRow = { metadata: Known & { agent_of?: number[] }; agent?: number; message: StsMessage }

function readText({ text, metadata }: TextRow): Stretch[] {
  const points = Array.from(text)
  const stretches: Stretch[] = []
  let at = 0
  for (const [start, end] of metadata.no_loss_ranges) {
    if (start > at) stretches.push({ text: points.slice(at, start).join(''), isTrained: true })
    stretches.push({ text: points.slice(start, end).join(''), isTrained: false })
    at = end
  }
  return [...stretches, { text: points.slice(at).join(''), isTrained: true }]
}

function readMessages({ messages, metadata }: MessagesRow): Stretch[] {
  const [first, ...rest] = messages
  const filled = new Set(metadata.filled)
  const turns: Turn[] = []
  for (const [place, message] of rest.entries()) {
    const last = turns.at(-1)
    if (message.role === 'tool') {
      if (last && !filled.has(place + 1)) last.answer = message.content
      continue
    }
    const run = message.name === 'main' ? 0 : Number(message.name?.slice('sub-'.length))
    const turn: Turn = { run, thought: null, call: null, answer: null }
    turns.push(turn)
    if (message.role === 'user') turn.answer = message.content
    else {
      turn.thought = message.content ?? null
      const [called] = message.tool_calls ?? []
      if (!called) continue
      const { name, arguments: given } = called.function
      const read = typeof given === 'string' ? JSON.parse(given) : given
      turn.call = toCall(called.id, name, read, metadata.harness)
    }
  }
  return toDocument(first?.content ?? '', metadata.agents, turns)
}

function readShareGpt({ conversations, metadata }: ShareRow): Stretch[] {
  const [first, ...rest] = conversations
  const filled = new Set(metadata.filled)
  const turns: Turn[] = []
  for (const [index, { from, value }] of rest.entries()) {
    const place = index + 1
    if (filled.has(place)) continue
    const run = metadata.agent_of[place] ?? 0
    const last = turns.at(-1)
    if (from === 'observation') {
      const isAnswer = last?.run === run && last.call !== null && last.answer === null && !filled.has(place - 1)
      if (last && isAnswer) last.answer = value
      else turns.push({ run, thought: null, call: null, answer: value })
    } else if (from === 'gpt') turns.push({ run, thought: value, call: null, answer: null })
    else {
      const end = value.lastIndexOf('</think>')
      const thought = end === -1 ? null : value.slice('<think>'.length, end)
      const call = JSON.parse(end === -1 ? value : value.slice(end + '</think>'.length))
      const told = toCall(`call-${place}`, call.name, call.arguments, metadata.harness)
      turns.push({ run, thought, call: told, answer: null })
    }
  }
  return toDocument(first?.value ?? '', metadata.agents, turns)
}

function readAdp({ content, details }: AdpRow): Stretch[] {
  const [first, ...rest] = content
  const turns: Turn[] = []
  for (const [index, item] of rest.entries()) {
    const run = details.agent_of[index + 1] ?? 0
    const last = turns.at(-1)
    if (item.class_ === 'message_action') turns.push({ run, thought: String(item.content), call: null, answer: null })
    else if (item.class_ === 'api_action') {
      const thought = item.reasoning_content === null ? null : String(item.reasoning_content)
      const call = toCall(`call-${index}`, String(item.function), item.kwargs, details.harness)
      turns.push({ run, thought, call, answer: null })
    } else if (last?.call && last.answer === null && last.run === run) last.answer = String(item.content)
    else turns.push({ run, thought: null, call: null, answer: String(item.content) })
  }
  return toDocument(String(first?.content ?? ''), details.agents, turns)
}

function readAtif(root: AtifTrajectory): Stretch[] {
  const all = [root, ...(root.subagent_trajectories ?? [])]
  const harness = z.string().nullish().parse(root.extra?.harness)
  const places = new Map(all.map(({ trajectory_id: id }, place) => [id, place]))
  const agents = all.map(({ agent }) => agent.extra as Agent)
  const turns: Turn[] = []
  const visit = (place: number, steps: readonly AtifStep[]) => {
    for (const step of steps) {
      const [called] = step.tool_calls ?? []
      const turn: Turn = { run: place, thought: step.reasoning_content ?? null, call: null, answer: null }
      if (called) turn.call = toCall(called.tool_call_id, called.function_name, called.arguments, harness)
      if (step.source === 'user') turn.answer = step.message
      turns.push(turn)
      for (const { content, subagent_trajectory_ref: refs } of step.observation?.results ?? []) {
        if (!refs) turn.answer = content
        for (const { trajectory_id: id } of refs ?? []) {
          const child = places.get(id) ?? -1
          visit(child, all[child]?.steps ?? [])
        }
      }
    }
  }
  const [first, ...rest] = root.steps
  visit(0, rest)
  return toDocument(first?.message ?? '', agents, turns)
}

function readSts(rows: StsRow[]): Stretch[] {
  const [session, first, ...rest] = rows
  const turns: Turn[] = []
  for (const [index, { agent, message }] of rest.entries()) {
    const run = session?.metadata.agent_of?.[index + 1] ?? agent ?? 0
    const last = turns.at(-1)
    if (message.role === 'tool') {
      if (last) last.answer = message.content
      continue
    }
    const [called] = message.toolCalls ?? []
    const given = called ? JSON.parse(called.function.arguments) : undefined
    const call = called ? toCall(called.id, called.function.name, given, session?.metadata.harness) : null
    const answer = message.role === 'user' ? message.content : null
    turns.push({ run, thought: message.reasoningContent ?? null, call, answer })
  }
  return toDocument(first?.message.content ?? '', session?.metadata.agents ?? [], turns)
}
