import { describe, expect, test } from 'vitest'
import type { ForeignFormatName } from './formats/catalog'
import { openRecords } from './open-records'
import { readTrajectories } from './read-trajectories'
import { brief } from './testing/brief'
import { bytesOf } from './testing/bytes'

async function read(lines: readonly unknown[], options: { asked?: ForeignFormatName; done?: number[] } = {}) {
  const content = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const records = await openRecords(bytesOf(content, 1000), 'a.jsonl', new AbortController().signal)
  const found = []
  const isDone = (number: number) => options.done?.includes(number) ?? false
  for await (const row of readTrajectories(records, { file: 'a.jsonl', asked: options.asked ?? null, isDone }))
    found.push([row.number, row.format, 'problem' in row ? row.problem : brief(row.trajectory)])
  return found
}

const row = (text: string) => ({
  messages: [
    { role: 'user', content: 'Go' },
    { role: 'assistant', content: text },
  ],
})
const session = (id: string) => ({ type: 'session', harness: 'pi', id })
const message = (role: string, content: string) => ({ type: 'message', message: { role, content } })

describe('rows', () => {
  test('are trajectories, each by itself; one that is broken, or of no format, stops no other', async () => {
    expect(await read([row('one'), '{"half', { messages: [{ role: 'user' }] }, 7, row('two')])).toEqual([
      [1, 'rows', ['0 think one']],
      [2, 'rows', expect.stringContaining('not JSON')],
      [3, 'rows', 'It has no steps.'],
      [4, 'rows', expect.stringContaining('a row with messages')],
      [5, 'rows', ['0 think two']],
    ])
  })

  test('that were dealt with are not read again', async () => {
    expect(await read([row('one'), '{"half', row('two')], { done: [1, 2] })).toEqual([[3, 'rows', ['0 think two']]])
  })

  test('before the first one that tells the format are problems of that format', async () => {
    expect((await read(['{"half', { x: 1 }, row('one')])).map(([number]) => number)).toEqual([1, 2, 3])
  })

  test('of no format say so, whatever there is in the file', async () => {
    expect(await read([{ x: 1 }, '{"half'])).toEqual([
      [1, null, expect.stringContaining('of no format that is known')],
      [2, null, expect.stringContaining('not JSON')],
    ])
    await expect(read(Array.from({ length: 60 }, () => ({ x: 1 })))).rejects.toThrow('None of the first 50 records')
  })

  test('of a format that somebody chose are read as that', async () => {
    expect(await read([row('one')], { asked: 'atif' })).toEqual([
      [1, 'atif', expect.stringContaining('not an ATIF trajectory')],
    ])
  })
})

describe('events', () => {
  test('make one trajectory for each session, which knows of the lines that are broken', async () => {
    const lines = [
      session('a'),
      message('user', 'Go'),
      message('assistant', 'one'),
      '{"half',
      session('b'),
      message('assistant', 'two'),
    ]
    expect(await read(lines)).toEqual([
      [4, 'sts', expect.stringContaining('not JSON')],
      [1, 'sts', ['0 think one']],
      [5, 'sts', ['0 think two']],
    ])
    expect(await read(lines, { done: [4, 1] })).toEqual([[5, 'sts', ['0 think two']]])
  })
})
