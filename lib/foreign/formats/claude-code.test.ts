import { expect, test } from 'vitest'
import { brief } from '@/lib/foreign/testing/brief'
import { claudeCode } from './claude-code'

let count = 0
const line = (type: string, content: unknown, rest: object = {}) => {
  count += 1
  const message = { role: type, content, ...(type === 'assistant' ? { model: 'claude-x' } : {}) }
  return {
    type,
    uuid: `u${count}`,
    parentUuid: null,
    sessionId: 's',
    cwd: '/home/me/app',
    isSidechain: false,
    message,
    ...rest,
  }
}
const use = (id: string, name: string, input: object) => ({ type: 'tool_use', id, name, input })
const result = (id: string, content: unknown, rest = {}) => ({ type: 'tool_result', tool_use_id: id, content, ...rest })

test('thoughts, calls and results by id, what the user says later, and kinds that nobody knows', () => {
  const lines = [
    { type: 'summary', summary: 'Fixing', leafUuid: 'x' },
    line('user', 'Fix 🐛'),
    line('assistant', [{ type: 'thinking', thinking: 'Look.', signature: 'abc' }]),
    line('assistant', [{ type: 'text', text: 'Reading.' }, use('1', 'Read', { file_path: '/home/me/app/a.ts' })]),
    line(
      'user',
      [
        result('1', [
          { type: 'text', text: 'x\r\n' },
          { type: 'image', source: {} },
        ]),
      ],
      { toolUseResult: {} },
    ),
    line('assistant', [use('2', 'Bash', { command: 'false' })]),
    line('user', [result('2', 'exit 1', { is_error: true })]),
    line('user', 'Stop that.'),
    line('user', 'A caveat.', { isMeta: true }),
    { type: 'file-history-snapshot', messageId: 'm', snapshot: {} },
    { type: 'hologram', sessionId: 's', value: 1 },
    line('assistant', [use('3', 'Write', { file_path: '/home/me/app/b.ts', content: 'y' })]),
    line('assistant', 'Done.'),
  ]
  for (const each of [lines[0], lines[1], lines[9]]) expect(claudeCode.recognize(each)).toBe('event')
  const told = claudeCode.read(lines, { file: 's.jsonl' })
  expect(told).toMatchObject({
    agent: 'Claude Code',
    model: 'claude-x',
    repository: 'app',
    request: 'Fix 🐛',
    folder: '/home/me/app',
  })
  expect(brief(told)).toEqual([
    '0 think Look.',
    '0 think Reading.',
    '0 act Read {"file_path":"/home/me/app/a.ts"}',
    '0 answer of Read: x\r\n\n[image, not kept]',
    '0 act Bash {"command":"false"}',
    '0 answer of Bash!: exit 1',
    '0 user: Stop that.',
    '0 harness: A caveat.',
    expect.stringContaining('0 harness: hologram'),
    '0 act Write {"file_path":"/home/me/app/b.ts","content":"y"}',
    '0 think Done.',
  ])
  expect(told.remarks).toEqual([
    'Records of the kind hologram are not known: they are shown as they are.',
    '1 of its calls have no result.',
    '1 pictures are not kept.',
    'No steps: summary, file-history-snapshot.',
  ])
})

test('a sidechain is a sub-agent inside the call that began it', () => {
  const side = { isSidechain: true, agentId: 'a1' }
  const told = claudeCode.read(
    [
      line('user', 'Go'),
      line('assistant', [use('1', 'Task', { prompt: 'Search' })]),
      line('user', 'Search', side),
      line('assistant', [use('2', 'Grep', { pattern: 'x' })], side),
      line('user', [result('2', 'none')], side),
      line('user', [result('1', 'Nothing found.')]),
    ],
    { file: 's.jsonl' },
  )
  expect(told.runs).toEqual([{ parent: null }, { parent: 0 }])
  expect(brief(told)).toEqual([
    '0 act Task {"prompt":"Search"}',
    '1 user: Search',
    '1 act Grep {"pattern":"x"}',
    '1 answer of Grep: none',
    '0 answer of Task: Nothing found.',
  ])
})

test('what is broken is refused', () => {
  expect(() => claudeCode.read(['x'], { file: 's' })).toThrow('a line of a session')
})

test('usage, results in another form and other fields are told; a plain session has nothing to tell', () => {
  const answer = line('assistant', [{ type: 'text', text: 'Hm.' }, use('1', 'Bash', { command: 'ls' })])
  const plain = [line('user', 'Go'), answer, line('user', [result('1', 'a.ts')])]
  expect(claudeCode.read(plain, { file: 's' }).remarks).toEqual([])
  const message = { ...answer.message, usage: { input_tokens: 3 }, stop_reason: 'max_tokens', id: 'm' }
  const told = claudeCode.read(
    [
      line('user', 'Go', { gitBranch: 'main', timestamp: 't' }),
      { ...answer, message, timestamp: 't', requestId: 'r', userType: 'external' },
      line('user', [result('1', 'a.ts')], { toolUseResult: { stdout: 'a.ts' }, cwd: '/elsewhere' }),
      line('assistant', [
        { type: 'thinking', thinking: '', signature: 'abc' },
        { ...use('2', 'Bash', {}), caller: 'x' },
      ]),
      { type: 'system', sessionId: 's', content: 'Slow.', level: 'info' },
    ],
    { file: 's' },
  )
  expect(told.remarks).toEqual([
    'Some of its thoughts are encrypted.',
    '1 of its calls have no result.',
    'Fields that are no steps are not kept: gitBranch, timestamp (2), message.usage, message.stop_reason, cwd, ' +
      'toolUseResult, tool_use.caller, level.',
  ])
})
