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
    'Fields that are no steps are not kept: timestamp (10).',
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

const without = ({ timestamp: _, ...rest }: ReturnType<typeof event>) => rest

test('extras, metrics, pictures and other fields are told; plain events have nothing to tell', () => {
  const [, user, , call, output] = events.map((each) => without(each as ReturnType<typeof event>))
  const plain = [user, call, output]
  expect(openHandsV0.read(plain, { file: 'x' }).remarks).toEqual([])
  const row = {
    instance_id: 'a__b-1',
    instruction: 'Fix 🐛',
    instance: { repo: 'a/b', base_commit: 'c', problem_statement: 'Fix', patch: 'diff' },
    metadata: { llm_config: { model: 'm', temperature: 0 } },
    history: [
      { ...user, args: { content: 'Fix 🐛', image_urls: ['data:'] } },
      { ...call, llm_metrics: { cost: 1 } },
      { ...output, extras: { metadata: { exit_code: 2, working_dir: '/w' } } },
    ],
    error: 'Stuck.',
    test_result: { git_patch: 'diff' },
  }
  expect(openHandsV0.read([row], { file: 'x' })).toMatchObject({
    model: 'm',
    remarks: [
      'It ended with an error: Stuck.',
      'Fields that are no steps are not kept: args.image_urls, llm_metrics, extras.metadata.exit_code, ' +
        'extras.metadata.working_dir, instance.patch, test_result.git_patch, metadata.',
    ],
  })
})

test('an answer of the model is told once: its reasoning, and words that its harness made nothing of', () => {
  const calls = ['t1', 't2'].map((id) => ({ id, function: { name: 'think', arguments: `{"thought": "${id}"}` } }))
  const message = { role: 'assistant', content: 'Well.', reasoning_content: 'Deep.', tool_calls: calls }
  const metadata = (id: string) => ({
    function_name: 'think',
    tool_call_id: id,
    model_response: { id: 'r1', model: 'm', choices: [{ message }] },
  })
  const think = (id: number, call: string, thought: string) => ({
    ...without(event(id, 'agent', { action: 'think', args: { thought } })),
    tool_call_metadata: metadata(call),
  })
  const told = openHandsV0.read([think(1, 't1', 'Well.\nt1'), think(2, 't2', 't2')], { file: 'x' })
  expect(brief(told)).toEqual([
    '0 think Deep.',
    '0 think Well.',
    '0 act think {"thought":"t1"}',
    '0 act think {"thought":"t2"}',
  ])
  expect(told.remarks).toEqual(['1 of its calls have no result.'])
})
