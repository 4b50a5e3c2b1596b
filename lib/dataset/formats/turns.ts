import { z } from 'zod'
import { applyHunks, type Hunk, hunksBetween } from '@/lib/trajectory/edit'
import type { Plan, Run, Step, Tool } from '@/lib/trajectory/trajectory'

/** What is given to a tool; only what the tool takes is there. */
export type CallArguments = {
  path?: string
  start_line?: number
  end_line?: number
  /** Of `write`. */
  content?: string
  /** Of `edit`. Without `old` the new lines go to the end, with an empty one they are the whole file. */
  edits?: { old?: string; new: string }[]
  /** Of `plan`. */
  plan?: Plan
  /** Of `delegate`, `finish` and whatever is said to other tools. */
  text?: string
}

/** A call of one of our tools, or of one of a foreign agent's, with whatever that takes. */
export type Call =
  | { id: string; isForeign?: false; tool: Tool; arguments: CallArguments }
  | { id: string; isForeign: true; tool: string; arguments: Record<string, unknown> }

/** What an agent does at a time: it thinks, calls a tool, and gets an answer; each of them may be missing. */
export type Turn = { run: number; thought: string | null; call: Call | null; answer: string | null }

/** An agent, by its place among the agents of the trajectory. */
export type Agent = { parent: number | null; role: string; path: string | null }

/** What the turns say, with their agents: a trajectory without ids. */
export type Conversation = { request: string; agents: Agent[]; turns: Turn[] }

/** The steps as turns. `fromConversation` is the inverse: its document is the same, byte for byte. */
export function toConversation(request: string, runs: readonly Run[], steps: readonly Step[]): Conversation {
  const places = new Map(runs.map((run, place) => [run.id, place]))
  const agents = runs.map(({ parentId, role, path }) => ({
    parent: parentId === null ? null : (places.get(parentId) ?? null),
    role,
    path,
  }))
  const turns: Turn[] = []
  const contentBefore = openContents()
  for (const step of steps) {
    const run = places.get(step.runId)
    if (run === undefined) throw new Error(`Step ${step.position} belongs to no run of its trajectory.`)
    const last = turns.at(-1)
    const own = last?.run === run ? last : undefined
    if (step.kind === 'think') turns.push({ run, thought: step.text ?? '', call: null, answer: null })
    else if (step.kind === 'act') {
      const call = toCall(step, contentBefore(run, step))
      if (own && own.call === null && own.answer === null) own.call = call
      else turns.push({ run, thought: null, call, answer: null })
    } else {
      const answer = step.content ?? step.text ?? ''
      if (own?.call && own.answer === null && !step.args.from) own.answer = answer
      else turns.push({ run, thought: null, call: null, answer })
    }
  }
  return { request, agents, turns }
}

/** What the run has made of its file so far, before each step: an edit is told against it, as the document does. */
function openContents(): (run: number, step: Step) => string {
  let written: { run: number; path: string | null; content: string } | undefined
  return (run, { tool, path, content }) => {
    const before = written?.run === run && written.path === path ? written.content : ''
    if (tool === 'write' || tool === 'edit') written = { run, path, content: content ?? '' }
    return before
  }
}

function toCall(step: Step, before: string): Call {
  const { position, tool, path, args, text, content } = step
  if (args.call) return toForeignCall(step, args.call.name)
  if (tool === null) throw new Error(`Step ${position} calls no tool.`)
  const given: CallArguments = {}
  if (path !== null) given.path = path
  if (args.lines) [given.start_line, given.end_line] = [args.lines.start, args.lines.end]
  if (args.plan) given.plan = args.plan
  else if (tool === 'edit') given.edits = hunksBetween(before, content ?? '').map(toEdit)
  else if (tool === 'write') given.content = content ?? text ?? ''
  else if (content ?? text) given.text = content ?? text ?? ''
  return { id: `call_${position}`, tool, arguments: given }
}

const Given = z.record(z.string(), z.unknown())

/** What is masked may be JSON no longer: then the call has the text as it is. */
function toForeignCall({ position, text }: Step, tool: string): Call {
  const given = readJson(text ?? '{}')
  return { id: `call_${position}`, isForeign: true, tool, arguments: given ?? { text: text ?? '' } }
}

function readJson(text: string): Record<string, unknown> | undefined {
  try {
    return Given.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function toEdit(hunk: Hunk): { old?: string; new: string } {
  return hunk.old === null ? { new: hunk.new } : { old: hunk.old, new: hunk.new }
}

/** The trajectory that the turns tell, with ids of its own. */
export function fromConversation({ request, agents, turns }: Conversation): {
  request: string
  runs: Run[]
  steps: Step[]
} {
  const runs = agents.map(
    ({ parent, role, path }, place): Run => ({
      id: `run-${place}`,
      parentId: parent === null ? null : `run-${parent}`,
      role: role === 'main' ? 'main' : 'sub',
      path,
    }),
  )
  const steps: Step[] = []
  const contentBefore = openContents()
  const write = (run: number, call: Call) => {
    if (call.isForeign) return add(run, toForeignAct(call))
    const step = toAct(call)
    const before = contentBefore(run, { ...step, content: null } as Step) // only its tool and path are read
    const content = call.arguments.edits ? applyHunks(before, call.arguments.edits.map(toHunk)) : step.content
    add(run, { ...step, content })
    contentBefore(run, { ...step, content } as Step)
  }
  const add = (run: number, step: Pick<Step, 'kind'> & Partial<Step>) => {
    const empty = { tool: null, path: null, args: {}, text: null, content: null }
    steps.push({ id: `step-${steps.length}`, position: steps.length, runId: `run-${run}`, ...empty, ...step })
  }
  for (const { run, thought, call, answer } of turns) {
    if (thought !== null) add(run, { kind: 'think', text: thought })
    if (call) write(run, call)
    if (answer !== null) add(run, { kind: 'observe', tool: call && !call.isForeign ? call.tool : null, text: answer })
  }
  return { request, runs, steps }
}

function toHunk(edit: { old?: string; new: string }): Hunk {
  return { old: edit.old ?? null, new: edit.new }
}

function toForeignAct({
  tool,
  arguments: given,
}: Extract<Call, { isForeign: true }>): Pick<Step, 'kind'> & Partial<Step> {
  return { kind: 'act', args: { call: { name: tool } }, text: JSON.stringify(given) }
}

function toAct({
  tool,
  arguments: given,
}: Extract<Call, { isForeign?: false }>): Pick<Step, 'kind' | 'tool' | 'path' | 'args' | 'text' | 'content'> {
  const { path = null, start_line: start, end_line: end, plan, content = null, text = null } = given
  const lines = start !== undefined && end !== undefined ? { lines: { start, end } } : {}
  return { kind: 'act', tool, path, args: { ...lines, ...(plan ? { plan } : {}) }, text, content }
}
