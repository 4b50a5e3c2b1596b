import { z } from 'zod'
import type { ForeignTrajectory, Origin } from '@/lib/foreign/foreign'
import { readInstance } from '@/lib/foreign/instance'
import { asList, asRecord, asText, parsed, readGiven, readJson, textOf } from '@/lib/foreign/json'
import { openTelling } from '@/lib/foreign/telling'
import type { ForeignFormat } from './format'

const ToolCall = z.looseObject({
  id: z.string().nullish(),
  function: z.looseObject({ name: z.string(), arguments: z.unknown().optional() }),
})
const SweAgent = z.looseObject({
  trajectory: z.array(
    z.looseObject({
      thought: z.string().nullish(),
      response: z.unknown().optional(),
      action: z.unknown().optional(),
      observation: z.unknown().optional(),
      tool_calls: z.array(ToolCall).nullish(),
    }),
  ),
  history: z
    .array(z.looseObject({ role: z.string(), content: z.unknown().optional(), is_demo: z.boolean().nullish() }))
    .nullish(),
  info: z.looseObject({ exit_status: z.unknown().optional(), submission: z.unknown().optional() }).nullish(),
  replay_config: z.unknown().optional(),
  problem_statement: z.unknown().optional(),
  instance_id: z.string().nullish(),
})
type SweAgent = z.infer<typeof SweAgent>

/** A `.traj` of SWE-agent: what it ran is a line for its shell, whatever tool that line begins with. */
export const sweAgent: ForeignFormat = {
  title: 'SWE-agent',
  hint: 'A .traj file, or rows of them',
  usual: 'trajectory',
  recognize(record) {
    const [first] = asList(asRecord(record)?.trajectory) ?? []
    const step = asRecord(first)
    return step && 'action' in step && 'observation' in step ? 'trajectory' : undefined
  },
  read: ([record], origin) => readSweAgent(parsed(SweAgent, record, 'a trajectory of SWE-agent'), origin),
}

function readSweAgent(row: SweAgent, { file }: Origin): ForeignTrajectory {
  const telling = openTelling()
  for (const { from, text } of openingOf(row)) telling.say(from, text)
  for (const { thought, response, action, observation, tool_calls: calls } of row.trajectory) {
    telling.think(thought ?? (action ? '' : textOf(response)))
    for (const { id, function: called } of calls ?? [])
      telling.act({ id, name: called.name, given: readGiven(called.arguments) })
    const line = textOf(action)
    if (!calls?.length && line.trim() !== '') telling.act({ name: toolOf(line), given: { command: line } })
    const seen = textOf(observation)
    if (line.trim() !== '' || calls?.length) telling.answer(calls?.[0]?.id, seen)
    else telling.say('harness', seen)
  }
  const config = asRecord(typeof row.replay_config === 'string' ? readJson(row.replay_config) : row.replay_config)
  const environment = asRecord(asRecord(config?.env)?.repo)
  const instance =
    row.instance_id ??
    asText(asRecord(config?.problem_statement)?.id) ??
    file.replace(/\.(?:traj|json|jsonl)(?:\.\w+)?$/, '')
  const told = readInstance(instance)
  const status = asText(row.info?.exit_status)
  if (status) telling.remark(`It ended with ${status}.`)
  return {
    agent: 'SWE-agent',
    model: asText(asRecord(asRecord(config?.agent)?.model)?.name) ?? null,
    repository: told.repository ?? asText(environment?.github_url) ?? asText(environment?.repo_name) ?? null,
    commit: told.commit ?? asText(environment?.base_commit) ?? null,
    instance,
    licence: null,
    folder: '/testbed',
    ...telling.finish(),
  }
}

type Said = { from: 'harness' | 'user'; text: string }

/** What the agent was told before its first answer; demonstrations are shown with it. */
function openingOf({ history, problem_statement: statement }: SweAgent): Said[] {
  const end = history?.findIndex(({ role, is_demo: isDemo }) => role === 'assistant' && !isDemo) ?? -1
  const opening =
    end === -1 ? (history ?? []).filter(({ role }) => role !== 'assistant') : (history ?? []).slice(0, end)
  if (opening.length === 0 && asText(statement)) return [{ from: 'user', text: textOf(statement) }]
  return opening.map(({ role, content }) => ({ from: role === 'user' ? 'user' : 'harness', text: textOf(content) }))
}

const tools =
  /^(str_replace_editor|edit_anthropic|submit|open|goto|scroll_\w+|create|edit|search_\w+|find_file|exit_\w+)\b/

/** Commands of SWE-agent's own bundles have names; all else is the shell's. */
function toolOf(line: string): string {
  return tools.exec(line.trimStart())?.[1] ?? 'bash'
}
