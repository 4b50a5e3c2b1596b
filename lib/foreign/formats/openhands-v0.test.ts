import { expect, test } from 'vitest'
import { brief } from '@/lib/foreign/testing/brief'
import { openHandsV0 } from './openhands-v0'

const event = (id: number, source: string, rest: object) => ({ id, timestamp: '2025-01-01T00:00:00', source, ...rest })
const response = (id: string, args: string) => ({
  model: 'claude-x',
  choices: [{ message: { tool_calls: [{ id, function: { name: 'execute_bash', arguments: args } }] } }],
})

const events = [
  event(0, 'agent', { action: 'system', args: { content: 'You are OpenHands.', tools: [] } }),
  event(1, 'user', { action: 'message', args: { content: 'Fix 🐛', image_urls: null } }),
  event(2, 'environment', { observation: 'agent_state_changed', content: '', extras: { agent_state: 'running' } }),
  event(3, 'agent', {
    action: 'run',
    args: { command: 'ls', thought: 'Look.', is_confirmed: 'confirmed' },
    tool_call_metadata: {
      function_name: 'execute_bash',
      tool_call_id: 't1',
      model_response: response('t1', '{"command": "ls"}'),
    },
  }),
  event(4, 'agent', { observation: 'run', cause: 3, content: 'a.py\r\n', extras: { metadata: { exit_code: 0 } } }),
  event(5, 'agent', {
    action: 'edit',
    args: { path: '/workspace/a.py', command: 'create', file_text: 'x\n', old_str: null },
  }),
  event(6, 'environment', { observation: 'error', cause: 5, content: 'No.', extras: {} }),
  event(7, 'agent', { action: 'think', args: { thought: 'Hm.' } }),
  event(8, 'agent', { observation: 'think', cause: 7, content: 'Logged.', extras: {} }),
  event(9, 'agent', { action: 'teleport', args: { to: 'home' } }),
  event(10, 'agent', { mystery: true }),
  event(11, 'agent', { action: 'finish', args: { final_thought: 'Done.', outputs: {} } }),
]

test('events of a file: calls as the model made them, observations where they are caused, bookkeeping counted', () => {
  expect(openHandsV0.recognize(events[3])).toBe('event')
  const told = openHandsV0.read(events, { file: 'x.json' })
  expect(told).toMatchObject({ agent: 'OpenHands', model: 'claude-x', request: 'You are OpenHands.\n\nFix 🐛' })
  expect(brief(told)).toEqual([
    '0 think Look.',
    '0 act execute_bash {"command":"ls"}',
    '0 answer of execute_bash: a.py\r\n',
    '0 act edit {"path":"/workspace/a.py","command":"create","file_text":"x\\n"}',
    '0 answer of edit!: No.',
    '0 act think {"thought":"Hm."}',
    '0 answer of think: Logged.',
    '0 act teleport {"to":"home"}',
    expect.stringMatching(/^0 harness: event\n\{\n {2}"id": 10/),
    '0 act finish {"final_thought":"Done.","outputs":{}}',
  ])
  expect(told.remarks).toEqual([
    'Records of the kind event are not known: they are shown as they are.',
    '1 of its calls have no result.',
    'No steps: agent_state_changed.',
  ])
})

test('a row of an evaluation holds them in its history, in pairs too, and says the repository and the commit', () => {
  const pairs = [
    [events[1], null],
    [events[3], events[4]],
  ]
  const row = {
    instance_id: 'a__b-1',
    instance: { repo: 'a/b', base_commit: 'c0ffee' },
    history: pairs,
    test_result: {},
  }
  expect(openHandsV0.recognize(row)).toBe('trajectory')
  const told = openHandsV0.read([row], { file: 'output.jsonl' })
  expect(told).toMatchObject({ repository: 'a/b', commit: 'c0ffee', instance: 'a__b-1' })
  expect(brief(told)).toHaveLength(4)
})
