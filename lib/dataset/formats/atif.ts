import type { RowFormat, Sample } from './format'
import { type ToolDescription, toolsOf } from './tools'
import { type Agent, type Conversation, type Turn, toConversation } from './turns'

export const atifVersion = 'ATIF-v1.7'

export type AtifStep = {
  step_id: number
  source: 'user' | 'agent'
  message: string
  reasoning_content?: string
  tool_calls?: { tool_call_id: string; function_name: string; arguments: Record<string, unknown> }[]
  observation?: {
    results: { source_call_id?: string; content: string; subagent_trajectory_ref?: { trajectory_id: string }[] }[]
  }
}

export type AtifTrajectory = {
  schema_version: typeof atifVersion
  trajectory_id: string
  agent: { name: string; version: string; tool_definitions?: unknown[]; extra?: Record<string, unknown> }
  steps: AtifStep[]
  final_metrics?: Record<string, unknown>
  subagent_trajectories?: AtifTrajectory[]
  extra?: Record<string, unknown>
}

/**
 * Harbor's ATIF: the main agent with one sub-agent for each file. The call that hands a file over refers to the
 * trajectory of its sub-agent, which stands among `subagent_trajectories`; to read on in order is to go there and come back.
 */
export const atif: RowFormat = {
  kind: 'rows',
  title: 'ATIF: agent trajectories with sub-agents',
  readers: 'Harbor and whatever views or trains on ATIF v1.7',
  mask: {
    isKept: true,
    how: 'By place: messages, reasoning and calls of the agent are trained; observations and the request are not.',
  },
  containers: ['jsonl', 'each'],
  isTokenized: false,
  needsPairs: false,
  columns: {},
  rows(sample) {
    const conversation = toConversation(sample.request, sample.runs, sample.steps)
    return [toAtif(sample, conversation)]
  },
}

type Segment = { agent: number; turns: Turn[]; children: Map<Turn, number[]> }

function toAtif(sample: Sample, { request, agents, turns }: Conversation): AtifTrajectory {
  const segments = agents.map((_, agent): Segment => ({ agent, turns: [], children: new Map() }))
  const begun = new Set<number>()
  for (const turn of turns) {
    const parent = agents[turn.run]?.parent ?? null
    const last = parent === null ? undefined : segments[parent]?.turns.at(-1)
    if (parent !== null && !begun.has(turn.run)) {
      if (!last?.call) throw new Error(`Agent ${turn.run} of ${sample.id} begins without a call that hands over to it.`)
      const children = segments[parent]?.children
      children?.set(last, [...(children.get(last) ?? []), turn.run])
    }
    begun.add(turn.run)
    segments[turn.run]?.turns.push(turn)
  }
  const [main] = segments
  if (!main) throw new Error(`Trajectory ${sample.id} has no agent.`)
  const idOf = (agent: number) => (agent === 0 ? sample.id : `${sample.id}/${agent}`)
  const tools = toolsOf(sample)
  const trajectory = toTrajectory(main, agents, idOf, [{ step_id: 1, source: 'user', message: request }], tools)
  const { tokens, trained_tokens, ...rest } = sample.metadata
  return {
    ...trajectory,
    final_metrics: { total_steps: turns.length, extra: { tokens, trained_tokens } },
    ...(segments.length > 1
      ? { subagent_trajectories: segments.slice(1).map((segment) => toTrajectory(segment, agents, idOf, [], tools)) }
      : {}),
    extra: rest,
  }
}

function toTrajectory(
  { agent, turns, children }: Segment,
  agents: readonly Agent[],
  idOf: (agent: number) => string,
  steps: AtifStep[],
  tools: ToolDescription[],
): AtifTrajectory {
  const { role = 'main', path = null, parent = null } = agents[agent] ?? {}
  for (const turn of turns) steps.push(toStep(turn, steps.length + 1, children.get(turn) ?? [], idOf))
  return {
    schema_version: atifVersion,
    trajectory_id: idOf(agent),
    agent: {
      name: path === null ? role : `${role}:${path}`,
      version: '1',
      ...(parent === null ? { tool_definitions: tools } : {}),
      extra: { role, path, parent },
    },
    steps,
  }
}

function toStep(
  { thought, call, answer }: Turn,
  id: number,
  children: number[],
  idOf: (agent: number) => string,
): AtifStep {
  // An answer that no call asked for is the user's word.
  if (answer !== null && !call) return { step_id: id, source: 'user', message: answer }
  const step: AtifStep = { step_id: id, source: 'agent', message: '' }
  if (thought !== null) step.reasoning_content = thought
  if (!call) return step
  step.tool_calls = [{ tool_call_id: call.id, function_name: call.tool, arguments: call.arguments }]
  const results: NonNullable<AtifStep['observation']>['results'] = []
  if (answer !== null) results.push({ source_call_id: call.id, content: answer })
  if (children.length > 0) {
    const refs = children.map((child) => ({ trajectory_id: idOf(child) }))
    // ATIF asks every result for content; what the sub-agents did is in their trajectories.
    results.push({ source_call_id: call.id, content: '', subagent_trajectory_ref: refs })
  }
  if (results.length > 0) step.observation = { results }
  return step
}
