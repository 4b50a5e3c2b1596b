import { expect, test } from 'vitest'
import { formats } from '@/lib/dataset/formats/catalog'
import { readDocument } from '@/lib/dataset/formats/read-row'
import { ExportSettings } from '@/lib/dataset/formats/settings'
import { toSample } from '@/lib/dataset/testing/sample'
import { fingerprintOf, toSteps } from './steps'
import { openTelling } from './telling'

/** A trajectory with all that is awkward: names of our own tools, sub-agents, calls without answers, later words of a user. */
function awkward() {
  const telling = openTelling()
  telling.say('user', 'Fix 🐛 </request>\r\n')
  telling.think('Look.\0\ud83d')
  telling.act({ id: '1', name: 'edit', given: { path: 'a', old: '</act>', n: 1.5 } })
  telling.act({ id: '2', name: 'Write', given: { file_path: '/w/a.py', content: 'x\r\n' } })
  telling.answer('2', 'Written.')
  telling.answer('1', 'Done 変数', { isError: true })
  telling.act({ id: '3', name: 'Task', given: {} })
  const sub = telling.begin('3')
  telling.say('user', 'Search.', sub)
  telling.act({ name: 'read', given: { input: 'half' } }, sub)
  telling.answer('3', 'Found.')
  telling.act({ name: 'plan', given: {} })
  telling.say('user', 'Stop.')
  telling.think('Fine.')
  const about = { agent: 'A', model: null, repository: null, commit: null, instance: null, licence: null, folder: '/w' }
  return { ...about, ...telling.finish() }
}

const newId = () => {
  let count = 0
  return () => `id-${count++}`
}

test('acts keep their own names, answers know what they answer, and what a database cannot hold is said', () => {
  const { runs, steps, remarks } = toSteps(awkward(), newId())
  expect(runs.map(({ role }) => role)).toEqual(['main', 'sub'])
  expect(steps.map(({ kind, tool, path, args }) => [kind, tool, path, args])).toEqual([
    ['think', null, null, {}],
    ['act', null, 'a', { call: { name: 'edit' } }],
    ['observe', null, 'a', { isError: true }],
    ['act', 'write', 'a.py', { call: { name: 'Write' } }],
    ['observe', 'write', 'a.py', {}],
    ['act', 'delegate', null, { call: { name: 'Task' } }],
    ['observe', null, null, { from: 'user' }],
    ['act', 'read', null, { call: { name: 'read' } }],
    ['observe', 'delegate', null, {}],
    ['act', null, null, { call: { name: 'plan' } }],
    ['observe', null, null, { from: 'user' }],
    ['think', null, null, {}],
  ])
  expect(steps[3]).toMatchObject({ content: 'x\r\n', text: '{"file_path":"/w/a.py","content":"x\\r\\n"}' })
  expect(steps[0]?.text).toBe('Look.\ufffd\ufffd')
  expect(remarks).toEqual([
    '1 of its calls have no result.',
    '1 texts hold NUL or half a character, which is replaced by \ufffd.',
  ])
})

test.each(['text', 'segments', 'messages', 'sharegpt', 'atif', 'adp', 'sts'] as const)(
  '%s carries it and gives the document again, byte for byte',
  (name) => {
    const sample = toSample(toSteps(awkward(), newId()), { harness: 'A' })
    const format = formats[name]
    if (format.kind !== 'rows') throw new Error('It is made of tokens.')
    const rows = format.rows(sample, ExportSettings.parse({}))
    const read = readDocument(
      name,
      rows.map((row) => JSON.parse(JSON.stringify(row))),
    )
    expect(read.map(({ text }) => text).join('')).toBe(sample.parts.map(({ text }) => text).join(''))
  },
)

test('a fingerprint is of what is said, not of the remarks', () => {
  const one = awkward()
  expect(fingerprintOf({ ...one, remarks: [] })).toBe(fingerprintOf(one))
  expect(fingerprintOf({ ...one, request: '' })).not.toBe(fingerprintOf(one))
})
