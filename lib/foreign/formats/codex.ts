import type { ForeignTrajectory } from '@/lib/foreign/foreign'
import { repositoryOf } from '@/lib/foreign/instance'
import { asList, asRecord, asText, type Json, readGiven, readJson, tableOf, textOf } from '@/lib/foreign/json'
import { openTelling, type Telling } from '@/lib/foreign/telling'
import { all, type Fields, unreadIn } from '@/lib/foreign/unread'
import type { ForeignFormat } from './format'

const kinds = new Set(['session_meta', 'response_item', 'turn_context', 'event_msg', 'compacted'])

/** A session of Codex, as it lies in `~/.codex/sessions`: items in envelopes; those of the first versions have none. */
export const codex: ForeignFormat = {
  title: 'Codex',
  hint: 'A rollout of ~/.codex/sessions: JSONL',
  usual: 'event',
  recognize(record) {
    const line = asRecord(record)
    const kind = asText(line?.type)
    if (kind && kinds.has(kind) && asRecord(line?.payload)) return 'event'
    return line && 'instructions' in line && 'timestamp' in line && 'id' in line ? 'event' : undefined
  },
  read: (records) => readSession(records),
}

const envelopeTaken = all('type', 'payload', 'ordinal')
const metaTaken: Fields = {
  ...all('id', 'session_id', 'cwd', 'instructions'),
  base_instructions: 'words',
  git: all('commit_hash', 'repository_url'),
}

function readSession(records: readonly unknown[]): ForeignTrajectory {
  const telling = openTelling()
  let meta: Json = {}
  let model: string | null = null
  for (const record of records) {
    const line = asRecord(record)
    if (!line) {
      telling.raw('line', record)
      continue
    }
    const payload = asRecord(line.payload) ?? line
    if (payload !== line) telling.leave(unreadIn(line, envelopeTaken))
    if (line.type === 'session_meta' || ('instructions' in line && line.payload === undefined)) {
      telling.leave(unreadIn(payload, metaTaken, 'session_meta'))
      meta = { ...payload, ...meta }
      for (const told of new Set([payload.base_instructions, payload.instructions].map(textOf)))
        telling.say('harness', told)
    } else if (line.type === 'turn_context') {
      model ??= asText(payload.model) ?? null
      const taken = { type: 'all', turn_id: 'all', model: new Set([model]), cwd: new Set([meta.cwd]) } as const
      telling.leave(unreadIn(payload, taken, 'turn_context'))
    }
    // These repeat what the items say, for whoever watches.
    else if (line.type === 'event_msg') telling.skip(`event_msg ${textOf(payload.type)}`)
    else if (line.type === 'compacted') {
      telling.say('harness', textOf(payload.message))
      telling.leave(unreadIn(payload, all('message'), 'compacted'))
    } else tellItem(telling, payload)
  }
  const git = asRecord(meta.git) ?? {}
  const address = asText(git.repository_url)
  const folder = asText(meta.cwd) ?? null
  return {
    agent: 'Codex',
    model,
    repository: address ? repositoryOf(address) : folder && (folder.split('/').filter(Boolean).at(-1) ?? null),
    commit: asText(git.commit_hash) ?? null,
    instance: asText(meta.id) ?? null,
    licence: null,
    folder,
    ...telling.finish(),
  }
}

type Teller = {
  /** What `tell` takes of an item, besides what all of them have. */
  taken: Fields
  tell(telling: Telling, item: Json): void
}

const itemTaken: Fields = { ...all('type', 'id', 'call_id'), status: new Set(['completed']) }

/** By the type of an item. What is not here is shown as it is. */
const tellers = tableOf<Teller>({
  message: {
    taken: { role: 'all', content: 'words' },
    tell(telling, { role, content }) {
      if (role === 'assistant') telling.think(textOf(content))
      else telling.say(role === 'user' ? 'user' : 'harness', textOf(content))
    },
  },
  reasoning: {
    taken: { summary: 'words', content: 'words', encrypted_content: 'all' },
    tell(telling, { summary, content, encrypted_content: encrypted }) {
      telling.think([...(asList(summary) ?? []), ...(asList(content) ?? [])].map(textOf).join('\n\n'))
      // A summary is not what was thought.
      if (encrypted && textOf(content).trim() === '') telling.hide()
    },
  },
  function_call: called('function', 'arguments'),
  custom_tool_call: called('tool', 'input'),
  local_shell_call: called('local_shell', 'action'),
  web_search_call: called('web_search', 'action'),
  function_call_output: output(),
  custom_tool_call_output: output(),
  local_shell_call_output: output(),
})

/** A call whose arguments stand in a field; `usual` is the name of one that has none. */
function called(usual: string, field: string): Teller {
  return {
    taken: all('name', field),
    tell: (telling, { call_id: id, id: own, name, [field]: given }) =>
      telling.act({ id: asText(id) ?? asText(own), name: asText(name) ?? usual, given: readGiven(given) }),
  }
}

function output(): Teller {
  return { taken: { output: 'words' }, tell: tellOutput }
}

function tellItem(telling: Telling, item: Json): void {
  const kind = asText(item.type)
  const teller = tellers.get(kind ?? '')
  if (teller) {
    telling.leave(unreadIn(item, { ...itemTaken, ...teller.taken }, kind))
    teller.tell(telling, item)
  } else if (item.record_type === 'state' || kind === 'ghost_snapshot') telling.skip(kind ?? 'state')
  else telling.raw(kind ?? 'item', item)
}

/** The output of a shell is a JSON text of its own, with the exit code beside it. */
function tellOutput(telling: Telling, { call_id: id, output }: Json): void {
  const told = asRecord(typeof output === 'string' ? readJson(output) : output)
  const code = asRecord(told?.metadata)?.exit_code
  const isError = (typeof code === 'number' && code !== 0) || told?.success === false
  const field = ['output', 'content'].find((name) => (told?.[name] ?? null) !== null)
  if (field) telling.leave(unreadIn(told, { ...shellTaken, [field]: 'words' }, 'output'))
  telling.answer(asText(id), textOf(field ? told?.[field] : output), { isError })
}

const shellTaken: Fields = { success: new Set([false, true]), metadata: { exit_code: new Set([0, 1]) } }
