import { expect, test } from 'vitest'
import { brief } from '@/lib/foreign/testing/brief'
import { sweAgent } from './swe-agent'

const traj = {
  environment: 'swe_main',
  trajectory: [
    {
      action: 'ls -a\n',
      observation: 'setup.py 📦\r\n',
      response: 'Look.\n```\nls -a\n```',
      thought: 'Look.',
      state: '{}',
    },
    { action: '', observation: 'Your command was empty.', response: 'Nothing.', thought: '', execution_time: 0.1 },
    { action: 'str_replace_editor view /testbed/a.py', observation: '1\tx', response: null, thought: null },
    { action: 'submit', observation: null, response: '', thought: 'Done.' },
  ],
  history: [
    { role: 'system', content: 'You are an agent.', agent: 'main' },
    { role: 'user', content: [{ type: 'text', text: 'Fix it.' }] },
    { role: 'assistant', content: 'Look.', thought: 'Look.', action: 'ls -a' },
  ],
  info: { exit_status: 'submitted', submission: 'diff' },
  replay_config: JSON.stringify({
    problem_statement: { id: 'django__django-11099' },
    env: { repo: { base_commit: 'abc123' } },
    agent: { model: { name: 'gpt-x' } },
  }),
}

test('what was thought, run and seen, with the opening of the history as the request', () => {
  expect(sweAgent.recognize(traj)).toBe('trajectory')
  const told = sweAgent.read([traj], { file: 'x.traj' })
  expect(told).toMatchObject({
    agent: 'SWE-agent',
    model: 'gpt-x',
    repository: 'django/django',
    commit: 'abc123',
    instance: 'django__django-11099',
    request: 'You are an agent.\n\nFix it.',
    remarks: [
      'It ended with submitted.',
      'Fields that are no steps are not kept: trajectory.execution_time, environment.',
    ],
  })
  expect(brief(told)).toEqual([
    '0 think Look.',
    '0 act bash {"command":"ls -a\\n"}',
    '0 answer of bash: setup.py 📦\r\n',
    '0 think Nothing.',
    '0 harness: Your command was empty.',
    '0 act str_replace_editor {"command":"str_replace_editor view /testbed/a.py"}',
    '0 answer of str_replace_editor: 1\tx',
    '0 think Done.',
    '0 act submit {"command":"submit"}',
    '0 answer of submit: diff',
  ])
})

test('an early one without history is called after its file and asked by its problem statement', () => {
  const told = sweAgent.read([{ trajectory: traj.trajectory, problem_statement: 'Fix.' }], {
    file: 'marshmallow-code__marshmallow-1359.traj.gz',
  })
  expect(told).toMatchObject({ repository: 'marshmallow-code/marshmallow', request: 'Fix.' })
})

test('what is broken is refused with the place', () => {
  expect(() => sweAgent.read([{ trajectory: [{ thought: 3 }] }], { file: 'x' })).toThrow('trajectory.0.thought')
})

test('states, other answers and settings are told; a plain one has nothing to tell', () => {
  const step = { action: 'ls', observation: 'a.py', thought: 'Look.', response: 'Look.\n```\nls\n```' }
  const plain = { trajectory: [step], history: [{ role: 'user', content: 'Fix it.' }], info: { submission: null } }
  expect(sweAgent.read([plain], { file: 'x' }).remarks).toEqual([])
  const told = sweAgent.read(
    [
      {
        trajectory: [
          { ...step, state: '{"open_file": "a.py"}' },
          { ...step, state: { open_file: 'a.py' }, response: 'Other words.', query: [{ role: 'user', content: 'x' }] },
        ],
        history: plain.history,
        info: { model_stats: { cost: 1 } },
        problem_statement: 'Something else.',
        replay_config: { agent: { model: { name: 'm', temperature: 0 } } },
      },
    ],
    { file: 'x' },
  )
  expect(told.remarks).toEqual([
    'Fields that are no steps are not kept: problem_statement, trajectory.response, trajectory.state (2), ' +
      'trajectory.query, info.model_stats, replay_config.',
  ])
})

test('what it hands in stands at the end where no call shows it, and its reasoning with the steps that it is of', () => {
  const step = { action: 'ls', observation: 'a.py', thought: 'Look.', response: 'Look.' }
  const history = [
    { role: 'user', content: 'Fix it.' },
    { role: 'assistant', content: 'Look.', thinking_blocks: [{ type: 'thinking', thinking: 'Hard.' }] },
  ]
  const handed = { trajectory: [step], history, info: { submission: 'diff --git' } }
  const told = sweAgent.read([handed], { file: 'x' })
  expect(brief(told)).toEqual([
    '0 think Hard.',
    '0 think Look.',
    '0 act bash {"command":"ls"}',
    '0 answer of bash: a.py',
    '0 harness: diff --git',
  ])
  expect(told.remarks).toEqual([])
  const shown = { ...handed, trajectory: [step, { ...step, action: 'submit', observation: 'diff --git\n' }] }
  const again = sweAgent.read([shown], { file: 'x' })
  expect(brief(again).at(-1)).toBe('0 answer of submit: diff --git\n')
  expect(again.remarks).toEqual(['Fields that are no steps are not kept: history.thinking_blocks.'])
})
