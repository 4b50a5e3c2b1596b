import { expect, test } from 'vitest'
import { brief } from '@/lib/foreign/testing/brief'
import { codex } from './codex'

const envelope = (type: string, payload: object) => ({ timestamp: '2025-12-08T00:37:46.102Z', type, payload })
const item = (payload: object) => envelope('response_item', payload)
const part = (type: string, text: string) => [{ type, text }]

const lines = [
  envelope('session_meta', {
    id: 's1',
    cwd: '/home/me/app',
    base_instructions: { text: 'You are Codex.' },
    git: { commit_hash: 'c0ffee', repository_url: 'git@github.com:o/n.git' },
  }),
  envelope('turn_context', { model: 'gpt-x', cwd: '/home/me/app' }),
  item({ type: 'message', role: 'developer', content: part('input_text', 'Sandbox.') }),
  item({ type: 'message', role: 'user', content: part('input_text', 'Fix 🐛') }),
  envelope('event_msg', { type: 'user_message', message: 'Fix 🐛' }),
  item({ type: 'reasoning', summary: part('summary_text', '**Look**'), content: null, encrypted_content: 'gAAA' }),
  item({ type: 'reasoning', summary: [], encrypted_content: 'gAAA' }),
  item({ type: 'function_call', name: 'shell', arguments: '{"command":["ls"]}', call_id: 'c1' }),
  item({ type: 'function_call_output', call_id: 'c1', output: '{"output":"a.py\\r\\n","metadata":{"exit_code":2}}' }),
  item({ type: 'custom_tool_call', name: 'apply_patch', input: '*** Begin Patch\n*** End Patch', call_id: 'c2' }),
  item({ type: 'custom_tool_call_output', call_id: 'c2', output: 'ok' }),
  item({ type: 'telepathy', value: 1 }),
  item({ type: 'function_call', name: 'exec_command', arguments: '{not json', call_id: 'c3' }),
  item({ type: 'message', role: 'assistant', content: part('output_text', 'Done.') }),
]

test('items with their outputs, exit codes as errors, what repeats them counted, unknown kinds as they are', () => {
  expect(codex.recognize(lines[0])).toBe('event')
  const told = codex.read(lines, { file: 'rollout.jsonl' })
  expect(told).toMatchObject({
    agent: 'Codex',
    model: 'gpt-x',
    repository: 'o/n',
    commit: 'c0ffee',
    instance: 's1',
    request: 'You are Codex.\n\nSandbox.\n\nFix 🐛',
  })
  expect(brief(told)).toEqual([
    '0 think **Look**',
    '0 act shell {"command":["ls"]}',
    '0 answer of shell!: a.py\r\n',
    '0 act apply_patch {"input":"*** Begin Patch\\n*** End Patch"}',
    '0 answer of apply_patch: ok',
    '0 harness: telepathy\n{\n  "type": "telepathy",\n  "value": 1\n}',
    '0 act exec_command {"input":"{not json"}',
    '0 think Done.',
  ])
  expect(told.remarks).toEqual([
    'Some of its thoughts are encrypted.',
    'Records of the kind telepathy are not known: they are shown as they are.',
    '1 of its calls have no result.',
    'No steps: event_msg user_message.',
    'Fields that are no steps are not kept: timestamp (14), output.metadata.exit_code.',
  ])
})

test('the first versions have items without envelopes', () => {
  const first = { id: 's', timestamp: '2025', instructions: 'Be good.', git: {} }
  expect(codex.recognize(first)).toBe('event')
  const told = codex.read(
    [first, { type: 'message', role: 'user', content: part('input_text', 'Go') }, { record_type: 'state' }],
    { file: 'x' },
  )
  expect(told).toMatchObject({ request: 'Be good.\n\nGo', steps: [] })
})

test('what envelopes, turns, items and outputs hold besides is told; a plain session has nothing to tell', () => {
  const bare = (type: string, payload: object) => ({ type, payload })
  const say = { type: 'message', role: 'user', content: part('input_text', 'Go') }
  const run = { type: 'function_call', id: 'i', name: 'shell', arguments: '{}', call_id: 'c', status: 'completed' }
  const output = { type: 'function_call_output', call_id: 'c', output: '{"output":"ok","metadata":{"exit_code":0}}' }
  const meta = { id: 's', cwd: '/w', base_instructions: { text: 'Be good.' }, instructions: 'Use tabs.' }
  const turn = { model: 'm', cwd: '/w' }
  const items = [say, run, output].map((payload) => bare('response_item', payload))
  const plain = codex.read([bare('session_meta', meta), bare('turn_context', turn), ...items], { file: 'x' })
  expect(plain).toMatchObject({ request: 'Be good.\n\nUse tabs.\n\nGo', remarks: [] })
  const told = codex.read(
    [
      bare('session_meta', { ...meta, cli_version: '1' }),
      bare('turn_context', { ...turn, effort: 'high' }),
      bare('turn_context', { ...turn, model: 'n', effort: 'low' }),
      bare('compacted', { message: 'In short.', replacement_history: [say] }),
      bare('response_item', { ...run, namespace: 'n', status: 'incomplete' }),
      bare('response_item', { ...output, output: '{"output":"ok","metadata":{"exit_code":0,"duration_seconds":2}}' }),
    ],
    { file: 'x' },
  )
  expect(told.remarks).toEqual([
    'Fields that are no steps are not kept: session_meta.cli_version, turn_context.effort (2), turn_context.model, ' +
      'compacted.replacement_history, function_call.status, function_call.namespace, output.metadata.duration_seconds.',
  ])
})
