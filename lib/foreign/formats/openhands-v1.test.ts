import { expect, test } from 'vitest'
import { brief } from '@/lib/foreign/testing/brief'
import { openHandsV1 } from './openhands-v1'

const text = (value: string) => [{ type: 'text', text: value }]
const events = [
  {
    kind: 'SystemPromptEvent',
    source: 'agent',
    system_prompt: { type: 'text', text: 'You are OpenHands.' },
    tools: [],
  },
  { kind: 'MessageEvent', source: 'user', llm_message: { role: 'user', content: text('Fix 🐛') } },
  { kind: 'ConversationStateUpdateEvent', key: 'x', value: 1 },
  {
    kind: 'ActionEvent',
    source: 'agent',
    thought: text('Look.'),
    reasoning_content: 'Deep.',
    action: { kind: 'TerminalAction', command: 'ls' },
    tool_name: 'terminal',
    tool_call_id: 'c1',
    tool_call: { id: 'c1', name: 'terminal', arguments: '{"command": "ls", "is_input": null}' },
  },
  {
    kind: 'ObservationEvent',
    tool_name: 'terminal',
    tool_call_id: 'c1',
    observation: { content: text('a.py\r\n'), exit_code: 0 },
  },
  {
    kind: 'ActionEvent',
    tool_name: 'file_editor',
    tool_call_id: 'c2',
    action: { kind: 'FileEditorAction', command: 'view', path: '/w/a', old_str: null },
    thought: [],
  },
  { kind: 'AgentErrorEvent', tool_call_id: 'c2', error: 'No such file.' },
  { kind: 'FutureEvent', value: 7 },
  { kind: 'MessageEvent', source: 'agent', llm_message: { role: 'assistant', content: text('Done.') } },
]

test('actions with their observations by the id of the call, errors as such, unknown kinds as they are', () => {
  expect(openHandsV1.recognize(events[3])).toBe('event')
  const told = openHandsV1.read(events, { file: 'x.jsonl' })
  expect(told.request).toBe('You are OpenHands.\n\nFix 🐛')
  expect(brief(told)).toEqual([
    '0 think Deep.',
    '0 think Look.',
    '0 act terminal {"command":"ls","is_input":null}',
    '0 answer of terminal: a.py\r\n',
    '0 act file_editor {"command":"view","path":"/w/a"}',
    '0 answer of file_editor!: No such file.',
    '0 harness: FutureEvent\n{\n  "kind": "FutureEvent",\n  "value": 7\n}',
    '0 think Done.',
  ])
  expect(told.remarks).toEqual([
    'Records of the kind FutureEvent are not known: they are shown as they are.',
    'No steps: ConversationStateUpdateEvent.',
  ])
})

test('a row holds them in its history', () => {
  const row = { instance_id: 'a__b-1', history: events, metadata: { llm: { model: 'qwen' } } }
  expect(openHandsV1.recognize(row)).toBe('trajectory')
  expect(openHandsV1.read([row], { file: 'x' })).toMatchObject({ repository: 'a/b', model: 'qwen', instance: 'a__b-1' })
})

test('what surrounds a message and the thinking of a model are steps; other fields are told; plain events have nothing to tell', () => {
  const [prompt, message, , action, observation] = events
  expect(openHandsV1.read([prompt, message, action, observation], { file: 'x' }).remarks).toEqual([])
  const thinking = [
    { type: 'thinking', thinking: 'Hard.', signature: 'abc' },
    { type: 'redacted_thinking', data: 'gAAA' },
  ]
  const told = openHandsV1.read(
    [
      { ...prompt, dynamic_context: { type: 'text', text: 'Today.' }, tools: [{ name: 'terminal' }] },
      { ...message, extended_content: text('A skill.'), activated_skills: ['x'], timestamp: 't' },
      { ...action, reasoning_content: null, thinking_blocks: thinking, security_risk: 'HIGH', timestamp: 't' },
      { ...observation, observation: { content: text('a'), exit_code: 2, metadata: { exit_code: 2, pid: 7 } } },
    ],
    { file: 'x' },
  )
  expect(told.request).toBe('You are OpenHands.\nToday.\n\nFix 🐛\nA skill.')
  expect(brief(told).slice(0, 2)).toEqual(['0 think Hard.', '0 think Look.'])
  expect(told.remarks).toEqual([
    'Some of its thoughts are encrypted.',
    'Fields that are no steps are not kept: tools, activated_skills, timestamp (2), security_risk, observation.exit_code, ' +
      'observation.metadata.pid.',
  ])
})
