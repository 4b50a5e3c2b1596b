import { expect, test } from 'vitest'
import { brief } from '@/lib/foreign/testing/brief'
import { sts } from './sts'

const message = (value: object, rest = {}) => ({ type: 'message', message: value, ...rest })
const called = (id: string, given: unknown) => ({ id, function: { name: 'bash', arguments: given } })

const lines = [
  { type: 'session', harness: 'pi', id: 's1', name: 'owner/name', cwd: '/home/me/name' },
  message({ role: 'user', content: 'Fix 🐛' }),
  message({ role: 'assistant', content: '', reasoningContent: 'Look.', toolCalls: [called('a', '{"command":"ls"}')] }),
  message({ role: 'tool', content: 'a.py\r\n', toolCallId: 'a' }),
  message({ role: 'assistant', content: 'Delegate.', toolCalls: [called('b', { command: 'x', note: null })] }),
  message({ role: 'assistant', content: 'In a sub-agent.' }, { agent: 1 }),
  { type: 'bookmark', at: 3 },
]

test('messages of a session, of its sub-agents, and lines that nobody knows', () => {
  expect(sts.recognize(lines[0])).toBe('event')
  expect(sts.begins?.(lines[0])).toBe(true)
  const told = sts.read(lines, { file: 'x.jsonl' })
  expect(told).toMatchObject({ agent: 'pi', repository: 'me/name', instance: 'owner/name', request: 'Fix 🐛' })
  expect(brief(told)).toEqual([
    '0 think Look.',
    '0 act bash {"command":"ls"}',
    '0 answer of bash: a.py\r\n',
    '0 think Delegate.',
    '0 act bash {"command":"x"}',
    '1 think In a sub-agent.',
    '0 harness: bookmark\n{\n  "type": "bookmark",\n  "at": 3\n}',
  ])
})

test('what is broken is refused', () => {
  expect(() => sts.read([{ type: 'message', message: {} }], { file: 'x' })).toThrow('a message of a session')
})

test('fields of the session, of lines and of messages that are not kept are told; a plain session has nothing to tell', () => {
  expect(sts.read(lines.slice(0, 6), { file: 'x' }).remarks).toEqual([])
  const usage = { input: 3 }
  const told = sts.read(
    [
      { ...lines[0], model: 'm', metadata: { model: 'm', commit: 'c', tokens: 5 }, version: 3 },
      message({
        role: 'user',
        content: [
          { type: 'text', text: 'Fix', citations: ['x'] },
          { type: 'image', data: 'x' },
        ],
      }),
      message({ role: 'assistant', content: 'One.', usage, toolCallId: 'a' }, { timestamp: 't' }),
      message({ role: 'assistant', content: 'Two.', usage }, { timestamp: 't', id: 'i', parentId: 'p' }),
    ],
    { file: 'x' },
  )
  expect(told.remarks).toEqual([
    '1 pictures are not kept.',
    'Fields that are no steps are not kept: message.content.citations, timestamp (2), message.toolCallId, ' +
      'message.usage (2), session.metadata.tokens, session.version.',
  ])
})
