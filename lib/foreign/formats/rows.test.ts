import { describe, expect, test } from 'vitest'
import { brief } from '@/lib/foreign/testing/brief'
import { rows } from './rows'

const read = (record: unknown) => rows.read([record], { file: 'a.jsonl' })

describe('Nebius and Open-SWE-Traces', () => {
  const call = (id: string, given: unknown) => ({
    id,
    type: 'function',
    function: { name: 'str_replace_editor', arguments: given },
  })
  const messages = [
    { role: 'system', content: 'You are OpenHands agent.', tool_calls: null, tool_call_id: null, name: null },
    { role: 'user', content: 'Fix 🐛', tool_calls: null, tool_call_id: null, name: null },
    {
      role: 'assistant',
      content: null,
      tool_calls: [call('1', '{"command": "view", "path": "/w/a.py", "view_range": null}')],
      name: null,
    },
    { role: 'tool', content: 'x\r\n', tool_calls: null, tool_call_id: '1', name: 'str_replace_editor' },
    {
      role: 'assistant',
      content: 'Now.',
      tool_calls: [call('2', { command: 'create', path: '/w/b', file_text: '', old_str: null })],
      name: null,
    },
    { role: 'assistant', content: 'Done.', tool_calls: [], name: null },
  ]
  test('calls as strings and as objects filled with nulls, and a result that is missing', () => {
    const row = {
      trajectory_id: 't',
      instance_id: 'o__n-24',
      repo: 'o/n',
      trajectory: messages,
      tools: [],
      model_patch: 'diff',
      resolved: 1,
      gen: null,
    }
    expect(rows.recognize(row)).toBe('trajectory')
    const told = read(row)
    expect(told).toMatchObject({
      agent: 'OpenHands',
      repository: 'o/n',
      instance: 'o__n-24',
      request: 'You are OpenHands agent.\n\nFix 🐛',
    })
    expect(brief(told)).toEqual([
      '0 act str_replace_editor {"command":"view","path":"/w/a.py","view_range":null}',
      '0 answer of str_replace_editor: x\r\n',
      '0 think Now.',
      '0 act str_replace_editor {"command":"create","path":"/w/b","file_text":""}',
      '0 think Done.',
    ])
    expect(told.remarks).toEqual([
      '1 of its calls have no result.',
      'Fields that are no steps are not kept: model_patch, resolved.',
    ])
  })

  test('SWE-agent rows, whose commands stand in the words', () => {
    const none = { cutoff_date: null, mask: false }
    const told = read({
      instance_id: 'o__n-7',
      model_name: 'swe-agent-llama-70b',
      target: true,
      trajectory: [
        { ...none, role: 'system', system_prompt: 'SETTING', text: null },
        { ...none, role: 'user', system_prompt: null, text: 'Fix it.' },
        { ...none, role: 'ai', system_prompt: null, text: 'Look.\n```\nls -a\n```' },
        { ...none, role: 'user', system_prompt: null, text: 'a.py' },
      ],
    })
    expect(told).toMatchObject({
      agent: 'SWE-agent',
      model: 'swe-agent-llama-70b',
      repository: 'o/n',
      request: 'SETTING\n\nFix it.',
    })
    expect(brief(told)).toEqual(['0 think Look.', '0 act bash {"command":"ls -a\\n"}', '0 answer of bash: a.py'])
  })
})

describe('SWE-smith', () => {
  test('messages as a JSON text, calls in the words, repository and commit in the name', () => {
    const messages = [
      {
        role: 'system',
        content: [{ type: 'text', text: 'You are a helpful assistant.' }],
        agent: 'main',
        message_type: 'system_prompt',
      },
      { role: 'user', content: [{ type: 'text', text: 'Fix it.' }], agent: 'main', message_type: 'observation' },
      {
        role: 'assistant',
        content: 'Look.\n\n<function=bash>\n<parameter=command>ls\n-a</parameter>\n</function>',
        agent: 'main',
      },
      { role: 'user', content: 'OBSERVATION:\na.py', agent: 'main' },
      { role: 'assistant', content: 'That is all.', agent: 'main' },
    ]
    const row = {
      messages: JSON.stringify(messages),
      instance_id: 'oauthlib__oauthlib.1fd52536.combine_file__09vlzwgc',
      resolved: true,
      model: 'claude',
      traj_id: 'x.1',
      patch: '',
    }
    expect(rows.recognize(row)).toBe('trajectory')
    const told = read(row)
    expect(told).toMatchObject({
      agent: 'SWE-agent',
      model: 'claude',
      repository: 'oauthlib/oauthlib',
      commit: '1fd52536',
    })
    expect(brief(told)).toEqual([
      '0 think Look.',
      '0 act bash {"command":"ls\\n-a"}',
      '0 answer of bash: OBSERVATION:\na.py',
      '0 think That is all.',
    ])
  })
})

test('a role that nobody knows is shown as it is; what is broken is refused', () => {
  expect(
    brief(
      read({
        messages: [
          { role: 'user', content: 'Go' },
          { role: 'critic', content: 'No' },
        ],
      }),
    )[0],
  ).toContain('critic')
  expect(() => read({ messages: [] })).toThrow('a list of messages')
  expect(() => read({ messages: '{' })).toThrow('a list of messages')
})

test('fields of messages are told with those of the row; a plain row has nothing to tell', () => {
  const run = { id: '1', type: 'function', function: { name: 'bash', arguments: '{"command":"ls"}' } }
  const messages = [
    { role: 'user', content: 'Go', tool_calls: null },
    {
      role: 'assistant',
      content: 'Look.',
      reasoning_content: '',
      reasoning: 'Deep.',
      thought: 'Look.',
      tool_calls: [run],
    },
    { role: 'tool', name: 'bash', content: 'a.py', tool_call_id: '1' },
  ]
  const plain = read({ id: 'x', repo: 'o/n', repository: 'o/n', messages, tools: [] })
  expect(brief(plain)[0]).toBe('0 think Deep.')
  expect(plain.remarks).toEqual([])
  const told = read({
    id: 'x',
    agent: 'a',
    scaffold: 'b',
    messages: messages.map((message) => ({ ...message, text: 'Other words.', mask: false, cost: {} })),
    conversations: [{ role: 'user', content: 'Another one.' }],
    tools: [{ name: 'bash' }],
  })
  expect(told.remarks).toEqual([
    'Fields that are no steps are not kept: messages.text (3), messages.mask (3), scaffold, conversations, tools.',
  ])
})

test('what stands in a call beside its parameters is given too', () => {
  const messages = [
    { role: 'user', content: 'Go' },
    { role: 'assistant', content: '<function=bash>ls -a</function>' },
  ]
  expect(brief(read({ messages }))).toEqual(['0 act bash {"input":"ls -a"}'])
})
