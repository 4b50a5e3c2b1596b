import { z } from 'zod'
import type { ForeignTrajectory } from '@/lib/foreign/foreign'
import { asRecord, asText, parsed, readGiven, textOf } from '@/lib/foreign/json'
import { openTelling, type Telling } from '@/lib/foreign/telling'
import { all, type Fields, unreadIn } from '@/lib/foreign/unread'
import type { ForeignFormat } from './format'

const Result = z.looseObject({
  source_call_id: z.string().nullish(),
  content: z.unknown().optional(),
  subagent_trajectory_ref: z
    .array(
      z.looseObject({
        trajectory_id: z.string().nullish(),
        session_id: z.string().nullish(),
        trajectory_path: z.string().nullish(),
      }),
    )
    .nullish(),
})
const AtifStep = z.looseObject({
  source: z.string(),
  message: z.unknown().optional(),
  reasoning_content: z.string().nullish(),
  tool_calls: z
    .array(
      z.looseObject({
        tool_call_id: z.string().nullish(),
        function_name: z.string(),
        arguments: z.unknown().optional(),
      }),
    )
    .nullish(),
  observation: z.looseObject({ results: z.array(Result).nullish() }).nullish(),
})
type AtifStep = z.infer<typeof AtifStep>
const Atif = z.looseObject({
  schema_version: z.string(),
  trajectory_id: z.string().nullish(),
  session_id: z.string().nullish(),
  agent: z.looseObject({ name: z.string().nullish(), model_name: z.string().nullish() }).nullish(),
  steps: z.array(AtifStep),
  get subagent_trajectories() {
    return z.array(Atif).nullish()
  },
  extra: z.record(z.string(), z.unknown()).nullish(),
})
type Atif = z.infer<typeof Atif>

const subTaken = all('schema_version', 'trajectory_id', 'session_id', 'steps', 'subagent_trajectories')
const rootTaken: Fields = {
  ...subTaken,
  agent: all('name', 'model_name'),
  extra: all('repository', 'commit', 'license'),
}
const stepTaken: Fields = {
  ...all('step_id', 'source'),
  message: 'words',
  tool_calls: all('tool_call_id', 'function_name', 'arguments'),
  is_copied_context: new Set([false]),
  observation: {
    results: {
      source_call_id: 'all',
      content: 'words',
      subagent_trajectory_ref: all('trajectory_id', 'session_id', 'trajectory_path'),
    },
  },
}
const agentTaken: Fields = { ...stepTaken, reasoning_content: 'all' }

/** Harbor's ATIF, with sub-agents where the results of calls refer to them. */
export const atif: ForeignFormat = {
  title: 'ATIF',
  hint: 'Harbor’s agent trajectories, v1.0 to v1.7: JSON or JSONL',
  usual: 'trajectory',
  recognize: (record) => (asText(asRecord(record)?.schema_version)?.startsWith('ATIF') ? 'trajectory' : undefined),
  read: ([record]) => readAtif(parsed(Atif, record, 'an ATIF trajectory')),
}

function readAtif(root: Atif): ForeignTrajectory {
  const telling = openTelling()
  const others = new Map<string, Atif>()
  const gather = ({ subagent_trajectories: subs }: Atif) => {
    for (const sub of subs ?? []) {
      const name = sub.trajectory_id ?? sub.session_id
      const isOwn = name && !others.has(name)
      others.set(isOwn ? name : `sub-agent ${others.size + 1}`, sub)
      telling.leave(unreadIn(sub, subTaken, 'subagent_trajectories'))
      gather(sub)
    }
  }
  telling.leave(unreadIn(root, rootTaken))
  gather(root)
  const model = root.agent?.model_name
  const visit = (steps: readonly AtifStep[], run: number) => {
    for (const step of steps) {
      tell(telling, step, run)
      const taken = step.source === 'agent' ? agentTaken : stepTaken
      telling.leave(unreadIn(step, { ...taken, model_name: new Set([model]) }, 'steps'))
      for (const { source_call_id: id, subagent_trajectory_ref: refs } of step.observation?.results ?? [])
        for (const { trajectory_id: name, session_id: session, trajectory_path: path } of refs ?? [])
          enter(name ?? session ?? path ?? '', id ?? null, run)
    }
  }
  const enter = (name: string, callId: string | null, run: number) => {
    const sub = others.get(name)
    if (!sub) return telling.remark(`The trajectory of the sub-agent ${name} is not in the file.`)
    others.delete(name)
    visit(sub.steps, telling.begin(callId, run))
  }
  visit(root.steps, 0)
  // Nobody refers to these.
  for (const [name] of [...others]) enter(name, null, 0)
  const { repository, commit, license } = root.extra ?? {}
  return {
    agent: root.agent?.name ?? 'ATIF agent',
    model: model ?? null,
    repository: asText(repository) ?? null,
    commit: asText(commit) ?? null,
    instance: root.trajectory_id ?? root.session_id ?? null,
    licence: asText(license) ?? null,
    folder: null,
    ...telling.finish(),
  }
}

function tell(telling: Telling, step: AtifStep, run: number): void {
  const message = textOf(step.message)
  if (step.source !== 'agent') telling.say(step.source === 'user' ? 'user' : 'harness', message, run)
  else {
    telling.think(step.reasoning_content ?? '', run)
    telling.think(message, run)
  }
  const calls = step.tool_calls ?? []
  for (const { tool_call_id: id, function_name: name, arguments: given } of calls)
    telling.act({ id, name, given: readGiven(given) }, run)
  for (const { source_call_id: id, content, subagent_trajectory_ref: refs } of step.observation?.results ?? []) {
    // Where a sub-agent answers, an empty one stands for what it did.
    if (content === undefined || content === null || (content === '' && refs?.length)) continue
    if (calls.length === 0 && !id) telling.say('harness', textOf(content), run)
    else telling.answer(id ?? calls[0]?.tool_call_id, textOf(content), { run })
  }
}
