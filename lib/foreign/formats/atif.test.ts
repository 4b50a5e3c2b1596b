import { expect, test } from 'vitest'
import { brief } from '@/lib/foreign/testing/brief'
import { atif } from './atif'

const read = (record: unknown) => atif.read([record], { file: 'a.json' })

const agent = { name: 'terminus', model_name: 'some-model' }

test('steps, reasoning, calls made at once with their answers, and what nobody answers', () => {
  const trajectory = {
    schema_version: 'ATIF-v1.7',
    trajectory_id: 'task-1',
    agent,
    steps: [
      { step_id: 1, source: 'system', message: 'Be brief.' },
      { step_id: 2, source: 'user', message: [{ type: 'text', text: 'Fix the 🐛\r\n' }] },
      {
        step_id: 3,
        source: 'agent',
        message: 'Both files.',
        reasoning_content: 'Look first.',
        tool_calls: [
          { tool_call_id: 'a', function_name: 'Read', arguments: { file_path: '/w/a.py' } },
          { tool_call_id: 'b', function_name: 'Read', arguments: '{"file_path": "/w/b.py"}' },
          { tool_call_id: 'c', function_name: 'Read', arguments: null },
        ],
        observation: {
          results: [
            { source_call_id: 'b', content: 'B' },
            {
              source_call_id: 'a',
              content: [
                { type: 'text', text: 'A' },
                { type: 'image', source: {} },
              ],
            },
          ],
        },
      },
      { step_id: 4, source: 'user', message: 'Go on.' },
      { step_id: 5, source: 'agent', message: 'Done.' },
    ],
  }
  expect(atif.recognize(trajectory)).toBe('trajectory')
  const told = read(trajectory)
  expect(told).toMatchObject({ agent: 'terminus', model: 'some-model', instance: 'task-1' })
  expect(told.request).toBe('Be brief.\n\nFix the 🐛\r\n')
  expect(brief(told)).toEqual([
    '0 think Look first.',
    '0 think Both files.',
    '0 act Read {"file_path":"/w/a.py"}',
    '0 answer of Read: A\n[image, not kept]',
    '0 act Read {"file_path":"/w/b.py"}',
    '0 answer of Read: B',
    '0 act Read {}',
    '0 user: Go on.',
    '0 think Done.',
  ])
  expect(told.remarks).toEqual(['1 of its calls have no result.', '1 pictures are not kept.'])
})

test('a sub-agent works between the call that refers to it and the answer; one that nobody refers to is not lost', () => {
  const sub = (id: string, message: string) => ({
    schema_version: 'ATIF-v1.7',
    trajectory_id: id,
    agent,
    steps: [{ step_id: 1, source: 'agent', message }],
  })
  const told = read({
    schema_version: 'ATIF-v1.7',
    trajectory_id: 'root',
    agent,
    steps: [
      { step_id: 1, source: 'user', message: 'Go' },
      {
        step_id: 2,
        source: 'agent',
        message: '',
        tool_calls: [{ tool_call_id: 'd', function_name: 'delegate', arguments: {} }],
        observation: {
          results: [
            { source_call_id: 'd', content: 'back', subagent_trajectory_ref: [{ trajectory_id: 'one' }] },
            { source_call_id: 'd', subagent_trajectory_ref: [{ trajectory_id: 'gone' }] },
          ],
        },
      },
    ],
    subagent_trajectories: [sub('one', 'in one'), sub('two', 'in two')],
  })
  expect(brief(told)).toEqual(['0 act delegate {}', '1 think in one', '2 think in two', '0 answer of delegate: back'])
  expect(told.runs).toEqual([{ parent: null }, { parent: 0 }, { parent: 0 }])
  expect(told.remarks).toEqual([
    'The trajectory of the sub-agent gone is not in the file.',
    'Fields that are no steps are not kept: subagent_trajectories.agent (2).',
  ])
})

test('what is broken is refused with the place', () => {
  expect(() => read({ schema_version: 'ATIF-v1.7', steps: [{ source: 4 }] })).toThrow('steps.0.source')
})

const plain = {
  schema_version: 'ATIF-v1.7',
  trajectory_id: 'task-1',
  agent,
  steps: [
    { step_id: 1, source: 'user', message: 'Go', timestamp: null, extra: {} },
    {
      step_id: 2,
      source: 'agent',
      model_name: 'some-model',
      message: 'Look.',
      reasoning_content: 'First.',
      tool_calls: [{ tool_call_id: 'a', function_name: 'ls', arguments: { path: '.' } }],
      observation: { results: [{ source_call_id: 'a', content: 'a.py' }] },
    },
  ],
  extra: { repository: 'o/n', commit: 'c0ffee', license: 'MIT' },
}

test('metrics, extras and whatever else no step has a place for is told once, with a count; a plain file has nothing to tell', () => {
  expect(read(plain).remarks).toEqual([])
  const [first, second] = plain.steps
  const metrics = { prompt_tokens: 3 }
  const told = read({
    ...plain,
    agent: { ...agent, version: '2.0' },
    steps: [
      { ...first, metrics, reasoning_content: 'Of nobody.' },
      { ...second, metrics, model_name: 'another', extra: { mood: 'good' } },
    ],
    notes: 'Odd.',
    final_metrics: { total_steps: 2 },
    extra: { ...plain.extra, seed: 4 },
  })
  expect(told.remarks).toEqual([
    'Fields that are no steps are not kept: agent.version, extra.seed, notes, final_metrics, steps.reasoning_content, ' +
      'steps.metrics (2), steps.model_name, steps.extra.',
  ])
})

test('a sub-agent is found by its session too, and two of one name are both there', () => {
  const sub = (message: string) => ({
    schema_version: 'ATIF-v1.4',
    session_id: 's',
    steps: [{ step_id: 1, source: 'agent', message }],
  })
  const results = [{ source_call_id: 'a', content: 'back', subagent_trajectory_ref: [{ session_id: 's' }] }]
  const [first, second] = plain.steps
  const told = read({
    ...plain,
    steps: [first, { ...second, observation: { results } }],
    subagent_trajectories: [sub('one'), sub('two')],
  })
  expect(brief(told).slice(3)).toEqual(['1 think one', '2 think two', '0 answer of ls: back'])
  expect(told.remarks).toEqual([])
})
