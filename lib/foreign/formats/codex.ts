import type { ForeignTrajectory } from '@/lib/foreign/foreign'
import { repositoryOf } from '@/lib/foreign/instance'
import { asList, asRecord, asText, type Json, readGiven, readJson, tableOf, textOf } from '@/lib/foreign/json'
import { openTelling, type Telling } from '@/lib/foreign/telling'
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
    if (line.type === 'session_meta' || ('instructions' in line && line.payload === undefined)) {
      meta = { ...payload, ...meta }
      const instructions = textOf(payload.instructions) || textOf(asRecord(payload.base_instructions)?.text)
      telling.say('harness', instructions)
    } else if (line.type === 'turn_context') model ??= asText(payload.model) ?? null
    // These repeat what the items say, for whoever watches.
    else if (line.type === 'event_msg') telling.skip(`event_msg ${textOf(payload.type)}`)
    else if (line.type === 'compacted') telling.say('harness', textOf(payload.message))
    else tellItem(telling, payload)
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

/** By the type of an item. What is not here is shown as it is. */
const tellers = tableOf<(telling: Telling, item: Json) => void>({
  message(telling, { role, content }) {
    if (role === 'assistant') telling.think(textOf(content))
    else telling.say(role === 'user' ? 'user' : 'harness', textOf(content))
  },
  reasoning(telling, { summary, content, encrypted_content: encrypted }) {
    const words = [...(asList(summary) ?? []), ...(asList(content) ?? [])].map(textOf).join('\n\n')
    telling.think(words)
    if (words === '' && encrypted) telling.remark('Some of its thoughts are encrypted.')
  },
  function_call: (telling, { call_id: id, name, arguments: given }) =>
    telling.act({ id: asText(id), name: asText(name) ?? 'function', given: readGiven(given) }),
  custom_tool_call: (telling, { call_id: id, name, input }) =>
    telling.act({ id: asText(id), name: asText(name) ?? 'tool', given: readGiven(input) }),
  local_shell_call: (telling, { call_id: id, action }) =>
    telling.act({ id: asText(id), name: 'local_shell', given: readGiven(action) }),
  web_search_call: (telling, { id, action }) =>
    telling.act({ id: asText(id), name: 'web_search', given: readGiven(action) }),
  function_call_output: (telling, item) => tellOutput(telling, item),
  custom_tool_call_output: (telling, item) => tellOutput(telling, item),
  local_shell_call_output: (telling, item) => tellOutput(telling, item),
})

function tellItem(telling: Telling, item: Json): void {
  const kind = asText(item.type)
  const teller = tellers.get(kind ?? '')
  if (teller) teller(telling, item)
  else if (item.record_type === 'state' || kind === 'ghost_snapshot') telling.skip(kind ?? 'state')
  else telling.raw(kind ?? 'item', item)
}

/** The output of a shell is a JSON text of its own, with the exit code beside it. */
function tellOutput(telling: Telling, { call_id: id, output }: Json): void {
  const told = asRecord(typeof output === 'string' ? readJson(output) : output)
  const code = asRecord(told?.metadata)?.exit_code
  const isError = (typeof code === 'number' && code !== 0) || told?.success === false
  const isShell = told !== undefined && ('output' in told || 'content' in told)
  telling.answer(asText(id), textOf(isShell ? (told.output ?? told.content) : output), { isError })
}
