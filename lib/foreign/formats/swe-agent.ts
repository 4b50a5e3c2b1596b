import { z } from 'zod'
import type { ForeignTrajectory, Origin } from '@/lib/foreign/foreign'
import { splitCall } from '@/lib/foreign/inline-call'
import { readInstance } from '@/lib/foreign/instance'
import { asList, asRecord, asText, type Json, parsed, readGiven, readJson, textOf } from '@/lib/foreign/json'
import { reasoningFields, tellReasoning } from '@/lib/foreign/reasoning'
import { openTelling, type Telling } from '@/lib/foreign/telling'
import { all, type Fields, unreadIn, unreadPart } from '@/lib/foreign/unread'
import type { ForeignFormat } from './format'

const ToolCall = z.looseObject({
  id: z.string().nullish(),
  function: z.looseObject({ name: z.string(), arguments: z.unknown().optional() }),
})
const SweStep = z.looseObject({
  thought: z.string().nullish(),
  response: z.unknown().optional(),
  action: z.unknown().optional(),
  observation: z.unknown().optional(),
  tool_calls: z.array(ToolCall).nullish(),
})
type SweStep = z.infer<typeof SweStep>
const SweAgent = z.looseObject({
  trajectory: z.array(SweStep),
  history: z
    .array(z.looseObject({ role: z.string(), content: z.unknown().optional(), is_demo: z.boolean().nullish() }))
    .nullish(),
  info: z.looseObject({ exit_status: z.unknown().optional(), submission: z.unknown().optional() }).nullish(),
  replay_config: z.unknown().optional(),
  problem_statement: z.unknown().optional(),
  instance_id: z.string().nullish(),
})
type SweAgent = z.infer<typeof SweAgent>

/** Answers of the model in the history say again what the steps say. */
const history = {
  ...all('role', 'is_demo', 'message_type', 'thought', 'action', 'tool_calls', 'tool_call_ids'),
  content: 'words',
  agent: new Set(['main']),
} as const satisfies Fields
const taken: Fields = {
  trajectory: {
    ...all('thought', 'action', 'response'),
    observation: 'words',
    tool_calls: { ...all('id', 'index', 'type'), function: all('name', 'arguments') },
  },
  info: all('exit_status', 'submission'),
  ...all('instance_id', 'problem_statement', 'history', 'replay_config'),
}
const configured: Fields = {
  problem_statement: all('id'),
  env: { repo: all('github_url', 'repo_name', 'base_commit') },
  agent: { model: all('name') },
}

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
  const statement = textOf(row.problem_statement)
  if (!telling.isAsked(statement)) telling.leave(['problem_statement'])
  const answers = answersOf(row)
  const submission = openSubmission(row)
  for (const [place, step] of row.trajectory.entries()) {
    tellReasoning(telling, answers?.[place] ?? {})
    tellStep(telling, step, submission)
  }
  telling.say('harness', submission.rest())
  telling.leave(unreadIn(row, taken))
  telling.leave(unreadIn(row.history, answers ? { ...history, ...reasoningFields } : history, 'history'))
  const config = asRecord(typeof row.replay_config === 'string' ? readJson(row.replay_config) : row.replay_config)
  telling.leave(unreadPart(config ?? row.replay_config, configured, 'replay_config'))
  const environment = asRecord(asRecord(config?.env)?.repo)
  const instance =
    row.instance_id ??
    asText(asRecord(config?.problem_statement)?.id) ??
    file.replace(/\.(?:traj|json|jsonl)(?:\.\w+)?$/, '')
  const told = readInstance(instance)
  const status = textOf(row.info?.exit_status)
  if (status !== '') telling.remark(`It ended with ${status}.`)
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

function tellStep(telling: Telling, step: SweStep, submission: Submission): void {
  const { thought, response, action, observation, tool_calls: calls } = step
  const line = textOf(action)
  const isCall = line.trim() !== '' || (calls?.length ?? 0) > 0
  const answer = textOf(response)
  const words = wordsOf(answer, line)
  const own = asText(thought?.trim()) ? (thought ?? '') : words
  telling.think(own)
  if (words.trim() !== '' && ![words, answer].some((text) => isSame(text, own))) telling.leave(['trajectory.response'])
  for (const { id, function: called } of calls ?? [])
    telling.act({ id, name: called.name, given: readGiven(called.arguments) })
  if (!calls?.length && isCall) telling.act({ name: toolOf(line), given: { command: line } })
  const seen = submission.seen(line, textOf(observation))
  if (isCall) telling.answer(calls?.[0]?.id, seen)
  else telling.say('harness', seen)
}

/** The answer of the model without the call in it, which is the line that was run. */
function wordsOf(answer: string, line: string): string {
  if (isSame(answer, line)) return ''
  const found = splitCall(answer)
  const isLine = found && (answer.includes('<function=') || isSame(textOf(found.call.given.command), line))
  return isLine ? found.thought : answer
}

function isSame(one: string, other: string): boolean {
  return one.replace(/\s/g, '') === other.replace(/\s/g, '')
}

type Submission = ReturnType<typeof openSubmission>

/** The patch that the agent hands in. Where it is not what its call of `submit` shows, it is put there, or at the end. */
function openSubmission({ info }: SweAgent) {
  const patch = textOf(info?.submission)
  let isTold = patch.trim() === ''
  return {
    seen(line: string, observation: string): string {
      const isAnswer = !isTold && observation.trim() === '' && toolOf(line) === 'submit'
      isTold ||= isAnswer || observation.includes(patch.trim())
      return isAnswer ? patch : observation
    },
    rest: () => (isTold ? '' : patch),
  }
}

/** The answers of the model in the history, when there is one for each step: the steps lack its reasoning. */
function answersOf({ history: said, trajectory }: SweAgent): Json[] | undefined {
  const answers = said?.filter(({ role, is_demo: isDemo }) => role === 'assistant' && !isDemo)
  return answers?.length === trajectory.length ? answers : undefined
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
